// The pages that work from the disk: one file, no request.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./paths.mjs";

/**
 * The embedded disclosure. The core writes the page, as for everybody who saves one.
 * @param {import("./recipe.mjs").Recipe} recipe
 * @param {any} core the viewer's module
 * @param {string} embedded path of the package that the script carries
 */
export function writePage({ outputs: { page, scripts } }, core, embedded) {
  const { title } = JSON.parse(readFileSync(embedded, "utf8")).document;
  const script = readFileSync(join(root, scripts.viewer.file), "utf8");
  writeFileSync(join(root, page.file), core.offlinePage(page.lang, title, [], [], script));
}

/**
 * The page for those who publish, with all scripts inside.
 * @param {import("./recipe.mjs").Recipe} recipe
 */
export function writePublisher({ outputs: { publisher, scripts } }) {
  const inside = [scripts.viewer, scripts.reader, publisher.script].map(({ file }) => {
    const name = basename(file);
    return `<script data-file="${name}">${block(readFileSync(join(root, file), "utf8"))}</script>`;
  });
  const html = readFileSync(join(root, publisher.page), "utf8");
  const page = html.replace(/\n *<script src="[^"]*" defer><\/script>/, "");
  writeFileSync(
    join(root, publisher.file),
    page.replace("</body>", () => `${inside.join("\n")}\n  </body>`),
  );
}

/** A script's text inside `<script>`, as `script_block` of `src/export/html.rs` writes it. @param {string} script */
const block = (script) => script.replace(/<(?=!--|script)/gi, "\\x3c").replace(/<(?=\/script)/gi, "<\\");
