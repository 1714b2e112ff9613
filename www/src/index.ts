/** The interface for developers. Importing it registers nothing; `mount` and `define` do. */
import { budgetError } from "./errors.js";
import { loadWasm } from "./wasm.js";

export { define } from "./define.js";
export { Disclosure, read, type ReadOptions, type Source } from "./disclosure.js";
export { BudgetWidgetElement } from "./element.js";
export { BudgetError, type ErrorCode } from "./errors.js";
export { mount, type MountOptions, type Widget } from "./mount.js";
export type * from "./types.js";

/** Starts the core ahead of its first use. */
export async function init(): Promise<void> {
  try {
    await loadWasm();
  } catch (thrown) {
    throw budgetError(thrown);
  }
}
