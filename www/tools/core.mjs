// The modules that were just built, run in Node: what ships makes what ships with it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** @param {import("./recipe.mjs").WasmModule} module @returns {Promise<any>} its exports */
export async function loadModule({ name, out }) {
  const glue = await import(pathToFileURL(join(root, out, `${name}.js`)).href);
  await glue.default({ module_or_path: readFileSync(join(root, out, `${name}_bg.wasm`)) });
  return glue;
}
