// Starts programs.
import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { ToolError } from "./log.mjs";

const TAIL_LINES = 20;

/**
 * @typedef {object} Options
 * @property {string} [cwd] the repository unless told
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(text: string) => void} [onOutput] each piece of output as it comes
 * @property {() => void} [onTick] once a second, for programs that say nothing for long
 * @property {boolean} [shell]
 */

/**
 * Runs a program and keeps its output. A program that cannot be started has `code` 127.
 * @param {string} program
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<{code: number, stdout: string, output: string}>}
 */
export function capture(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let stdout = "";
    let output = "";
    const tick = options.onTick && setInterval(options.onTick, 1000);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
      options.onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
      options.onOutput?.(text);
    });
    child.on("error", (error) => {
      clearInterval(tick);
      resolve({ code: 127, stdout, output: `${output}${error.message}\n` });
    });
    child.on("close", (code) => {
      clearInterval(tick);
      resolve({ code: code ?? 1, stdout, output });
    });
  });
}

/**
 * Runs a program that talks to the reader itself.
 * @param {string} program
 * @param {string[]} args
 * @param {Options & {what?: string, byHand?: string}} [options]
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) =>
      reject(new ToolError(`${options.what ?? program} ${why}`, options.byHand));
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ["ignore", "inherit", "inherit"],
      windowsHide: true,
    });
    child.on("error", (error) => fail(`could not be started: ${error.message}`));
    child.on("close", (code, signal) =>
      code === 0 ? resolve(undefined) : fail(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

/** The end of a long output, without progress bars. @param {string} output */
export function tail(output) {
  const lines = output.split(/\r?\n/).map((line) => line.slice(line.lastIndexOf("\r") + 1).trimEnd());
  return lines.filter(Boolean).slice(-TAIL_LINES).join("\n");
}
