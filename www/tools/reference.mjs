// The API reference, written from the types that ship. `npm --prefix www run reference` after a build.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "@babel/parser";
import { entry } from "./log.mjs";
import { root, www } from "./paths.mjs";
import { readCrate, readRecipe } from "./recipe.mjs";

export const REFERENCE = join(www, "reference.html");

/**
 * @typedef {object} Declaration
 * @property {string} name
 * @property {string} kind
 * @property {string} doc
 * @property {string} code
 */

/** What readers are told, in this order. */
const GROUPS = [
  ["Functions", "TSDeclareFunction"],
  ["Classes", "ClassDeclaration"],
  ["Types", "TSInterfaceDeclaration", "TSTypeAliasDeclaration"],
];

/** Told by its attributes and events instead. */
const ELEMENT = "BudgetWidgetElement";

/** @param {string} words */
const escape = (words) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Code spans of a comment. @param {string} words */
const prose = (words) => escape(words).replace(/`([^`]+)`/g, "<code>$1</code>");

/** The words of a comment. @param {string} comment */
const wordsOf = (comment) =>
  comment
    .replace(/^\*|\n\s*\*/g, "\n")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter(Boolean);

/** All declarations of a file and of those that it exports. @param {string} path @param {Map<string, Declaration>} into */
function collect(path, into, seen = new Set()) {
  if (seen.has(path)) return;
  seen.add(path);
  const text = readFileSync(path, "utf8");
  const { program } = parse(text, { sourceType: "module", plugins: [["typescript", { dts: true }]] });
  for (const statement of program.body) {
    const from = "source" in statement && statement.source?.value;
    if (from && from.startsWith("."))
      collect(resolve(dirname(path), from.replace(/\.js$/, ".d.ts")), into, seen);
    if (statement.type !== "ExportNamedDeclaration" || !statement.declaration) continue;
    const { declaration, leadingComments } = statement;
    const { start, end } = declaration;
    if (!("id" in declaration) || declaration.id?.type !== "Identifier") continue;
    const code = text
      .slice(start ?? 0, end ?? 0)
      .replace(/^declare /, "")
      .replace(/^ +#private;\n/m, "");
    const doc = leadingComments?.at(-1)?.value ?? "";
    into.set(declaration.id.name, { name: declaration.id.name, kind: declaration.type, doc, code });
  }
}

/** The names of a file's exports. @param {string} path @param {Map<string, Declaration>} known */
function publicNames(path, known) {
  const text = readFileSync(path, "utf8");
  const named = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names]) => names.split(","));
  const own = [...text.matchAll(/export (?:declare function|interface) (\w+)/g)].map(([, name]) => name);
  const names = ["BudgetEvents", ...own, ...named.map((name) => name.replace("type ", "").trim())];
  // What they lead to belongs to them.
  for (const name of names) {
    for (const other of known.keys()) {
      const used =
        /^[A-Z]/.test(other) &&
        name !== ELEMENT &&
        new RegExp(`\\b${other}\\b`).test(known.get(name)?.code ?? "");
      if (used && !names.includes(other)) names.push(other);
    }
  }
  return names;
}

/** The element's table. @param {string} dir the package */
function elementOf(dir) {
  const { modules } = JSON.parse(readFileSync(join(dir, "custom-elements.json"), "utf8"));
  const [told] = modules.find((/** @type {any} */ module) => module.path === "index.js").declarations;
  const rows = (/** @type {any[]} */ list) =>
    list
      .map(({ name, description, type }) => {
        const what = type ? `<td><code>${escape(type.text)}</code></td>` : "<td></td>";
        return `<tr><td><code>${escape(name)}</code></td>${what}<td>${prose(description ?? "")}</td></tr>`;
      })
      .join("\n");
  const table = (/** @type {string} */ title, /** @type {any[]} */ list) =>
    `<h3>${title}</h3>\n<table>\n${rows(list)}\n</table>`;
  const colours = told.cssProperties.map((/** @type {any} */ { name }) => `<code>${name}</code>`).join(", ");
  return `<section id="element">
<h2>&lt;budget-widget&gt;</h2>
<p class="what">${prose(told.description)} <code>import "budget-widget/define"</code> registers it.</p>
${table("Attributes", told.attributes)}
${table("Events", told.events)}
${table("Parts", told.cssParts)}
<h3>Colours</h3>
<p>${colours}</p>
</section>`;
}

/** The page. */
export function reference() {
  const dir = join(root, readRecipe().outputs.esm.dir);
  /** @type {Map<string, Declaration>} */
  const known = new Map();
  collect(join(dir, "index.d.ts"), known);
  collect(join(dir, "reader.d.ts"), known);
  const names = new Set(publicNames(join(dir, "api.d.ts"), known));
  names.delete(ELEMENT);
  const told = [...known.values()].filter(({ name }) => names.has(name));
  const link = (/** @type {string} */ code) =>
    escape(code).replace(/\b[A-Z]\w+\b/g, (name) =>
      names.has(name) ? `<a href="#${name}">${name}</a>` : name,
    );
  const section = (/** @type {Declaration} */ { name, doc, code }) =>
    [
      `<section id="${name}">`,
      `<h3>${name}</h3>`,
      ...wordsOf(doc).map((words) => `<p>${prose(words)}</p>`),
      `<pre><code>${link(code)}</code></pre>`,
      "</section>",
    ].join("\n");
  const groups = GROUPS.map(([title, ...kinds]) => ({
    title,
    members: told.filter(({ kind }) => kinds.includes(kind)),
  }));
  const contents = groups
    .flatMap(({ members }) => members)
    .map(({ name }) => `<li><a href="#${name}"><code>${name}</code></a></li>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API reference · budget-widget</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="docs.css" />
  </head>
  <body>
    <!-- prettier-ignore -->
    <main>
<h1>API reference</h1>
<p class="lead">budget-widget ${readCrate().version}, written from the types that ship. <code>import { read } from "budget-widget"</code>, or the global <code>BudgetWidget</code> of the script.</p>
<nav><ol><li><a href="#element"><code>&lt;budget-widget&gt;</code></a></li>
${contents.join("\n")}
</ol></nav>
${elementOf(dir)}
${groups.map(({ title, members }) => `<h2>${title}</h2>\n${members.map(section).join("\n")}`).join("\n")}
    </main>
  </body>
</html>
`;
}

await entry(import.meta.url, async () => writeFileSync(REFERENCE, reference()));
