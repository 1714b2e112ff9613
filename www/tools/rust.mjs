// The Rust toolchain, and the programs that `cargo install` compiles into the user's cache.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "./log.mjs";
import { cacheDir, cargoHome, exe, onPath } from "./paths.mjs";
import { capture, run, tail } from "./run.mjs";
import { installPackages } from "./system.mjs";

const TARGET = "wasm32-unknown-unknown";

/**
 * Makes sure of the pinned toolchain, its WebAssembly target, a linker and, for tests, clippy and rustfmt.
 * @param {import("./log.mjs").Step} step
 * @param {boolean} forTests
 */
export async function ensureRust(step, forTests) {
  if (!onPath("cargo")) {
    // A shell that was open while Rust was installed does not have it on PATH yet.
    const bin = join(cargoHome(), "bin");
    if (!existsSync(join(bin, exe("cargo"))))
      throw new ToolError(
        "Rust is not installed",
        "install rustup as https://rustup.rs says, then try again",
      );
    process.env.PATH = `${bin}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
  }
  // With rustup this line also installs the toolchain that rust-toolchain.toml names.
  const version = await capture("rustc", ["--version"], { onTick: () => step.progress("rustup at work") });
  if (version.code !== 0)
    throw new ToolError(`rustc does not run\n${tail(version.output)}`, "rustup toolchain install");
  await ensureTarget(step);
  if (forTests) await ensureComponents(step);
  if (process.platform === "linux" && !onPath("cc")) {
    step.say("no C linker found, which Rust needs: installing one …");
    if (!(await installPackages(step, ["gcc", "libc6-dev"])))
      throw new ToolError("There is no C linker (cc)", "install gcc with your system's package manager");
  }
  const [, number] = version.stdout.split(" ");
  step.done(`${number} with ${TARGET} ready`);
}

/** @param {import("./log.mjs").Step} step */
async function ensureTarget(step) {
  const has = async () => {
    const { code, stdout } = await capture("rustc", ["--print", "target-libdir", "--target", TARGET]);
    return code === 0 && existsSync(stdout.trim());
  };
  if (await has()) return;
  const byHand = `rustup target add ${TARGET}`;
  step.say(`adding ${TARGET} …`);
  if (onPath("rustup")) await run("rustup", ["target", "add", TARGET], { what: byHand, byHand });
  if (!(await has())) throw new ToolError(`Rust cannot compile for ${TARGET}`, byHand);
}

/** @param {import("./log.mjs").Step} step */
async function ensureComponents(step) {
  for (const [component, command] of [
    ["clippy", "clippy"],
    ["rustfmt", "fmt"],
  ]) {
    if ((await capture("cargo", [command, "--version"])).code === 0) continue;
    const byHand = `rustup component add ${component}`;
    step.say(`adding ${component} …`);
    await run("rustup", ["component", "add", component], { what: byHand, byHand });
  }
}

/**
 * The folder that holds a program of exactly this version: from PATH, from the cache, or compiled now.
 * @param {import("./log.mjs").Step} step
 * @param {object} tool
 * @param {string} tool.name the crate
 * @param {string} tool.version
 * @param {string[]} tool.programs the first one tells its version
 * @param {string[]} [tool.versionArgs]
 * @param {boolean} tool.locked whether to use the lock file that the crate ships
 * @param {string} tool.takes how long it compiles, for the reader
 */
export async function ensureCargoTool(step, tool) {
  const { name, version, programs, versionArgs = ["--version"] } = tool;
  const fits = async (/** @type {string} */ dir) => {
    if (!programs.every((program) => existsSync(join(dir, exe(program))))) return false;
    const { stdout } = await capture(join(dir, exe(programs[0])), versionArgs);
    return stdout.split(/\s+/).includes(version);
  };
  const kept = join(cacheDir(), "tools", `${name}-${version}`);
  const found = onPath(programs[0]);
  const places = [join(kept, "bin"), ...(found ? [join(found, "..")] : [])];
  for (const dir of places) {
    if (!(await fits(dir))) continue;
    step.done(`${version} ready`);
    return dir;
  }
  step.say(`${version}: compiling, takes about ${tool.takes} …`);
  await compile(step, tool, kept);
  if (!(await fits(join(kept, "bin"))))
    throw new ToolError(`${name} was installed but is not version ${version}`, `look into ${kept}`);
  step.done(`${version} installed`);
  return join(kept, "bin");
}

/**
 * @param {import("./log.mjs").Step} step
 * @param {{name: string, version: string, locked: boolean}} tool
 * @param {string} kept where it goes
 */
async function compile(step, { name, version, locked }, kept) {
  // Into a folder of our own first: two runs at once, or one cut short, never leave half a tool behind.
  const making = `${kept}.${process.pid}`;
  const lock = locked ? ["--locked"] : [];
  const args = ["install", name, "--version", version, ...lock, "--root"];
  mkdirSync(making, { recursive: true });
  let far = "fetching";
  const { code, output } = await capture("cargo", [...args, making], {
    // Cargo's progress bar is the only thing that tells how many crates there are in all.
    env: { ...process.env, CARGO_TERM_PROGRESS_WHEN: "always", CARGO_TERM_PROGRESS_WIDTH: "60" },
    onOutput: (text) => {
      const counts = [...text.matchAll(/ (\d+)\/(\d+): /g)].at(-1);
      if (counts) far = `${counts[1]} of ${counts[2]} crates compiled`;
    },
    onTick: () => step.progress(far),
  });
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    const byHand = `cargo ${args.join(" ")} "${kept}"`;
    throw new ToolError(`${name} ${version} could not be installed\n${tail(output)}`, byHand);
  }
  try {
    rmSync(kept, { recursive: true, force: true });
    renameSync(making, kept);
  } catch (error) {
    // Another run was faster; its tool is the same.
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
}
