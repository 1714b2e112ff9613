// Makes www/dist from the Rust crate and www/src, as wasm-pack.toml says.
// `npm --prefix www run build`, with `-- --dev` for a quick, large one.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setup } from "./setup.mjs";
import { elapsed, entry, ToolError } from "./tools/log.mjs";
import { root } from "./tools/paths.mjs";

const DIST = "www/dist";
const PALETTES = ["light", "dark", "contrast"];
const INPUTS = [
  "src",
  "LICENSE",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "wasm-pack.toml",
  "www/build.mjs",
  "www/package.json",
  "www/package.md",
  "www/package-lock.json",
  "www/publish.html",
  "www/src",
  "www/tools",
  "www/tsconfig.json",
  "www/tsconfig.build.json",
  "www/unpacker",
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
 * @param {import("./tools/recipe.mjs").Crate} crate
 * @param {import("./setup.mjs").Environment} tools
 * @param {boolean} dev
 */
async function make(recipe, crate, tools, dev) {
  const { buildUnpacker, buildWasm } = await import("./tools/wasm.mjs");
  const { loadModule } = await import("./tools/core.mjs");
  const { bundleEsm, bundleScript } = await import("./tools/bundle.mjs");
  const { writePage, writePublisher } = await import("./tools/page.mjs");
  const { writePackage } = await import("./tools/package.mjs");
  const { emitTypes } = await import("./tools/types.mjs");
  const { writeEmbedded } = await import("./tools/embedded.mjs");
  const { engine, esm, publisher, scripts } = recipe.outputs;

  const modules = Object.entries(recipe.modules);
  const banner = `/*! ${crate.name} ${crate.version} | ${crate.license} */`;
  for (const [, module] of modules) await buildWasm(recipe.package, module, tools, dev);
  const unpacker = await buildUnpacker(recipe, tools);
  const embedded = await writeEmbedded(recipe);
  const shapeOf = (/** @type {import("./tools/recipe.mjs").WasmModule} */ { name, out }) => ({
    embedded,
    unpacker,
    module: join(root, out, `${name}_bg.wasm`),
    glue: join(root, out, `${name}.js`),
    engine,
    banner,
    dev,
  });
  for (const [id, module] of modules) {
    const shape = shapeOf(module);
    await bundleScript(scripts[id], shape);
    await bundleEsm(esm, esm.entries[id], shape);
  }
  const core = await loadModule(recipe.modules.viewer);
  const palettes = Object.fromEntries(PALETTES.map((name) => [name, core.paletteCss(name)]));
  await bundleScript(publisher.script, { ...shapeOf(recipe.modules.viewer), palettes });
  writePage(recipe, core, embedded);
  writePublisher(recipe);
  const outs = Object.values(recipe.modules).map(({ out }) => join(root, out));
  writePackage(recipe.outputs, crate, dev ? [] : await emitTypes(esm, outs), core.paletteProperties());
}

await entry(import.meta.url, async () => {
  const known = ["--dev", "--debug"];
  const args = process.argv.slice(2);
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length > 0)
    throw new ToolError(`unknown option ${unknown.join(" ")}`, `use ${known.join(" or ")}`);
  await build({ dev: args.length > 0 });
});
