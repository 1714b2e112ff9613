/** Where documents come from: an address, the page itself, bytes, a file, an answer to a fetch. */
import { aborted } from "./abort.js";
import { BudgetError } from "./errors.js";
import { bytesInside, isInside } from "./inside.js";
import type { NamedBytes } from "./reader.js";

/** What `read` accepts: an address to fetch, `#id` of an element whose text it is, bytes, a file, or an answer to a fetch. */
export type Source = string | ArrayBuffer | ArrayBufferView | Blob | Response;

/** How far a reading is. */
export interface Progress {
  /** `fetch`: `done` bytes have come of `total`, null where the server does not say; `read`: `done` files of `total` are read. */
  step: "fetch" | "read";
  done: number;
  total: number | null;
}

export interface Reading {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** More than this is not taken in: published documents have some megabytes, and a tab has its limits. */
const MOST = 100 << 20;

/** The bytes of sources with their names. They are nobody else's: they may be handed to another thread. */
export async function fetchAll(sources: readonly Source[], reading: Reading): Promise<NamedBytes[]> {
  const come = sources.map(() => ({ done: 0, total: 0 as number | null }));
  const tell = (at: number, done: number, total: number | null) => {
    come[at] = { done, total };
    reading.onProgress?.({
      step: "fetch",
      done: come.reduce((sum, part) => sum + part.done, 0),
      total: come.reduce<number | null>(
        (sum, part) => (sum !== null && part.total !== null ? sum + part.total : null),
        0,
      ),
    });
  };
  return Promise.all(
    sources.map(async (source, at) => ({
      name: nameOf(source),
      bytes: await bytesOf(source, reading.signal, (done, total) => tell(at, done, total)),
    })),
  );
}

/** The name of a file: as it is, or the last part of its address. */
function nameOf(source: Source): string {
  if (typeof source === "string") return isInside(source) ? "" : lastPart(source);
  if (source instanceof Response) return lastPart(source.url);
  // A `File` is no global in every Node.
  return source instanceof Blob && "name" in source ? String(source.name) : "";
}

function lastPart(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? "";
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    // A bare % stands for itself.
    return last;
  }
}

type Tell = (done: number, total: number | null) => void;

async function bytesOf(source: Source, signal: AbortSignal | undefined, tell: Tell): Promise<Uint8Array> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source.slice(0));
  if (ArrayBuffer.isView(source))
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  if (source instanceof Blob) {
    if (source.size > MOST) throw tooLarge(nameOf(source));
    return new Uint8Array(await source.arrayBuffer());
  }
  if (typeof source === "string" && isInside(source)) return bytesInside(source);
  const response = typeof source === "string" ? await get(source, signal) : source;
  if (!(response instanceof Response)) throw new BudgetError("unsupported", typeof source);
  if (!response.ok) throw new BudgetError("network", `${response.url} ${response.status}`);
  try {
    return await received(response, signal, tell);
  } catch (thrown) {
    if (signal?.aborted) throw aborted(signal);
    if (thrown instanceof BudgetError) throw thrown;
    // The connection broke off half-way.
    throw new BudgetError("network", response.url, undefined, { cause: thrown });
  }
}

/** The body of an answer, as it comes. */
async function received(
  response: Response,
  signal: AbortSignal | undefined,
  tell: Tell,
): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  // An answer that the caller fetched does not know of our signal.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  // What is packed on the way is announced packed.
  const length = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
  const total = length === null ? null : Number(length);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (signal?.aborted) throw aborted(signal);
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > MOST) {
      await reader.cancel();
      throw tooLarge(response.url);
    }
    tell(size, total);
  }
  signal?.removeEventListener("abort", stop);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLarge(name: string): BudgetError {
  return new BudgetError("unreadable", `${name} > ${MOST >> 20} MB`);
}

async function get(address: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal: signal ?? null });
  } catch (thrown) {
    if (signal?.aborted) throw aborted(signal);
    throw new BudgetError("network", address, undefined, { cause: thrown });
  }
}
