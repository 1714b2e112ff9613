// How large everything is, against its budget.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { ToolError } from "./log.mjs";
import { shown } from "./paths.mjs";
import { filesBelow } from "./stamp.mjs";

const SHOWN = /\.(js|wasm|html)$/;

/** @param {number} bytes */
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/** @param {number} size @param {number} [most] */
const against = (size, most) => (most ? `${kilo(size)} of ${kilo(most)}` : kilo(size));

/**
 * Prints a table of the outputs and fails when one is above its budget.
 * @param {string} dir
 * @param {Record<string, import("./recipe.mjs").Budget>} budgets
 * @param {boolean} enforce
 */
export function reportSizes(dir, budgets, enforce) {
  const rows = [["output", "raw", "gzip", "brotli"]];
  const over = [];
  const names = filesBelow(dir).map(shown);
  for (const name of names.filter((path) => SHOWN.test(path))) {
    const bytes = readFileSync(filesBelow(name)[0]);
    const gzip = gzipSync(bytes, { level: 9 }).length;
    const brotli = brotliCompressSync(bytes).length;
    const { raw: mostRaw, brotli: mostBrotli } = budgets[name] ?? {};
    const limits = enforce ? [mostRaw, mostBrotli] : [];
    rows.push([name, against(bytes.length, limits[0]), kilo(gzip), against(brotli, limits[1])]);
    if (bytes.length > (limits[0] ?? Infinity)) over.push(`${name} raw`);
    if (brotli > (limits[1] ?? Infinity)) over.push(`${name} brotli`);
  }
  for (const name of Object.keys(budgets)) if (!names.includes(name)) over.push(`${name} is missing`);

  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [name, ...sizes] of rows) {
    const cells = sizes.map((text, i) => text.padStart(widths[i + 1]));
    console.log(`  ${[name.padEnd(widths[0]), ...cells].join("  ")}`);
  }
  if (over.length > 0)
    throw new ToolError(`above the byte budget of wasm-pack.toml: ${over.join(", ")}`, "make it smaller");
}
