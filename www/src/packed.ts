/**
 * Unpacks what the script carries: gzip, written in the 92 characters that neither a string nor a page must escape. Of
 * them 36 stand for 6 bits and 56 for 7, as often as a compressor of text that meets them expects.
 */
import { BudgetError } from "./errors.js";

const SHORT = 36;

/** The bytes that `www/tools/packed.mjs` wrote as `text`. */
export async function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  // Neither `fetch` of a `data:` address nor a worker: both fall under a page's content-security policy.
  if (typeof DecompressionStream !== "function") {
    throw new BudgetError("unsupported", "DecompressionStream");
  }
  // Written to directly: a blob would first go to another process.
  const inflate = new DecompressionStream("gzip");
  const writer = inflate.writable.getWriter();
  // What fails here fails at the other end too, where it is waited for.
  writer.write(bytesOf(text)).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(inflate.readable).arrayBuffer());
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // The blank is the first; `"`, `<` and `\` are left out.
    const rank = code - 32 - Number(code > 34) - Number(code > 60) - Number(code > 92);
    if (rank < SHORT) {
      held = (held << 6) | rank;
      bits += 6;
    } else {
      held = (held << 7) | (rank + SHORT);
      bits += 7;
    }
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = held >> bits;
    }
  }
  return bytes.subarray(0, length);
}
