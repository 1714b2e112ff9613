// Modules that the build makes; see www/tools/bundle.mjs.

declare module "budget-wasm:bytes" {
  /** The WebAssembly module: inside the script, or from beside the ES module. */
  export function wasmBytes(): Promise<BufferSource | Response>;
}

declare module "budget-wasm:embedded" {
  /** The package of the default disclosure: its bytes from inside the script, its response from beside the ES module. */
  export function embeddedPackage(): Promise<Uint8Array | Response>;
}

declare module "budget-wasm:styles" {
  /** The style sheet of the views. */
  export function viewStyles(): Promise<string>;
}

declare module "budget-wasm:unpacker" {
  /** The small module that unpacks what the script carries. */
  export function unpackerBytes(): Uint8Array<ArrayBuffer>;
}

declare module "budget-wasm:glue" {
  /** A new, uninitialised copy of wasm-bindgen's glue; `wasm.ts` gives it its type. */
  export function createGlue(): unknown;
}

declare module "budget-wasm:palette" {
  /** The core's colours as style sheet declarations, by the name of a palette. */
  export const palettes: Record<"light" | "dark" | "contrast", string>;
}

declare module "*.txt" {
  const text: string;
  export default text;
}

declare module "*.css" {
  /** The style sheet as text. */
  const text: string;
  export default text;
}
