/** The two scripts that the page works with: the viewer, and the reader as a thread. All of them are here before a file is opened. */
import { aborted } from "../abort.js";
import type { BudgetError } from "../errors.js";
import type { Disclosure } from "../disclosure.js";
import type { Perform, Task } from "../reader.js";
import { ask, named } from "../worker.js";

/** What the viewer's script has under its global name, as far as the page needs it. */
interface Viewer {
  read(source: Uint8Array, options: { lang: string; signal: AbortSignal }): Promise<Disclosure>;
}

interface Globals {
  BudgetWidget?: Viewer;
  BudgetReader?: { perform: Perform };
}

const globals = globalThis as Globals;
const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const texts = new Map<string, Promise<string>>();
let reader: string | undefined;

/** The text of a script of ours: inside the page that is one file, else beside this script. */
export function textOf(name: "budget-widget.js" | "budget-reader.js"): Promise<string> {
  const known = texts.get(name) ?? fetchText(name);
  texts.set(name, known);
  // A failure is not kept: the next call tries again.
  known.catch(() => texts.delete(name));
  return known;
}

async function fetchText(name: string): Promise<string> {
  const inside = document.querySelector(`script[data-file="${name}"]`);
  if (inside) return inside.textContent ?? "";
  const answer = await fetch(beside(name)).catch(() => undefined);
  // What a browser says of it is English everywhere.
  if (!answer?.ok) throw new Error(answer ? `${name} ${answer.status}` : name);
  return answer.text();
}

const beside = (name: string): string => new URL(name, own?.src || document.baseURI).href;

/** Gets everything that the page needs; from then on it asks nothing of any server. */
export async function prepare(): Promise<void> {
  const [text] = await Promise.all([
    textOf("budget-reader.js"),
    textOf("budget-widget.js"),
    globals.BudgetWidget ?? load("budget-widget.js"),
  ]);
  reader = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

/** Runs a script beside this one. */
function load(name: string): Promise<void> {
  const element = document.createElement("script");
  element.src = beside(name);
  if (own?.nonce) element.nonce = own.nonce;
  const done = new Promise<void>((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => {
      element.remove();
      reject(new Error(name));
    };
  });
  document.head.append(element);
  return done;
}

/** The viewer. */
export function viewer(): Viewer {
  if (!globals.BudgetWidget) throw new Error("budget-widget.js");
  return globals.BudgetWidget;
}

/** Has the reader do a task in a thread, or on the page where threads are not allowed. */
export async function perform(
  task: Task,
  signal?: AbortSignal,
  onRead: (done: number) => void = () => undefined,
): Promise<Uint8Array> {
  const thread = start();
  // A thread takes the bytes with it, and they are needed again when something is corrected.
  const done = thread && (await ask(thread, copy(task), signal, onRead));
  if (done) return done;
  if (!globals.BudgetReader) await load("budget-reader.js");
  if (signal?.aborted) throw aborted(signal);
  if (!globals.BudgetReader) throw new Error("budget-reader.js");
  return globals.BudgetReader.perform(copy(task), onRead);
}

function start(): Worker | undefined {
  try {
    return reader === undefined ? undefined : new Worker(reader, named);
  } catch {
    return undefined;
  }
}

function copy(task: Task): Task {
  if ("source" in task) return { ...task, source: task.source.slice() };
  return { ...task, files: task.files.map(({ name, bytes }) => ({ name, bytes: bytes.slice() })) };
}

/** Whether a thrown value is an error of ours: it comes from another script, whose class is another one. */
export const isBudgetError = (thrown: unknown): thrown is BudgetError =>
  thrown instanceof Error && thrown.name === "BudgetError";
