import { BudgetError } from "./errors.js";

/**
 * Unpacks base64 of gzip, the form in which the script carries the WebAssembly module.
 * Neither `fetch` of a `data:` address nor a worker: both fall under a page's content-security policy.
 */
export async function unpack(text: string): Promise<ArrayBuffer> {
  if (typeof DecompressionStream !== "function") {
    throw new BudgetError("unsupported", "DecompressionStream");
  }
  const inflate = new DecompressionStream("gzip");
  const writer = inflate.writable.getWriter();
  // What fails here fails at the other end too, where it is waited for.
  writer.write(bytesOf(text)).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Response(inflate.readable).arrayBuffer();
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
