/** The way to the reader of foreign documents, which is loaded when the first such file is opened. */
import { aborted } from "./abort.js";
import { BudgetError } from "./errors.js";
import { say, wordsOf, type Words } from "./i18n.js";
import type { Task } from "./reader.js";
import { loadWasm } from "./wasm.js";
import { ask } from "./worker.js";

/** What the reader's module exports. */
export type Reader = Pick<typeof import("./reader.js"), "perform">;

/** How a build reaches the reader, at an address or without one where it belongs. */
export interface Way {
  /** Whether there is a place to load it from; what only it can do is not offered without one. */
  reaches(address: string | undefined): boolean;
  /** Loads it into the page; nothing when there is no such place. */
  load(address: string | undefined): Promise<Reader> | undefined;
  /** Starts it as a thread; nothing when there is no such place. Throws where pages may not. */
  thread(address: string | undefined): Worker | undefined;
}

/** From this size on files are read in a thread of their own: shorter ones are read sooner than a thread starts. */
const LONG = 1 << 20;

let way: Way = { reaches: () => false, load: () => undefined, thread: () => undefined };
let address: string | undefined;
let loading: Promise<Reader> | undefined;

/** Says how this build reaches the reader. */
export function readerBy(chosen: Way): void {
  way = chosen;
}

/** Whether there is a place to load the reader from. */
export function hasReader(): boolean {
  return way.reaches(address);
}

/** Says where the reader lies, when not where it belongs. */
export function readerAt(chosen: string): void {
  address = chosen;
  loading = undefined;
}

/** Has the reader do a task, in a thread where that is worth it and possible. `onRead` is told how many files were read. */
export async function perform(
  task: Task,
  signal?: AbortSignal,
  onRead: (done: number) => void = () => undefined,
): Promise<Uint8Array> {
  const thread = sizeOf(task) > LONG ? start() : undefined;
  const done = thread && (await ask(thread, task, signal, onRead));
  if (done) return done;
  const reader = await load(task.lang);
  if (signal?.aborted) throw aborted(signal);
  return reader.perform(task, onRead);
}

function sizeOf(task: Task): number {
  return "files" in task ? task.files.reduce((sum, file) => sum + file.bytes.length, 0) : task.source.length;
}

function start(): Worker | undefined {
  try {
    // Node has no such threads.
    return typeof Worker === "function" ? way.thread(address && absolute(address)) : undefined;
  } catch {
    // Pages from the disk, and scripts of another origin.
    return undefined;
  }
}

/** The reader, one for the page. A failure is not kept: the next call tries again. */
async function load(lang: string): Promise<Reader> {
  try {
    loading ??= way.load(address && absolute(address));
    if (loading) return await loading;
  } catch (thrown) {
    loading = undefined;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const message = say(await words(lang), "reader.failed", { detail });
    throw new BudgetError("network", message, undefined, { cause: thrown });
  }
  throw new BudgetError("unsupported", say(await words(lang), "reader.none"));
}

/** As pages mean addresses: from the page on, not from the file that asks. */
function absolute(chosen: string): string {
  return typeof document === "undefined" ? chosen : new URL(chosen, document.baseURI).href;
}

async function words(lang: string): Promise<Words> {
  return wordsOf((await loadWasm()).words(lang));
}
