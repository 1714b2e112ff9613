// The engines beside Chromium that the browser tests drive: Firefox, WebKitGTK, and the oldest Chromium that is supported.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { ToolError } from "./log.mjs";
import { cacheDir, exe, onPath } from "./paths.mjs";
import { capture, tail } from "./run.mjs";
import { ensureCargoTool } from "./rust.mjs";
import { installPackages } from "./system.mjs";

/** Chromium 88, in a package that carries the program itself. */
const OLD_CHROMIUM = "chrome-aws-lambda@5.5.0";

/** Where else browsers are installed. */
const FIREFOX = {
  darwin: "/Applications/Firefox.app/Contents/MacOS/firefox",
  win32: "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
};

/** @typedef {Record<string, string>} Found variables for the tests; none where the engine cannot be had */

/**
 * What cannot be had is said here and skipped by name in the tests.
 * @param {import("./log.mjs").Step} step
 * @param {() => Promise<Found>} ensure
 * @returns {Promise<Found>}
 */
async function orNothing(step, ensure) {
  try {
    return await ensure();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    step.done(`cannot be had, its tests are skipped: ${error.message}`);
    return {};
  }
}

/** @param {import("./log.mjs").Step} step @param {string} version of its driver */
export const ensureFirefox = (step, version) =>
  orNothing(step, async () => {
    const usual = FIREFOX[/** @type {keyof typeof FIREFOX} */ (process.platform)];
    const find = () => onPath("firefox", "firefox-esr") ?? (usual && existsSync(usual) ? usual : null);
    if (!find()) await installPackages(step, ["firefox-esr"]);
    const path = find();
    if (!path) throw new ToolError("there is no Firefox");
    const tool = {
      name: "geckodriver",
      version,
      programs: ["geckodriver"],
      locked: true,
      takes: "3 minutes",
    };
    const dir = await ensureCargoTool(step, tool);
    return { FIREFOX_PATH: path, GECKODRIVER_PATH: join(dir, exe("geckodriver")) };
  });

/** @param {import("./log.mjs").Step} step */
export const ensureWebKit = (step) =>
  orNothing(step, async () => {
    if (process.platform !== "linux") throw new ToolError("WebKitGTK is for Linux");
    if (!onPath("WebKitWebDriver") || !onPath("Xvfb"))
      await installPackages(step, ["webkit2gtk-driver", "xvfb"]);
    const [driver, screen] = [onPath("WebKitWebDriver"), onPath("Xvfb")];
    if (!driver || !screen) throw new ToolError("there is no WebKitWebDriver or no Xvfb");
    step.done(driver);
    return { WEBKIT_DRIVER_PATH: driver, XVFB_PATH: screen };
  });

/** @param {import("./log.mjs").Step} step */
export const ensureOldChromium = (step) =>
  orNothing(step, async () => {
    const { arch, platform } = process;
    if (platform !== "linux" || arch !== "x64") throw new ToolError(`it is not made for ${platform} ${arch}`);
    const kept = join(cacheDir(), "tools", "chromium-88");
    const path = join(kept, "chromium");
    if (!existsSync(path)) await unpackOldChromium(step, kept);
    const { code, stdout, output } = await capture(path, ["--headless", "--no-sandbox", "--version"]);
    if (code !== 0) throw new ToolError(`it does not run\n${tail(output)}`);
    step.done(stdout.trim() || path);
    return { CHROMIUM_88_PATH: path };
  });

/** @param {import("./log.mjs").Step} step @param {string} kept where it goes */
async function unpackOldChromium(step, kept) {
  step.say("fetching …");
  const making = `${kept}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  try {
    const npm = onPath("npm");
    if (!npm) throw new ToolError("there is no npm");
    const args = ["pack", OLD_CHROMIUM, "--pack-destination", making];
    await done(capture(npm, args, { onTick: () => step.progress("npm pack") }));
    const packed = readdirSync(making).find((name) => name.endsWith(".tgz")) ?? "";
    const bin = join(making, "package", "bin");
    await done(capture("tar", ["-xzf", join(making, packed), "-C", making, "package/bin"]));
    const unpacked = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(bin, name)));
    writeFileSync(join(making, "chromium"), unpacked("chromium.br"), { mode: 0o755 });
    // What it draws with.
    const archive = join(bin, "swiftshader.tar");
    writeFileSync(archive, unpacked("swiftshader.tar.br"));
    await done(capture("tar", ["-xf", archive, "-C", making]));
    rmSync(join(making, "package"), { recursive: true });
    rmSync(kept, { recursive: true, force: true });
    renameSync(making, kept);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** @param {Promise<{code: number | null, output: string}>} running */
async function done(running) {
  const { code, output } = await running;
  if (code !== 0) throw new ToolError(`it could not be fetched\n${tail(output)}`);
}
