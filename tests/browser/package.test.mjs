// The npm package as `npm pack` makes it, in a project of somebody else: types, examples, the snippets of its README.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "../../www/node_modules/esbuild/lib/main.js";
import { publint } from "../../www/node_modules/publint/src/index-node.js";
import { formatMessage } from "../../www/node_modules/publint/src/utils.js";
import { REFERENCE, reference } from "../../www/tools/reference.mjs";
import { page, ready, world } from "./support.mjs";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));
const DOCUMENTS = {
  "budget-2024.docx": join(fixtures, "formats/zhengzhou-2024.docx"),
  "budget-2024.xlsx": join(fixtures, "formats/zhengzhou-2024.xlsx"),
  "budget-2024.txt": join(fixtures, "../../src/embedded/zhengzhou-2024.txt"),
  "budget-2024.json": join(fixtures, "package/three-public.json"),
  "budget-2023.json": join(fixtures, "package/three-public.json"),
};

let w;
/** The project that uses the package. */
let project;
/** The package in it. */
let own;
before(async () => {
  project = mkdtempSync(join(tmpdir(), "budget-project-"));
  const modules = join(project, "node_modules");
  own = join(modules, "budget-widget");
  mkdirSync(own, { recursive: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const packing = ["pack", "--json", "--pack-destination", project, join(www, "dist/npm")];
  const [{ filename }] = JSON.parse(execFileSync(npm, packing, { encoding: "utf8" }));
  execFileSync("tar", ["-xzf", join(project, filename), "-C", own, "--strip-components=1"]);
  // What it depends on, and what the examples use.
  for (const name of readdirSync(join(www, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(www, "node_modules", name), join(modules, name), "junction");
  }
  cpSync(join(www, "examples"), join(project, "examples"), { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  const documents = Object.entries(DOCUMENTS).map(([name, path]) => [`/${name}`, readFileSync(path)]);
  const files = readdirSync(own).filter((name) => /\.(js|wasm|json)$/.test(name));
  const example = (path) => readFileSync(join(project, "examples", path), "utf8");
  w = await world({
    pages: {
      ...Object.fromEntries(documents),
      ...Object.fromEntries(files.map((name) => [`/${name}`, readFileSync(join(own, name))])),
      "/html": example("html/index.html").replace("<head>", `<head><link rel="icon" href="data:,">`),
      "/cms": page(example("cms/snippet.html"), ""),
      ...(await bundled("react", "app.jsx")),
      ...(await bundled("vue", "app.js")),
      ...Object.fromEntries(snippets().html.map((code, at) => [`/snippet-${at}`, page(code, needed(code))])),
    },
  });
});
after(async () => {
  await w?.close();
  rmSync(project, { recursive: true });
});

/** An example with the package bundled into it, and the files that the package asks for at run time beside it. */
async function bundled(name, file) {
  const outdir = join(project, "out", name);
  await esbuild.build({
    entryPoints: [join(project, "examples", name, file)],
    absWorkingDir: project,
    bundle: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["node:*"],
    outdir,
    logLevel: "error",
  });
  const script = file.replace(/\.jsx?$/, ".js");
  return {
    [`/${name}`]: page(`<div id="app"></div><script type="module" src="/${name}/${script}"></script>`, ""),
    [`/${name}/${script}`]: readFileSync(join(outdir, script)),
    ...Object.fromEntries(
      readdirSync(own)
        .filter((at) => /\.(wasm|json)$/.test(at) || at === "reader.js")
        .map((at) => [`/${name}/${at}`, readFileSync(join(own, at))]),
    ),
  };
}

/** The code of both READMEs that shows how to use it, by language. */
function snippets() {
  const code = { html: [], js: [] };
  for (const path of [join(www, "package.md"), join(www, "../README.md")]) {
    for (const [, language, text] of readFileSync(path, "utf8").matchAll(/^```(html|js)\n([^]*?)^```$/gm)) {
      code[language].push(text);
    }
  }
  return code;
}

/** The script that a snippet without one needs. */
const needed = (code) => (code.includes("<script") ? "" : "/budget-widget.js");

test("publint finds nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: own, strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("the hashes are those of the files, and every export is there", () => {
  const integrity = JSON.parse(readFileSync(join(own, "integrity.json"), "utf8"));
  const scripts = readdirSync(own).filter((name) => /\.(js|wasm)$/.test(name));
  assert.deepEqual(Object.keys(integrity), scripts.sort());
  for (const [name, hash] of Object.entries(integrity)) {
    const made = createHash("sha384")
      .update(readFileSync(join(own, name)))
      .digest("base64");
    assert.equal(hash, `sha384-${made}`, name);
  }
  const { exports, version } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  for (const target of Object.values(exports).flatMap((at) =>
    typeof at === "string" ? [at] : Object.values(at),
  )) {
    assert.ok(readFileSync(join(own, target)), target);
  }
  assert.ok(readFileSync(join(own, "budget-widget.js"), "utf8").includes(`budget-widget ${version} |`));
});

test("the types compile under strict, as Node and as bundlers look for them", () => {
  const source = readFileSync(join(fixtures, "../types/api.ts"), "utf8")
    .replaceAll("../../www/dist/npm/index.js", "budget-widget")
    .replaceAll("../../www/dist/npm/reader.js", "budget-widget/reader");
  writeFileSync(join(project, "use.ts"), source);
  const tsc = join(www, "node_modules/typescript/bin/tsc");
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const options = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--lib",
      "es2022,dom,dom.iterable,esnext.disposable",
    ];
    const args = [tsc, ...options, "--module", module, "--moduleResolution", moduleResolution, "use.ts"];
    try {
      execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    } catch (error) {
      assert.fail(error.stdout);
    }
  }
});

test("the script for Node says what is to be looked at", () => {
  const args = [
    join(project, "examples/node/findings.mjs"),
    DOCUMENTS["budget-2024.docx"],
    DOCUMENTS["budget-2024.json"],
  ];
  const said = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  assert.match(said, /^2024年郑州市大数据管理局部门预算公开: \d{3} checks, \d+ findings\n( {2}\w+: .+\n)+/);
});

test("the snippets for programs run", async () => {
  for (const [at, code] of snippets().js.entries()) {
    // What needs a page is tried on one, below.
    if (/\bmount\(|"budget-widget\/define"|read\("\//.test(code)) continue;
    const file = join(project, `snippet-${at}.mjs`);
    const given = /\bfile\b/.test(code)
      ? `import { readFileSync } from "node:fs"; const file = readFileSync("budget-2024.docx");\n`
      : "";
    writeFileSync(file, given + code);
    for (const [name, path] of Object.entries(DOCUMENTS)) cpSync(path, join(project, name));
    execFileSync(process.execPath, [file], { cwd: project, encoding: "utf8" });
  }
});

test("every page of the examples and the READMEs shows its document", async () => {
  const pages = ["/html", "/cms", "/react", "/vue", ...snippets().html.map((_, at) => `/snippet-${at}`)];
  for (const address of pages) {
    const { tab, trouble, context } = await w.open(address);
    await ready(tab);
    assert.deepEqual(trouble, [], address);
    if (/react|vue/.test(address)) {
      await tab.locator("#summary", { hasText: /^不符 \d+ 项$/ }).waitFor();
    }
    await context.close();
  }
});

test("the snippets for pages run", async () => {
  const { tab, trouble } = await w.open("/html");
  await ready(tab);
  for (const code of snippets().js.filter((text) => /\bmount\(|read\("\//.test(text))) {
    const body = code.replace(/^import \{([^}]*)\} from "budget-widget";$/m, "const {$1} = BudgetWidget;");
    await tab.evaluate(`(async () => { ${body} })()`);
  }
  assert.deepEqual(trouble, []);
});

test("the API reference is that of the types", () => {
  // `npm --prefix www run reference` after a build writes it anew.
  assert.equal(readFileSync(REFERENCE, "utf8"), reference());
});

test("the manifest tells the attributes, parts and events of the element", async () => {
  const { modules } = JSON.parse(readFileSync(join(own, "custom-elements.json"), "utf8"));
  const [declared] = modules.find(({ path }) => path === "index.js").declarations;
  const { tab } = await w.open("/html");
  await ready(tab);
  const names = (list) => list.map(({ name }) => name).sort();
  const observed = await tab.evaluate(() =>
    [...customElements.get("budget-widget").observedAttributes].sort(),
  );
  assert.deepEqual(names(declared.attributes), observed);
  const source = (name) => readFileSync(join(www, "src", name), "utf8");
  const [, events] = source("types/events.ts").match(/interface BudgetEvents \{([^]*?)\n\}/);
  assert.deepEqual(
    names(declared.events),
    [...events.matchAll(/"([\w-]+)":/g)].map(([, name]) => name).sort(),
  );
  const sheets = ["element.ts", ...readdirSync(join(www, "src/panels")).map((name) => join("panels", name))];
  const parts = new Set(
    sheets.flatMap((name) => [...source(name).matchAll(/part="([\w-]+)"/g)].map(([, part]) => part)),
  );
  assert.deepEqual(names(declared.cssParts), [...parts].sort());
  assert.ok(declared.cssProperties.some(({ name }) => name === "--budget-accent"));
});
