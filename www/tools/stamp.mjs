// Whether something was already made from exactly these inputs.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, shown } from "./paths.mjs";

/** All files below a file or folder of the repository, in a stable order. @param {string} path */
export function filesBelow(path) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ at) => {
    if (!existsSync(at)) return;
    if (statSync(at).isDirectory()) for (const name of readdirSync(at).sort()) visit(join(at, name));
    else found.push(at);
  };
  visit(join(root, path));
  return found;
}

/** @param {string} path */
const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Names and contents as one value. @param {string[]} paths @param {string} more */
function fingerprint(paths, more) {
  const hash = createHash("sha256").update(more);
  for (const path of paths.flatMap(filesBelow)) hash.update(`\n${shown(path)} ${digest(path)}`);
  return hash.digest("hex");
}

/** The memory of one product of the build. */
export class Stamp {
  #file;
  #inputs;

  /**
   * @param {string} file where it is kept, under the repository
   * @param {string[]} inputs files and folders
   * @param {string} mode whatever else decides the outcome
   */
  constructor(file, inputs, mode) {
    this.#file = join(root, file);
    // Taken before the work: a file that changes meanwhile makes the next build differ.
    this.#inputs = fingerprint(inputs, mode);
  }

  /** Whether the inputs and what was made from them are as they were. */
  isFresh() {
    if (!existsSync(this.#file)) return false;
    const { inputs, outputs } = JSON.parse(readFileSync(this.#file, "utf8"));
    if (inputs !== this.#inputs) return false;
    return Object.entries(outputs).every(([name, hash]) => {
      const path = join(root, name);
      return existsSync(path) && digest(path) === hash;
    });
  }

  /** Forgets the last time: a build that is cut short must not look done. */
  clear() {
    rmSync(this.#file, { force: true });
  }

  /** @param {string[]} outputs files and folders */
  write(outputs) {
    const files = outputs.flatMap(filesBelow).filter((path) => path !== this.#file);
    const record = {
      inputs: this.#inputs,
      outputs: Object.fromEntries(files.map((path) => [shown(path), digest(path)])),
    };
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${JSON.stringify(record, null, 2)}\n`);
  }
}
