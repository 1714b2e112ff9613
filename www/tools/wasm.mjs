// Rust to WebAssembly: cargo, wasm-bindgen, wasm-opt.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ToolError } from "./log.mjs";
import { cargoHome, root } from "./paths.mjs";
import { capture, run, tail } from "./run.mjs";
import { Stamp } from "./stamp.mjs";

const INPUTS = [
  "src",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "wasm-pack.toml",
  "www/package-lock.json",
  "www/tools/wasm.mjs",
];

const TARGET = "wasm32-unknown-unknown";

/**
 * The environment in which Rust is compiled for browsers, for the build and for the tests of the boundary.
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./recipe.mjs").WasmPackage} recipe
 */
export async function rustEnvironment(env, recipe) {
  // The sources of all crates must lie there before their places can be told.
  const fetched = await capture("cargo", ["fetch", "--locked"], { env });
  if (fetched.code !== 0)
    throw new ToolError(`cargo could not fetch the crates\n${tail(fetched.output)}`, "cargo fetch --locked");
  // Panic messages hold source paths: without this, this machine's own, and other bytes on the next machine.
  const sources = join(cargoHome(), "registry", "src");
  const crates = existsSync(sources) ? readdirSync(sources).sort() : [];
  const memory = recipe["initial-memory"];
  const remap = [
    ...crates.map((name) => `--remap-path-prefix=${join(sources, name)}=crates`),
    `--remap-path-prefix=${root}=.`,
  ];
  return {
    ...env,
    CARGO_ENCODED_RUSTFLAGS: [
      ...recipe.rustflags,
      ...(memory ? [`-Clink-arg=--initial-memory=${memory}`] : []),
      ...remap,
    ].join("\x1f"),
  };
}

/**
 * Makes a module, its glue and their types in its `out` folder.
 * @param {import("./recipe.mjs").WasmPackage} recipe
 * @param {import("./recipe.mjs").WasmModule} module
 * @param {import("../setup.mjs").Environment} tools
 * @param {boolean} dev quick and large
 */
export async function buildWasm(recipe, module, tools, dev) {
  const stamp = new Stamp(`${module.out}.stamp`, INPUTS, dev ? "dev" : "release");
  if (stamp.isFresh()) return console.log(`${module.name}: unchanged, reused`);
  stamp.clear();
  const out = join(root, module.out);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  // As a `cdylib` alone: beside the `rlib` that the tests need, link-time optimisation has no effect, and the module is
  // a fifth larger.
  const args = ["rustc", "--locked", "--lib", "--crate-type", "cdylib", "--target", TARGET];
  args.push(...(dev ? [] : ["--release"]), ...module["cargo-args"]);
  const env = await rustEnvironment(tools.env, recipe);
  const cwd = resolve(root, recipe.crate);
  await run("cargo", args, { env, cwd, byHand: "put right what the messages above name" });

  const made = join(await targetDirectory(env, cwd), TARGET, dev ? "debug" : "release", "budget_widget.wasm");
  const shape = ["--target", recipe.target, "--out-dir", out, "--out-name", module.name];
  await run("wasm-bindgen", [made, ...shape], { env, what: "wasm-bindgen" });

  if (!dev) await optimizeBoth(join(out, module.name), recipe, tools);
  stamp.write([module.out]);
}

/**
 * Makes the module that unpacks what scripts carry, which is no matter of wasm-bindgen.
 * @param {import("./recipe.mjs").Recipe} recipe
 * @param {import("../setup.mjs").Environment} tools
 * @returns {Promise<string>} its path
 */
export async function buildUnpacker({ package: shared, unpacker }, tools) {
  const module = join(root, unpacker.file);
  const stamp = new Stamp(`${unpacker.file}.stamp`, [...INPUTS, unpacker.crate], "release");
  if (stamp.isFresh()) return module;
  stamp.clear();
  const env = await rustEnvironment(tools.env, { ...shared, "initial-memory": undefined });
  const cwd = join(root, unpacker.crate);
  const args = ["rustc", "--locked", "--lib", "--crate-type", "cdylib", "--target", TARGET, "--release"];
  await run("cargo", args, { env, cwd, byHand: "put right what the messages above name" });
  const made = join(await targetDirectory(env, cwd), TARGET, "release", "budget_unpacker.wasm");
  mkdirSync(dirname(module), { recursive: true });
  await optimize(made, module, shared, tools, []);
  stamp.write([unpacker.file]);
  return module;
}

/** Where cargo puts what it makes. @param {NodeJS.ProcessEnv} env @param {string} cwd @returns {Promise<string>} */
async function targetDirectory(env, cwd) {
  const asked = await capture("cargo", ["metadata", "--locked", "--no-deps", "--format-version", "1"], {
    env,
    cwd,
  });
  if (asked.code !== 0) throw new ToolError(`cargo metadata failed\n${tail(asked.output)}`);
  return JSON.parse(asked.output).target_directory;
}

/**
 * Makes a module smaller.
 * @param {string} from
 * @param {string} to
 * @param {import("./recipe.mjs").WasmPackage} recipe
 * @param {import("../setup.mjs").Environment} tools
 * @param {string[]} more arguments
 * @returns {Promise<string>} what wasm-opt prints
 */
async function optimize(from, to, recipe, tools, more) {
  console.log(`wasm-opt: optimising ${basename(from)} …`);
  const smaller = `${to}.opt`;
  const args = [tools.wasmOpt, ...recipe["wasm-opt"], ...more, from, "-o", smaller];
  const { code, stdout, output } = await capture(process.execPath, args);
  if (code !== 0) throw new ToolError(`wasm-opt ended with code ${code}\n${tail(output)}`);
  renameSync(smaller, to);
  return stdout;
}

/**
 * Makes a module smaller, and with it the names by which it and its glue know each other.
 * @param {string} path of both, without their endings
 * @param {import("./recipe.mjs").WasmPackage} recipe
 * @param {import("../setup.mjs").Environment} tools
 */
async function optimizeBoth(path, recipe, tools) {
  const [module, glue] = [`${path}_bg.wasm`, `${path}.js`];
  const names = await optimize(module, module, recipe, tools, ["--minify-imports-and-exports-and-modules"]);
  writeFileSync(glue, renamed(readFileSync(glue, "utf8"), JSON.parse(names)));
}

/**
 * The glue with the names that wasm-opt gave: of a module's exports, and of its imports, which come from one place.
 * @param {string} glue
 * @param {{imports: [string, string, string][], exports: [string, string][]}} names
 */
function renamed(glue, { imports, exports }) {
  const exported = new Map(exports);
  const imported = new Map(imports.map(([, from, to]) => [from, to]));
  const [place] = imports[0] ?? [];
  return glue
    .replace(/\bwasm\.(\w+)/g, (whole, name) => (exported.has(name) ? `wasm.${exported.get(name)}` : whole))
    .replace(/^( +)(__wb\w+): function/gm, (whole, indent, name) =>
      imported.has(name) ? `${indent}${imported.get(name)}: function` : whole,
    )
    .replace(`"${place}": import0`, "a: import0");
}
