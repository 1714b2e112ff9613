// The page that works from the disk: one file, no request. The core writes it, as for everybody who saves one.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * @param {import("./recipe.mjs").Recipe} recipe
 * @param {any} core the viewer's module
 * @param {string} embedded path of the package that the script carries
 */
export function writePage({ outputs: { page, scripts } }, core, embedded) {
  const { title } = JSON.parse(readFileSync(embedded, "utf8")).document;
  const script = readFileSync(join(root, scripts.viewer.file), "utf8");
  writeFileSync(join(root, page.file), core.offlinePage(page.lang, title, [], [], script));
}
