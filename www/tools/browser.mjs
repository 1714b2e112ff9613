// A Chromium for the browser tests, and fonts that can show Chinese.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "./log.mjs";
import { onPath, www } from "./paths.mjs";
import { capture, tail } from "./run.mjs";
import { installPackages, mayInstall } from "./system.mjs";

const PLAYWRIGHT = join(www, "node_modules", "playwright-core", "cli.js");

/** Places outside PATH where browsers of the Chromium family are installed. */
function usualPlaces() {
  const { env, platform } = process;
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === "win32") {
    const bases = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((base) => base);
    const files = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return bases.flatMap((base) => files.map((file) => join(/** @type {string} */ (base), file)));
  }
  return [];
}

/** An installed Chromium, never a download. @returns {Promise<string | null>} */
async function installed() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  const { chromium } = await import("playwright-core");
  const candidates = [
    ...names.map((name) => onPath(name)),
    ...usualPlaces().filter((path) => existsSync(path)),
    chromium.executablePath(),
  ];
  for (const path of candidates) {
    // Asking the version also finds out the packages that are only a pointer to somewhere else.
    // Windows browsers open a window instead of answering.
    if (!path || !existsSync(path)) continue;
    if (process.platform === "win32" || (await capture(path, ["--version"])).code === 0) return path;
  }
  return null;
}

/**
 * @param {import("./log.mjs").Step} step
 * @returns {Promise<string>} the browser's path
 */
export async function ensureChromium(step) {
  const { CHROME_PATH: chosen } = process.env;
  if (chosen && !existsSync(chosen))
    throw new ToolError(`CHROME_PATH names ${chosen}, which does not exist`, "put CHROME_PATH right");
  let path = chosen ?? (await installed());
  if (!path && mayInstall()) {
    step.say("none found: installing the system's chromium …");
    if (await installPackages(step, ["chromium"])) path = await installed();
  }
  if (!path) {
    step.say("none found: downloading one through Playwright …");
    const args = [PLAYWRIGHT, "install", ...(mayInstall() ? ["--with-deps"] : []), "chromium"];
    const onTick = () => step.progress("downloading");
    const { code, output } = await capture(process.execPath, args, { onTick });
    if (code !== 0) step.say(`the download failed:\n${tail(output)}`);
    path = await installed();
  }
  if (!path) {
    const byHand = "install Chromium or Chrome, or set CHROME_PATH to one";
    throw new ToolError("There is no browser of the Chromium family for the browser tests", byHand);
  }
  step.done(path);
  return path;
}

/**
 * @param {import("./log.mjs").Step} step
 * @returns {Promise<boolean>} whether Chinese text can be shown
 */
export async function ensureChineseFont(step) {
  if (process.platform !== "linux") {
    step.done("comes with the system");
    return true;
  }
  const has = async () => (await capture("fc-list", [":lang=zh"])).stdout.trim() !== "";
  if (!(await has())) {
    step.say("none found …");
    await installPackages(step, ["fontconfig", "fonts-noto-cjk"]);
  }
  const found = await has();
  step.done(found ? "ready" : "none; Chinese text in pictures will show as boxes");
  return found;
}
