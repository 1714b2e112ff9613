/** The viewer's Rust core. */
import { loadInstance } from "./instance.js";

/** The types of the core's own classes and records, as in `core.Disclosure`. */
export type * as core from "../.build/viewer/budget_widget.js";

/** What the Rust core exports. */
export type Wasm = Omit<typeof import("../.build/viewer/budget_widget.js"), "default" | "initSync">;

/** The running core. */
export const loadWasm = (): Promise<Wasm> => loadInstance<Wasm>();
