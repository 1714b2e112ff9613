// What the script carries, as text: `src/packed.ts` unpacks it by the module of `www/unpacker`, and `src/columns.ts` puts a
// package in order again.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { compress } from "lzma1";
import { ToolError } from "./log.mjs";
import { www } from "./paths.mjs";

/** The characters in the order of what they stand for, 6 bits each up to `SHORT`, then 7. */
const CHARACTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (char) => !'"<\\'.includes(char),
);
const SHORT = 36;

/** A file packed as text. @param {Uint8Array} bytes @param {Uint8Array} unpacker the module that will unpack it */
export async function packed(bytes, unpacker) {
  const text = written(Uint8Array.from(compress(bytes, 9)));
  const { memory, near, far, unpack } = await instance(unpacker);
  new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer, near()));
  const length = unpack(text.length);
  if (!Buffer.from(bytes).equals(Buffer.from(memory.buffer, far(), length)))
    throw new ToolError("What was packed does not come out as it went in");
  return text;
}

/** @param {Uint8Array} bytes */
function written(bytes) {
  let text = "";
  let held = 0;
  let bits = 0;
  const take = (/** @type {number} */ count) => {
    bits -= count;
    const value = held >> bits;
    held &= (1 << bits) - 1;
    return value;
  };
  const put = () => {
    const short = take(6);
    text += CHARACTERS[short < SHORT ? short : 2 * short - SHORT + take(1)];
  };
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 7) put();
  }
  if (bits > 0) {
    held <<= 7 - bits;
    bits = 7;
    put();
  }
  return text;
}

/** A module with its bytes grouped. @param {string} path @param {Uint8Array} unpacker */
export async function groupedModule(path, unpacker) {
  const module = readFileSync(path);
  const { memory, near, far, group, restore } = await instance(unpacker);
  new Uint8Array(memory.buffer, near(), module.length).set(module);
  const grouped = new Uint8Array(memory.buffer, far(), group(module.length)).slice();
  new Uint8Array(memory.buffer, near(), module.length).fill(0);
  if (!module.equals(Buffer.from(memory.buffer, near(), restore(grouped.length))))
    throw new ToolError(`${path} is not what its groups give back`);
  return grouped;
}

/** @param {Uint8Array} unpacker */
async function instance(unpacker) {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(unpacker));
  return /** @type {import("../src/types/unpacker.js").Unpacker} */ (
    /** @type {unknown} */ (instance.exports)
  );
}

/** A file of JSON in columns, for `fromColumns`. @param {string} path */
export async function columnsOf(path) {
  const { toColumns, fromColumns } = await source("columns.ts");
  const text = readFileSync(path, "utf8");
  const columns = JSON.stringify(toColumns(JSON.parse(text)));
  if (JSON.stringify(fromColumns(JSON.parse(columns))) !== text)
    throw new ToolError(`${path} is not what its columns give back`);
  return new TextEncoder().encode(columns);
}

/** A module of the page's own that imports nothing. @param {string} name */
async function source(name) {
  const { code } = await esbuild.transform(readFileSync(join(www, "src", name), "utf8"), { loader: "ts" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
