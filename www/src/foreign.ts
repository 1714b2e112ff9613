/** The way to the reader of foreign documents, which is loaded when the first such file is opened. */
import { BudgetError } from "./errors.js";
import { say, wordsOf, type Words } from "./i18n.js";
import { loadWasm } from "./wasm.js";

/** What the reader's module exports. */
export type Reader = Pick<typeof import("./reader.js"), "readDisclosure" | "exportFiles">;

/** How a build loads the reader: from an address, or without one from where it belongs. Nothing when there is no such place. */
export type Way = (address: string | undefined) => Promise<Reader> | undefined;

let way: Way = () => undefined;
let reaches: (address: string | undefined) => boolean = () => false;
let address: string | undefined;
let loading: Promise<Reader> | undefined;

/** Says how this build loads the reader, and whether there is a place to load it from. */
export function readerBy(chosen: Way, reachable: (address: string | undefined) => boolean): void {
  way = chosen;
  reaches = reachable;
}

/** Whether there is a place to load the reader from; what only it can do is not offered without one. */
export function hasReader(): boolean {
  return reaches(address);
}

/** Says where the reader lies, when not where it belongs. */
export function readerAt(chosen: string): void {
  address = chosen;
  loading = undefined;
}

/** The reader, one for the page. A failure is not kept: the next call tries again. */
export async function loadReader(lang: string): Promise<Reader> {
  try {
    loading ??= way(address && absolute(address));
    if (loading) return await loading;
  } catch (thrown) {
    loading = undefined;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const message = say(await words(lang), "reader.failed", { detail });
    throw new BudgetError("network", message, undefined, { cause: thrown });
  }
  throw new BudgetError("unsupported", say(await words(lang), "reader.none"));
}

/** As pages mean addresses: from the page on, not from the file that asks. */
function absolute(chosen: string): string {
  return typeof document === "undefined" ? chosen : new URL(chosen, document.baseURI).href;
}

async function words(lang: string): Promise<Words> {
  return wordsOf((await loadWasm()).words(lang));
}
