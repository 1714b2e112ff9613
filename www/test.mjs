// Every check of the project in order, stopping at the first that fails.
// `npm --prefix www test`, or `npm --prefix www test -- --only NAME` for one step and what it needs.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { elapsed, entry, ToolError } from "./tools/log.mjs";
import { root, www } from "./tools/paths.mjs";
import { run } from "./tools/run.mjs";

/** The same as in the script `format` of package.json. */
const PRETTIER = [
  ...[".", "../tests/browser", "../tests/types"],
  ...["--config", "package.json", "--ignore-path", "../.gitignore", "--no-error-on-unmatched-pattern"],
];

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} what
 * @property {string[]} [needs] steps that must run before it
 * @property {() => boolean} [applies] false while there is nothing to check
 * @property {(tools: import("./setup.mjs").Environment) => Promise<unknown>} check
 */

/** @param {string} path */
const exists = (path) => () => existsSync(join(root, path));

/** @param {string} folder @param {string} end */
const files = (folder, end) =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(root, folder, name));

/**
 * @param {import("./setup.mjs").Environment} tools
 * @param {string[]} args
 */
const cargo = ({ env }, ...args) => run("cargo", args, { env, what: `cargo ${args[0]}` });

/** Runs a command of cargo for every module as the build makes it. @param {(args: string[]) => Promise<unknown>} command */
async function eachModule(command) {
  const { readRecipe } = await import("./tools/recipe.mjs");
  for (const module of Object.values(readRecipe().modules))
    await command(["--target", "wasm32-unknown-unknown", ...module["cargo-args"]]);
}

/** @param {string} config */
const typeCheck = async (config) => {
  const { tsc } = await import("./tools/types.mjs");
  await tsc(["--noEmit", "-p", config]);
};

/** @type {Check[]} */
const CHECKS = [
  { name: "rustfmt", what: "Rust formatting", check: (tools) => cargo(tools, "fmt", "--check") },
  {
    name: "clippy",
    what: "Rust lints, native",
    check: (tools) =>
      cargo(tools, "clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"),
  },
  {
    name: "clippy-wasm",
    what: "Rust lints, WebAssembly",
    check: (tools) =>
      eachModule((args) => cargo(tools, "clippy", "--locked", "--lib", ...args, "--", "-D", "warnings")),
  },
  {
    name: "rust",
    what: "Rust tests",
    check: (tools) =>
      tools.nextest
        ? cargo(tools, "nextest", "run", "--locked")
        : cargo(tools, "test", "--locked", "--lib", "--bins", "--tests"),
  },
  { name: "doc", what: "Rust examples", check: (tools) => cargo(tools, "test", "--locked", "--doc") },
  {
    name: "boundary",
    what: "Rust and JavaScript together, in Node",
    applies: exists("tests/boundary.rs"),
    check: testBoundary,
  },
  { name: "build", what: "build and byte budgets", check: (tools) => build({ tools }) },
  {
    name: "types",
    what: "TypeScript, and the scripts' JSDoc types",
    needs: ["build"],
    check: async () => {
      await typeCheck("tsconfig.json");
      await typeCheck("tsconfig.tools.json");
    },
  },
  {
    name: "prettier",
    what: "formatting of www",
    check: () => {
      const prettier = join(www, "node_modules", "prettier", "bin", "prettier.cjs");
      const args = [prettier, "--check", ...PRETTIER];
      return run(process.execPath, args, {
        cwd: www,
        what: "prettier",
        byHand: "npm --prefix www run format",
      });
    },
  },
  {
    name: "api-types",
    what: "types that ship",
    needs: ["build"],
    applies: exists("tests/types"),
    check: () => typeCheck("tsconfig.types.json"),
  },
  {
    name: "browser",
    what: "browser tests",
    needs: ["build"],
    applies: () => files("tests/browser", ".test.mjs").length > 0,
    check: ({ env }) => {
      const args = ["--test", "--test-reporter=spec", ...files("tests/browser", ".test.mjs")];
      return run(process.execPath, args, { env, what: "node --test" });
    },
  },
];

/**
 * Only these tests run in JavaScript; the others use native tools.
 * @param {import("./setup.mjs").Environment} tools
 */
async function testBoundary(tools) {
  const { readRecipe } = await import("./tools/recipe.mjs");
  const { rustEnvironment } = await import("./tools/wasm.mjs");
  // The runner writes CommonJS there; a stray package.json above the system's own folder would change its meaning.
  const TMPDIR = join(root, "target", "boundary");
  mkdirSync(TMPDIR, { recursive: true });
  const env = {
    // The same flags as in the build: what ships is what is tested.
    ...(await rustEnvironment(tools.env, readRecipe().package)),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
    WASM_BINDGEN_TEST_ONLY_NODE: "1",
    TMPDIR,
  };
  const boundaries = ["--test", "boundary", "--test", "boundary_reader"];
  await eachModule((args) => cargo({ ...tools, env }, "test", "--locked", ...args, ...boundaries));
}

/** @param {string[]} args */
function chosen(args) {
  if (args.length === 0) return CHECKS;
  const [option, name] = args;
  const check = CHECKS.find((candidate) => candidate.name === name);
  if (option !== "--only" || args.length !== 2 || !check) {
    const names = CHECKS.map((candidate) => candidate.name).join(", ");
    throw new ToolError(`unknown arguments: ${args.join(" ")}`, `use --only with one of: ${names}`);
  }
  return CHECKS.filter((candidate) => candidate === check || check.needs?.includes(candidate.name));
}

/** @param {{name: string, what: string, result: string}[]} rows */
function summarize(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log("\nSteps:");
  for (const { name, what, result } of rows)
    console.log(`  ${name.padEnd(width)}  ${result.padEnd(12)}  ${what}`);
}

await entry(import.meta.url, async () => {
  const checks = chosen(process.argv.slice(2));
  /** @type {{name: string, what: string, result: string}[]} */
  const rows = [];
  const all = [{ name: "setup", what: "tools" }, ...checks];
  /** @type {import("./setup.mjs").Environment | undefined} */
  let tools;
  for (const [index, { name, what, ...step }] of all.entries()) {
    console.log(`\n== ${index + 1}/${all.length} ${name}: ${what}`);
    if ("applies" in step && !step.applies?.()) {
      console.log("nothing to check yet");
      rows.push({ name, what, result: "nothing yet" });
      continue;
    }
    const started = performance.now();
    try {
      if (tools && "check" in step) await step.check(tools);
      else tools = await setup({ for: "test" });
    } catch (error) {
      rows.push({ name, what, result: "FAILED" });
      for (const left of all.slice(index + 1))
        rows.push({ name: left.name, what: left.what, result: "not run" });
      summarize(rows);
      if (error instanceof ToolError) error.message = `step ${name}: ${error.message}`;
      throw error;
    }
    const took = elapsed(started);
    console.log(`-- ${name} passed in ${took}`);
    rows.push({ name, what, result: took });
  }
  summarize(rows);
});
