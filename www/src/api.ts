/** The interface for developers. Importing it registers nothing; `mount` and `define` do. */
import { budgetError } from "./errors.js";
import { readerAt } from "./foreign.js";
import { loadWasm } from "./wasm.js";

export { compare } from "./compare.js";
export { define } from "./define.js";
export { Disclosure, read, type ReadOptions } from "./disclosure.js";
export { BudgetWidgetElement } from "./element.js";
export { BudgetError, type ErrorCode } from "./errors.js";
export { mount, type MountOptions, type Widget } from "./mount.js";
export type { Progress, Source } from "./sources.js";
export type * from "./types/events.js";
export type { Place, View } from "./state.js";
export type * from "./types.js";

export interface InitOptions {
  /** Address of the reader of foreign documents, when it does not lie beside this file. */
  reader?: string;
}

/** Starts the core ahead of its first use. The reader is loaded when the first foreign document is opened. */
export async function init(options?: InitOptions | null): Promise<void> {
  const { reader } = options ?? {};
  if (typeof reader === "string") readerAt(reader);
  try {
    await loadWasm();
  } catch (thrown) {
    throw budgetError(thrown);
  }
}
