// The page that works from the disk: one file, no request.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "./log.mjs";
import { root } from "./paths.mjs";

/** @param {string} text */
const escapeHtml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * A script's text inside `<script>`: nothing in it may end the element or start a comment there. The
 * sequences occur only in strings and patterns, where the escapes mean the same.
 * @param {string} script
 */
const escapeScript = (script) =>
  script.replace(/<(?=!--|script)/gi, "\\x3c").replace(/<\/(?=script)/gi, "<\\/");

/**
 * @param {import("./recipe.mjs").PageOutput} output
 * @param {string} script path of the script
 */
export function writePage(output, script) {
  const values = {
    lang: escapeHtml(output.lang),
    title: escapeHtml(output.title),
    fallback: escapeHtml(output.fallback),
    script: `<script>${escapeScript(readFileSync(join(root, script), "utf8"))}</script>`,
  };
  const template = readFileSync(join(root, output.template), "utf8");
  const page = template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    const value = values[/** @type {keyof typeof values} */ (name)];
    if (value === undefined) throw new ToolError(`${output.template} asks for {{${name}}}, which is unknown`);
    return value;
  });
  writeFileSync(join(root, output.file), page);
}
