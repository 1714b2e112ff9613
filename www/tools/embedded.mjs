// The published text of the default disclosure to its package, by the reader that ships.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./paths.mjs";
import { loadModule } from "./core.mjs";

/** @param {import("./recipe.mjs").Recipe} recipe @returns {Promise<string>} the path of the package */
export async function writeEmbedded({ embedded, modules }) {
  const reader = await loadModule(modules.reader);
  const file = { name: basename(embedded.source), bytes: readFileSync(join(root, embedded.source)) };
  const path = join(root, embedded.package);
  writeFileSync(path, reader.readDisclosure([file], "zh-CN"));
  return path;
}
