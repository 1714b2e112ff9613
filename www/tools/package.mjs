// The npm package: what lies beside the ES modules in their folder.
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ToolError } from "./log.mjs";
import { manifest } from "./manifest.mjs";
import { root, www } from "./paths.mjs";

/** Registers the element; everything else of the package registers nothing. */
const REGISTER = `import { define } from "./index.js";\n\ndefine();\n`;

/**
 * @param {import("./recipe.mjs").Outputs} outputs
 * @param {import("./recipe.mjs").Crate} crate
 * @param {string[]} imported packages that the types refer to
 * @param {string[]} properties the custom properties of the element
 */
export function writePackage({ esm, scripts }, crate, imported, properties) {
  const dir = join(root, esm.dir);
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(dir, name), text);
  const json = (/** @type {string} */ name, /** @type {object} */ value) =>
    write(name, `${JSON.stringify(value, null, 2)}\n`);

  const classic = Object.values(scripts).map(({ file }) => file);
  for (const file of classic) copyFileSync(join(root, file), join(dir, basename(file)));
  for (const name of ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"])
    copyFileSync(join(root, name), join(dir, name));
  copyFileSync(join(www, "package.md"), join(dir, "README.md"));
  write("register.js", REGISTER);
  write("register.d.ts", "export {};\n");
  json("custom-elements.json", manifest(properties));
  json(
    "package.json",
    packageJson(
      Object.values(esm.entries),
      classic.map((file) => basename(file)),
      crate,
      imported,
    ),
  );
  // Last: what the files are by then.
  json("integrity.json", integrity(dir));
}

/**
 * @param {string[]} entries @param {string[]} classic @param {import("./recipe.mjs").Crate} crate
 * @param {string[]} imported
 */
function packageJson(entries, classic, { name, version, license, description, keywords }, imported) {
  const dependencies = dependenciesOf(imported);
  const names = entries.map((entry) => basename(entry, ".ts"));
  const modules = Object.fromEntries(names.map((name) => [name, name]));
  const path = (/** @type {string} */ module) => (module === "index" ? "." : `./${module}`);
  const files = [...classic, "custom-elements.json", "integrity.json", "package.json"];
  return {
    name,
    version,
    description,
    license,
    keywords,
    type: "module",
    exports: {
      ...Object.fromEntries(
        Object.entries({ ...modules, define: "register" }).map(([name, module]) => [
          path(name),
          { types: `./${module}.d.ts`, default: `./${module}.js` },
        ]),
      ),
      ...Object.fromEntries(files.map((file) => [`./${file}`, `./${file}`])),
    },
    types: "./index.d.ts",
    unpkg: "./budget-widget.js",
    jsdelivr: "./budget-widget.js",
    customElements: "custom-elements.json",
    // Those do something when they are imported: they register the element, or answer as a thread.
    sideEffects: ["./register.js", "./reader.js", ...classic.map((file) => `./${file}`)],
    engines: { node: ">=20" },
    ...(imported.length > 0 ? { dependencies } : {}),
  };
}

/** The versions of packages that the types refer to. @param {string[]} imported */
function dependenciesOf(imported) {
  const known = JSON.parse(readFileSync(join(www, "package.json"), "utf8")).dependencies;
  return Object.fromEntries(
    imported.map((specifier) => {
      const parts = specifier.split("/");
      const owner = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
      if (!known[owner])
        throw new ToolError(`the types refer to ${specifier}, which www/package.json does not depend on`);
      return [owner, known[owner]];
    }),
  );
}

/** For `integrity="…"`, by file. @param {string} dir */
function integrity(dir) {
  const names = readdirSync(dir).filter((name) => /\.(js|wasm)$/.test(name));
  const hash = (/** @type {string} */ name) =>
    createHash("sha384")
      .update(readFileSync(join(dir, name)))
      .digest("base64");
  return Object.fromEntries(names.sort().map((name) => [name, `sha384-${hash(name)}`]));
}
