/** A Rust module: one instance for the page, made on first use, and anew after it broke. */
import { wasmBytes } from "budget-wasm:bytes";
import { createGlue } from "budget-wasm:glue";
import { BudgetError } from "./errors.js";

interface Glue {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

let compiled: Promise<WebAssembly.Module> | undefined;
let running: Promise<unknown> | undefined;
const watchers = new Set<() => void>();

/** The running instance, `Exports` of the bundle's one module. A failure is not kept: the next call tries again. */
export function loadInstance<Exports>(): Promise<Exports> {
  running ??= start().catch((error: unknown) => {
    running = undefined;
    throw error;
  });
  return running as Promise<Exports>;
}

/**
 * Forgets the running instance. After a trap (`WebAssembly.RuntimeError`) its memory cannot be trusted; the next
 * `loadInstance` starts a new one. Objects of the old one must not be used any more.
 */
export function dropInstance(): void {
  running = undefined;
  for (const watcher of watchers) watcher();
}

/** Has `watcher` called when the running instance is forgotten; gives back how to end that. */
export function onDrop(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether something broke the module: a trap, or a stack that ran out. What the core itself refuses is an error with a code. */
export function isBreach(thrown: unknown): boolean {
  if (thrown instanceof RangeError) return true;
  return typeof WebAssembly === "object" && thrown instanceof WebAssembly.RuntimeError;
}

type Call = (...given: unknown[]) => unknown;

/** The glue, every call of which drops the instance when it breaks it, wherever the call came from. */
function watched(glue: object): object {
  // An instance that is gone takes no other with it.
  let isGone = false;
  const watch = (call: Call) =>
    function (this: unknown, ...given: unknown[]) {
      try {
        return call.apply(this, given);
      } catch (thrown) {
        if (isBreach(thrown) && !isGone) {
          isGone = true;
          dropInstance();
        }
        throw thrown;
      }
    };
  const watchAll = (holder: object) => {
    for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      if (name === "constructor") continue;
      if (typeof value === "function") Object.defineProperty(holder, name, { value: watch(value as Call) });
      else if (get) Object.defineProperty(holder, name, { get: watch(get) });
    }
  };
  const own: Record<string, unknown> = {};
  for (const [name, exported] of Object.entries(glue) as [string, Call][]) {
    // Only classes keep their prototype for good.
    const isClass = Object.getOwnPropertyDescriptor(exported, "prototype")?.writable === false;
    if (isClass) for (const holder of [exported, exported.prototype as object]) watchAll(holder);
    own[name] = isClass ? exported : watch(exported);
  }
  return own;
}

async function start(): Promise<unknown> {
  compiled ??= compile().catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  const module = await compiled;
  const glue = createGlue() as Glue;
  await glue.default({ module_or_path: module });
  return watched(glue);
}

async function compile(): Promise<WebAssembly.Module> {
  // Switched off altogether, as in the lockdown modes of some systems.
  if (typeof WebAssembly !== "object") throw new BudgetError("unsupported", "WebAssembly");
  const source = await wasmBytes();
  if (!(source instanceof Response)) return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url} answered ${source.status}`);
  // Compiling while it arrives needs the right type, which simple servers do not send.
  if (source.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(source);
  return WebAssembly.compile(await source.arrayBuffer());
}
