/** What the disclosure that is shown is compared with: documents that the page names, and those that the reader adds. */
import { read, type Disclosure } from "./disclosure.js";
import { budgetError } from "./errors.js";
import { say, wordsOf } from "./i18n.js";
import type { Source } from "./sources.js";
import type { Address } from "./types.js";
import { loadWasm } from "./wasm.js";

/** The most that are compared with the one that is shown. */
const MOST = 19;

/** A document that could not be read. */
export interface Failure {
  name: string;
  detail: string;
}

/** A document with the name by which it is known. */
export interface Named {
  name: string;
  source: Source;
}

export class Compared {
  /** Those that were read, in the order in which they were named. */
  readonly others: Disclosure[] = [];
  readonly failures: Failure[] = [];
  /** How many are being read. */
  reading = 0;
  /** The figure of one of the others whose place is shown: the index of the document, from 1, and its address. */
  place: { document: number; at: Address } | undefined;

  constructor(readonly request: () => void) {}

  /** Reads more documents, each a disclosure of its own. One that cannot be read is said and keeps no other from being shown. */
  async add(
    shown: Disclosure,
    documents: readonly Named[],
    options: { lang: string; signal?: AbortSignal | undefined },
  ): Promise<void> {
    if (documents.length === 0) return;
    const { lang, signal } = options;
    this.reading += documents.length;
    this.request();
    const readings = documents.map(({ source }) => read(source, signal ? { lang, signal } : { lang }));
    const results = await Promise.allSettled(readings);
    this.reading -= documents.length;
    const words = wordsOf((await loadWasm()).words(lang));
    for (const [at, result] of results.entries()) {
      const name = documents[at]?.name ?? "";
      if (result.status === "rejected") {
        if (!signal?.aborted) this.failures.push({ name, detail: budgetError(result.reason).message });
      } else if (signal?.aborted) result.value.free();
      else if (this.others.length >= MOST) {
        this.failures.push({ name, detail: say(words, "compare.most", { count: MOST + 1 }) });
        result.value.free();
      } else {
        this.others.push(result.value);
        shown.beside(result.value);
      }
    }
    this.request();
  }

  /** Forgets all of them; after a trap without touching the core. */
  clear(isBroken = false): void {
    for (const other of this.others.splice(0)) if (!isBroken) other.free();
    this.failures.length = 0;
    this.place = undefined;
  }
}
