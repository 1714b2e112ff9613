// Makes www/dist from the Rust crate and www/src, as wasm-pack.toml says.
// `npm --prefix www run build`, with `-- --dev` for a quick, large one.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setup } from "./setup.mjs";
import { elapsed, entry, ToolError } from "./tools/log.mjs";
import { root, www } from "./tools/paths.mjs";

const DIST = "www/dist";
const INPUTS = [
  "src",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "wasm-pack.toml",
  "www/build.mjs",
  "www/package.json",
  "www/package-lock.json",
  "www/src",
  "www/tools",
  "www/tsconfig.json",
  "www/tsconfig.build.json",
];

/**
 * @param {object} options
 * @param {boolean} [options.dev] quick and large, without types
 * @param {import("./setup.mjs").Environment} [options.tools]
 */
export async function build({ dev = false, tools } = {}) {
  const environment = tools ?? (await setup({ for: "build" }));
  // These need the packages that the set-up has just made sure of.
  const { readCrate, readRecipe } = await import("./tools/recipe.mjs");
  const { reportSizes } = await import("./tools/sizes.mjs");
  const { Stamp } = await import("./tools/stamp.mjs");
  const started = performance.now();
  const recipe = readRecipe();
  const stamp = new Stamp(`${DIST}/.stamp`, INPUTS, dev ? "dev" : "release");
  if (stamp.isFresh()) {
    console.log("Nothing changed since the last build; its outputs are reused.");
  } else {
    rmSync(join(root, DIST), { recursive: true, force: true });
    mkdirSync(join(root, DIST), { recursive: true });
    await make(recipe, readCrate(), environment, dev);
    stamp.write([DIST]);
    console.log(`Built in ${elapsed(started)}${dev ? " (development build)" : ""}.`);
  }
  reportSizes(DIST, recipe.budgets, !dev);
  return { page: join(root, recipe.outputs.page.file) };
}

/**
 * @param {import("./tools/recipe.mjs").Recipe} recipe
 * @param {{name: string, version: string, license: string}} crate
 * @param {import("./setup.mjs").Environment} tools
 * @param {boolean} dev
 */
async function make(recipe, crate, tools, dev) {
  const { buildWasm } = await import("./tools/wasm.mjs");
  const { bundleEsm, bundleScript } = await import("./tools/bundle.mjs");
  const { writePage } = await import("./tools/page.mjs");
  const { emitTypes } = await import("./tools/types.mjs");
  const { writeEmbedded } = await import("./tools/embedded.mjs");
  const { engine, esm, scripts } = recipe.outputs;

  const modules = Object.entries(recipe.modules);
  for (const [, module] of modules) await buildWasm(recipe.package, module, tools, dev);
  const embedded = await writeEmbedded(recipe);
  for (const [id, module] of modules) {
    const out = join(root, module.out);
    const shape = {
      embedded,
      module: join(out, `${module.name}_bg.wasm`),
      glue: join(out, `${module.name}.js`),
      engine,
      banner: `/*! ${crate.name} ${crate.version} | ${crate.license} */`,
      dev,
    };
    await bundleScript(scripts[id], shape);
    await bundleEsm(esm, esm.entries[id], shape);
  }
  await writePage(recipe, embedded);
  const outs = Object.values(recipe.modules).map(({ out }) => join(root, out));
  writeManifest(esm, crate, dev ? [] : await emitTypes(esm, outs));
}

/**
 * Makes the ES module's folder a package of its own.
 * @param {import("./tools/recipe.mjs").EsmOutput} output
 * @param {{name: string, version: string, license: string}} crate
 * @param {string[]} imported packages that the types refer to
 */
function writeManifest({ dir, entries }, { name, version, license }, imported) {
  const known = JSON.parse(readFileSync(join(www, "package.json"), "utf8")).dependencies;
  const dependencies = Object.fromEntries(
    imported.map((specifier) => {
      const parts = specifier.split("/");
      const owner = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
      if (!known[owner])
        throw new ToolError(`the types refer to ${specifier}, which www/package.json does not depend on`);
      return [owner, known[owner]];
    }),
  );
  const manifest = {
    name,
    version,
    license,
    type: "module",
    exports: Object.fromEntries(
      Object.values(entries).map((entry) => {
        const file = basename(entry, ".ts");
        const path = file === "index" ? "." : `./${file}`;
        return [path, { types: `./${file}.d.ts`, default: `./${file}.js` }];
      }),
    ),
    types: "./index.d.ts",
    engines: { node: ">=20" },
    ...(imported.length > 0 ? { dependencies } : {}),
  };
  const path = join(root, dir, "package.json");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

await entry(import.meta.url, async () => {
  const known = ["--dev", "--debug"];
  const args = process.argv.slice(2);
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length > 0)
    throw new ToolError(`unknown option ${unknown.join(" ")}`, `use ${known.join(" or ")}`);
  await build({ dev: args.length > 0 });
});
