/** A Rust module: one instance for the page, made on first use, and anew after it broke. */
import { wasmBytes } from "budget-wasm:bytes";
import { createGlue } from "budget-wasm:glue";
import { BudgetError } from "./errors.js";

interface Glue {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

let compiled: Promise<WebAssembly.Module> | undefined;
let running: Promise<unknown> | undefined;

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
}

async function start(): Promise<unknown> {
  compiled ??= compile().catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  const module = await compiled;
  const glue = createGlue() as Glue;
  await glue.default({ module_or_path: module });
  return glue;
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
