// The page that works from the disk: one file, no request. The core writes it, as for everybody who saves one.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** @param {import("./recipe.mjs").Recipe} recipe @param {string} embedded path of the package that the script carries */
export async function writePage({ modules: { viewer }, outputs: { page, scripts } }, embedded) {
  const core = await import(pathToFileURL(join(root, viewer.out, `${viewer.name}.js`)).href);
  await core.default({ module_or_path: readFileSync(join(root, viewer.out, `${viewer.name}_bg.wasm`)) });
  const { title } = JSON.parse(readFileSync(embedded, "utf8")).document;
  const script = readFileSync(join(root, scripts.viewer.file), "utf8");
  writeFileSync(join(root, page.file), core.offlinePage(page.lang, title, [], [], script));
}
