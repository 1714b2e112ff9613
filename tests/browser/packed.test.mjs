// What the script carries comes out as it went in.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import * as esbuild from "../../www/node_modules/esbuild/lib/main.js";
import { groupedModule, packed } from "../../www/tools/packed.mjs";
import { root } from "../../www/tools/paths.mjs";

const unpacker = readFileSync(join(root, "www/.build/unpacker.wasm"));

/** The modules of the page as one, in Node. */
let page;
before(async () => {
  const contents = ["packed", "columns"].map((name) => `export * from "./${name}.js";`).join("\n");
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: join(root, "www/src"), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    external: ["budget-wasm:unpacker"],
  });
  const bytes = `const unpackerBytes = () => Uint8Array.of(${unpacker.join()});`;
  const code = outputFiles[0].text.replace(/^import .*budget-wasm:unpacker.*$/m, bytes);
  page = await import(`data:text/javascript,${encodeURIComponent(code)}`);
});

test("bytes of every length come out of their text", async () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 167 + length * 59) & 255);
    const text = await packed(bytes, unpacker);
    assert.match(text, /^[ !#-;=-[\]-~]*$/, "nothing that a string or a page escapes");
    assert.deepEqual(await page.unpack(text), bytes);
  }
});

test("every kind of repetition is unpacked: near and far, once and again, of the last distances", async () => {
  const bytes = new Uint8Array(300_000);
  for (let at = 0, held = 1; at < bytes.length; at++) {
    held = (held * 1103515245 + 12345) >>> 0;
    const back = [0, 1, 3, 200, 5_000, 250_000][(held >> 20) % 6];
    bytes[at] = at > back && (held >> 16) % 31 > 0 ? bytes[at - back] : held >> 24;
  }
  assert.deepEqual(await page.unpack(await packed(bytes, unpacker)), bytes);
});

test("modules come out of their groups, whatever their instructions", async () => {
  const shipped = join(root, "www/dist/npm/budget_widget_bg.wasm");
  const text = await packed(await groupedModule(shipped, unpacker), unpacker);
  assert.deepEqual(Buffer.from(await page.unpackModule(text)), readFileSync(shipped));

  // Every opcode with the operands 1 0 0 0 0 0 0 0; a walk that reads them otherwise still finds its way back.
  const body = [0];
  for (let code = 0; code < 256; code++) body.push(code, 1, 0, 0, 0, 0, 0, 0, 0);
  const size = [128 | (body.length & 127), body.length >> 7];
  const content = [1, ...size, ...body];
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 10, 128 | (content.length & 127), content.length >> 7];
  const odd = join(mkdtempSync(join(tmpdir(), "groups-")), "odd.wasm");
  writeFileSync(odd, Uint8Array.from([...head, ...content, 0, 2, 1, 120]));
  const unpacked = await page.unpackModule(await packed(await groupedModule(odd, unpacker), unpacker));
  assert.deepEqual(Buffer.from(unpacked), readFileSync(odd));
});

test("values come out of their columns", () => {
  const rows = [{ line: 7, cells: [] }, { line: 9, cells: [{ text: "0" }, { text: "" }] }, { line: -1 }, {}];
  const value = { rows, "a.b": { c: null, "d[]": [true, [false], 1.5] }, a: { b: 3 }, note: "" };
  const columns = JSON.parse(JSON.stringify(page.toColumns(value)));
  assert.deepEqual(page.fromColumns(columns), value);
});
