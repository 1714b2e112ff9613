// What the script carries comes out as it went in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as esbuild from "../../www/node_modules/esbuild/lib/main.js";
import { packed } from "../../www/tools/packed.mjs";
import { root } from "../../www/tools/paths.mjs";

/** The modules of the page as one, in Node. */
let page;
before(async () => {
  const contents = ["packed", "regrouped", "columns"]
    .map((name) => `export * from "./${name}.js";`)
    .join("\n");
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: join(root, "www/src"), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
  });
  page = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
});

test("bytes of every length come out of their text", async () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 167 + length * 59) & 255);
    const text = await packed(bytes);
    assert.match(text, /^[ !#-;=-[\]-~]*$/, "nothing that a string or a page escapes");
    assert.deepEqual(await page.unpack(text), bytes);
  }
});

test("modules come out of their groups, whatever their instructions", () => {
  const shipped = readFileSync(join(root, "www/dist/npm/budget_widget_bg.wasm"));
  assert.deepEqual(Buffer.from(page.restore(page.group(shipped))), shipped);

  // Every opcode with the operands 1 0 0 0 0 0 0 0; a walk that reads them otherwise still finds its way back.
  const body = [0];
  for (let code = 0; code < 256; code++) body.push(code, 1, 0, 0, 0, 0, 0, 0, 0);
  const size = [128 | (body.length & 127), body.length >> 7];
  const content = [1, ...size, ...body];
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 10, 128 | (content.length & 127), content.length >> 7];
  const odd = Uint8Array.from([...head, ...content, 0, 2, 1, 120]);
  assert.deepEqual(page.restore(page.group(odd)), odd);
});

test("values come out of their columns", () => {
  const rows = [{ line: 7, cells: [] }, { line: 9, cells: [{ text: "0" }, { text: "" }] }, { line: -1 }, {}];
  const value = { rows, "a.b": { c: null, "d[]": [true, [false], 1.5] }, a: { b: 3 }, note: "" };
  const columns = JSON.parse(JSON.stringify(page.toColumns(value)));
  assert.deepEqual(page.fromColumns(columns), value);
});
