// Makes sure of everything that building and testing need, on a machine that has Rust and Node.
// `npm --prefix www run setup` prepares for both; the other scripts call `setup` themselves.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { entry, numbered, ToolError } from "./tools/log.mjs";
import { ensurePackages } from "./tools/npm.mjs";
import { onPath, www } from "./tools/paths.mjs";
import { ensureCargoTool, ensureRust } from "./tools/rust.mjs";

/**
 * @typedef {object} Environment what the other scripts use
 * @property {NodeJS.ProcessEnv} env with the tools on PATH
 * @property {string} wasmOpt a script for Node
 * @property {boolean} nextest whether `cargo nextest` is there
 * @property {string | null} chromium the browser of the browser tests
 */

const BUILD_STEPS = 4;
const TEST_STEPS = BUILD_STEPS + 6;

/**
 * @param {{for: "build" | "test"}} purpose
 * @returns {Promise<Environment>}
 */
export async function setup(purpose) {
  const forTests = purpose.for === "test";
  const steps = numbered(forTests ? TEST_STEPS : BUILD_STEPS);
  /** @type {ToolError[]} */
  const missing = [];
  /**
   * One step; what it cannot do is told at the end, with everything else that is missing.
   * @template T
   * @param {string} name
   * @param {(step: import("./tools/log.mjs").Step) => Promise<T>} ensure
   * @returns {Promise<T | null>}
   */
  const attempt = async (name, ensure) => {
    const step = steps.next(name);
    try {
      return await ensure(step);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      step.done(`FAILED: ${error.message}`);
      missing.push(error);
      return null;
    }
  };

  requireNode();
  await attempt("npm packages", ensurePackages);
  stopIfMissing(missing);
  // Only now is there a TOML reader.
  const { lockedVersion, readRecipe } = await import("./tools/recipe.mjs");
  const { tools } = readRecipe();

  await attempt("Rust", (step) => ensureRust(step, forTests));
  stopIfMissing(missing);
  const wasmBindgen = await attempt("wasm-bindgen-cli", (step) =>
    ensureCargoTool(step, {
      name: "wasm-bindgen-cli",
      version: lockedVersion("wasm-bindgen"),
      programs: ["wasm-bindgen", "wasm-bindgen-test-runner"],
      // Its own lock may name crate versions that were withdrawn since.
      locked: false,
      takes: "2 minutes",
    }),
  );
  const wasmOpt = await attempt("wasm-opt", ensureWasmOpt);

  /** @type {string | null} */
  let nextest = null;
  let chromium = null;
  const others = {};
  if (forTests) {
    nextest = await attempt("cargo-nextest", (step) => ensureNextest(step, tools["cargo-nextest"]));
    const browser = await import("./tools/browser.mjs");
    chromium = await attempt("Chromium", browser.ensureChromium);
    await attempt("Chinese font", browser.ensureChineseFont);
    const engines = await import("./tools/engines.mjs");
    const { geckodriver } = tools;
    for (const [name, ensure] of /** @type {const} */ ([
      [
        "Firefox",
        (/** @type {import("./tools/log.mjs").Step} */ step) => engines.ensureFirefox(step, geckodriver),
      ],
      ["WebKitGTK", engines.ensureWebKit],
      ["Chromium 88", engines.ensureOldChromium],
    ]))
      Object.assign(others, await attempt(name, ensure));
  }
  stopIfMissing(missing);

  const dirs = [wasmBindgen, nextest].filter((dir) => dir !== null);
  return {
    env: {
      ...process.env,
      PATH: [...dirs, process.env.PATH].join(delimiter),
      ...(chromium === null ? {} : { CHROME_PATH: chromium }),
      ...others,
    },
    wasmOpt: /** @type {string} */ (wasmOpt),
    nextest: nextest !== null,
    chromium,
  };
}

function requireNode() {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  throw new ToolError(`Node ${process.versions.node} is too old`, "install Node 20 or newer");
}

/** @param {import("./tools/log.mjs").Step} step */
async function ensureWasmOpt(step) {
  const path = join(www, "node_modules", "binaryen", "bin", "wasm-opt");
  if (!existsSync(path)) throw new ToolError("npm's binaryen lacks wasm-opt", "npm --prefix www ci");
  step.done("ready");
  return path;
}

/**
 * A test runner that is quicker and clearer than `cargo test`, which stands in where it cannot be had.
 * @param {import("./tools/log.mjs").Step} step
 * @param {string} version
 * @returns {Promise<string | null>} its folder
 */
async function ensureNextest(step, version) {
  const found = onPath("cargo-nextest");
  if (found) {
    step.done("ready");
    return join(found, "..");
  }
  const tool = { name: "cargo-nextest", version, programs: ["cargo-nextest"], locked: true };
  try {
    return await ensureCargoTool(step, { ...tool, takes: "6 minutes" });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    step.done(`cannot be had, \`cargo test\` is used instead\n${error.message}\nBy hand: ${error.byHand}`);
    return null;
  }
}

/** @param {ToolError[]} missing */
function stopIfMissing(missing) {
  if (missing.length === 0) return;
  const list = missing.map(({ message, byHand }) => {
    const [first] = message.split("\n");
    return `  - ${first}${byHand ? `\n    by hand: ${byHand}` : ""}`;
  });
  throw new ToolError(`the set-up is not complete:\n${list.join("\n")}`);
}

await entry(import.meta.url, async () => {
  await setup({ for: "test" });
  console.log("Everything is there: npm --prefix www start, npm --prefix www test");
});
