// What the script carries, as text: `src/packed.ts` unpacks it, `src/regrouped.ts` puts a module in order again and
// `src/columns.ts` a package.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import zopfli from "@gfx/zopfli";
import * as esbuild from "esbuild";
import { ToolError } from "./log.mjs";
import { www } from "./paths.mjs";

/** The characters in the order of what they stand for, 6 bits each up to `SHORT`, then 7. */
const CHARACTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (char) => !'"<\\'.includes(char),
);
const SHORT = 36;

/**
 * A compressed file as text. Zopfli takes a twentieth less than zlib and is unpacked by the same decoder of the browser;
 * where the meaning of the bytes changes it begins a block of its own, as often as that helps.
 * @param {Uint8Array} bytes
 */
export async function packed(bytes) {
  return written(await zopfli.gzipAsync(Buffer.from(bytes), { numiterations: 15, blocksplittingmax: 0 }));
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

/** A module with its bytes grouped, for `restore`. @param {string} path @returns {Promise<Uint8Array>} */
export async function groupedModule(path) {
  const { group, restore } = await source("regrouped.ts");
  const module = readFileSync(path);
  const grouped = group(module);
  if (!module.equals(restore(grouped))) throw new ToolError(`${path} is not what its groups give back`);
  return grouped;
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
