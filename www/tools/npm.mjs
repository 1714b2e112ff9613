// The packages of www/package.json. Uses nothing but Node itself: it runs before they exist.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "./log.mjs";
import { www } from "./paths.mjs";
import { capture, tail } from "./run.mjs";

const MARK = join(www, "node_modules", ".installed-lock");
const BY_HAND = "npm --prefix www ci";

/** Programs for one system do not run on another, so the mark tells both the lock and the system. */
function wanted() {
  const lock = readFileSync(join(www, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}\n`;
}

/**
 * Makes www/node_modules what www/package-lock.json says.
 * @param {import("./log.mjs").Step} step
 */
export async function ensurePackages(step) {
  const mark = wanted();
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === mark) return step.done("ready");
  step.say("installing into www/node_modules …");
  // The prefix is given again: inside `npm --prefix www` the environment holds a relative one.
  const args = ["ci", "--prefix", www, "--ignore-scripts", "--no-audit", "--no-fund"];
  const options = { cwd: www, onTick: () => step.progress("npm ci") };
  const { npm_execpath: script } = process.env;
  const { code, output } = script?.endsWith(".js")
    ? await capture(process.execPath, [script, ...args], options)
    : await capture("npm", args, { ...options, shell: process.platform === "win32" });
  if (code !== 0) throw new ToolError(`npm could not install the packages\n${tail(output)}`, BY_HAND);
  writeFileSync(MARK, mark);
  step.done("installed");
}
