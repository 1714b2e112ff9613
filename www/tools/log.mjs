// What the scripts say: numbered steps, each with how far it is and how long it took.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

const QUIET_INTERVAL = 15_000;

/** A failure that names what failed and what a person can do about it. */
export class ToolError extends Error {
  /**
   * @param {string} message what failed
   * @param {string} [byHand] the command or action that puts it right
   */
  constructor(message, byHand) {
    super(message);
    this.name = "ToolError";
    this.byHand = byHand;
  }
}

/** @param {number} since a `performance.now()` */
export function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** One numbered step. On a terminal its progress is one line that changes; elsewhere a line now and then. */
export class Step {
  #head;
  #live = false;
  #said = performance.now();
  #start = performance.now();

  /** @param {string} head */
  constructor(head) {
    this.#head = head;
  }

  /** A line that stays. @param {string} text */
  say(text) {
    this.#clear();
    console.log(`${this.#head}: ${text}`);
    this.#said = performance.now();
  }

  /** How far it is. @param {string} text */
  progress(text) {
    const line = `${this.#head}: ${text} (${elapsed(this.#start)})`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
      this.#live = true;
    } else if (performance.now() - this.#said > QUIET_INTERVAL) {
      console.log(line);
      this.#said = performance.now();
    }
  }

  /** The end of it. @param {string} text */
  done(text) {
    const took = performance.now() - this.#start > 1000 ? ` (${elapsed(this.#start)})` : "";
    this.say(`${text}${took}`);
  }

  #clear() {
    if (this.#live) process.stdout.write("\r\x1b[2K");
    this.#live = false;
  }
}

/**
 * Numbers steps: `[2/6] name: …`.
 * @param {number} total
 */
export function numbered(total) {
  let n = 0;
  return {
    /** @param {string} name */
    next: (name) => new Step(`[${++n}/${total}] ${name}`),
  };
}

/**
 * Runs a script's main function when the script was started, not imported. A known failure is told in words,
 * an unknown one with its trace.
 * @param {string} url the script's `import.meta.url`
 * @param {() => Promise<unknown>} main
 */
export async function entry(url, main) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== realpathSync(fileURLToPath(url))) return;
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof ToolError)) throw error;
    console.error(`\nFailed: ${error.message}`);
    if (error.byHand) console.error(`By hand: ${error.byHand}`);
  }
}
