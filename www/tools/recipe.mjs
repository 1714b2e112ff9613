// Reads wasm-pack.toml, and from Cargo.toml and Cargo.lock the versions that must not be typed twice.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { ToolError } from "./log.mjs";
import { root } from "./paths.mjs";

/**
 * @typedef {object} Budget bytes at most
 * @property {number} raw
 * @property {number} [brotli]
 *
 * @typedef {object} WasmPackage what all modules share
 * @property {string} crate
 * @property {string} target
 * @property {string[]} rustflags
 * @property {number} [initial-memory] bytes
 * @property {string[]} wasm-opt
 *
 * @typedef {object} WasmModule
 * @property {string} name file name of the module and its glue
 * @property {string} out
 * @property {string[]} cargo-args
 *
 * @typedef {object} Recipe
 * @property {Record<string, string>} tools
 * @property {WasmPackage} package
 * @property {Record<string, WasmModule>} modules
 * @property {{crate: string, file: string}} unpacker
 * @property {{source: string, package: string}} embedded
 * @property {Outputs} outputs
 * @property {Record<string, Budget>} budgets by file
 *
 * @typedef {{engine: string, scripts: Record<string, ScriptOutput>, esm: EsmOutput, page: PageOutput, publisher: PublisherOutput}} Outputs by module
 * @typedef {{file: string, entry: string, global: string}} ScriptOutput
 * @typedef {{dir: string, entries: Record<string, string>}} EsmOutput
 * @typedef {{file: string, lang: string}} PageOutput
 * @typedef {{page: string, file: string, script: ScriptOutput}} PublisherOutput
 */

/** @param {string} name a file of the repository */
function toml(name) {
  try {
    return parse(readFileSync(join(root, name), "utf8"));
  } catch (error) {
    throw new ToolError(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** @returns {Recipe} */
export const readRecipe = () => /** @type {any} */ (toml("wasm-pack.toml"));

/**
 * What the crate says of itself.
 * @typedef {{name: string, version: string, license: string, description: string, keywords: string[]}} Crate
 */

/** @returns {Crate} */
export const readCrate = () => /** @type {any} */ (toml("Cargo.toml")).package;

/** The version of a crate that Cargo.lock names. @param {string} name */
export function lockedVersion(name) {
  const { package: packages } = /** @type {{package: {name: string, version: string}[]}} */ (
    /** @type {unknown} */ (toml("Cargo.lock"))
  );
  const found = packages.filter((entry) => entry.name === name);
  if (found.length !== 1)
    throw new ToolError(`Cargo.lock names ${found.length} versions of ${name}, one was expected`);
  return found[0].version;
}
