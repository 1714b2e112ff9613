import { BudgetError } from "./errors.js";

/**
 * Unpacks base64 of gzip, the form in which the script carries the WebAssembly module.
 * Neither `fetch` of a `data:` address nor a worker: both fall under a page's content-security policy.
 */
export async function unpack(text: string): Promise<ArrayBuffer> {
  if (typeof DecompressionStream !== "function") {
    throw new BudgetError("unsupported", "DecompressionStream");
  }
  const packed = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
