// The published text of the default disclosure to its package, by the reader that ships.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** @param {import("./recipe.mjs").Recipe} recipe @returns {Promise<string>} the path of the package */
export async function writeEmbedded({ embedded, modules: { reader } }) {
  const glue = await import(pathToFileURL(join(root, reader.out, `${reader.name}.js`)).href);
  await glue.default({ module_or_path: readFileSync(join(root, reader.out, `${reader.name}_bg.wasm`)) });
  const file = { name: basename(embedded.source), bytes: readFileSync(join(root, embedded.source)) };
  const path = join(root, embedded.package);
  writeFileSync(path, glue.readDisclosure([file], "zh-CN"));
  return path;
}
