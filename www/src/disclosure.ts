/** A disclosure that was read and checked. */
import { embeddedPackage } from "budget-wasm:embedded";
import { BudgetError, budgetError } from "./errors.js";
import { aborted } from "./abort.js";
import { perform } from "./foreign.js";
import { isJson } from "./json.js";
import type { NamedBytes } from "./reader.js";
import { fetchAll, type Progress, type Reading, type Source } from "./sources.js";
import type {
  Amount,
  BudgetPackage,
  Head,
  Inspection,
  PublishedTable,
  Report,
  TableInfo,
  TableRow,
} from "./types.js";
import { loadWasm, type Wasm } from "./wasm.js";

/** The core's own handle. */
export type Core = ReturnType<Wasm["Disclosure"]["fromPackage"]>;

export interface ReadOptions {
  /** Language of error messages, `zh-CN` or `en`. */
  lang?: string;
  /** Ends the reading: it rejects with the reason of the signal, as `fetch` does. */
  signal?: AbortSignal;
  /** Is told how far a long reading is. */
  onProgress?: (progress: Progress) => void;
}

let made = 0;

export class Disclosure {
  /** @internal Tells one reading from another of the same title, and what it is compared with. */
  serial = (made += 1);
  readonly title: string;
  readonly department: string;
  readonly year: number | null;
  readonly tables: readonly TableInfo[];
  #core: Core | undefined;
  /** The same beside others. */
  #compared: Core | undefined;
  #head: Head;
  /** @internal The package as it came: JSON in UTF-8. */
  readonly bytes: Uint8Array;

  /** @internal Made by `read`. */
  constructor(core: Core, bytes: Uint8Array) {
    this.#core = core;
    this.bytes = bytes;
    this.#head = core.head() as Head;
    this.title = this.#head.title;
    this.department = this.#head.department;
    this.year = this.#head.year;
    this.tables = this.#head.tables;
  }

  /** @internal */
  get core(): Core {
    if (!this.#core) throw new BudgetError("internal", "This disclosure was freed.");
    return this.#core;
  }

  /** @internal The same with what it is compared with. */
  get compared(): Core {
    return this.#compared ?? this.core;
  }

  /** @internal Has it compared with one more from now on. */
  beside(other: Disclosure): void {
    const compared = this.compared.beside(other.core);
    this.#compared?.free();
    this.#compared = compared;
    this.serial = made += 1;
  }

  /** The unit in which most tables are printed. */
  get unit(): Head["unit"] {
    return this.#head.unit;
  }

  /** The report, `budget-report/1`. */
  report(): Report {
    return this.core.report() as Report;
  }

  /** How many relations hold, and how well: `summary` of the report. */
  summary(): Report["summary"] {
    return this.core.summary() as Report["summary"];
  }

  /** The figure at an address such as `general-expenditure.21011.total`, or null. */
  amount(address: string): Amount | null {
    const at = this.core.locate(text(address)) as { table: string; row: string; column: string } | null;
    const found =
      at && (this.core.inspect("zh-CN", this.unit, at.table, at.row, at.column) as Inspection | null);
    // In Chinese the name of a unit is the unit.
    const unit = found?.unit as Amount["unit"];
    return found && { at: found.at, printed: found.printed, unit, delta: found.delta };
  }

  /** The rows of a published table as printed; empty for an unknown id. */
  rows(tableId: string): TableRow[] {
    return (this.core.table("zh-CN", text(tableId)) as PublishedTable | null)?.rows ?? [];
  }

  /** A published table as CSV, as printed, with a byte order mark; empty for an unknown id. */
  toCSV(tableId: string): string {
    return this.core.toCsv(text(tableId)) ?? "";
  }

  /** The whole disclosure as read, `budget-package/1`; the caller's own copy. */
  toJSON(): BudgetPackage {
    return JSON.parse(this.text) as BudgetPackage;
  }

  /** @internal The package as text. */
  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** Gives the memory back. The disclosure cannot be used afterwards. */
  free(): void {
    this.#core?.free();
    this.#compared?.free();
    this.#core = this.#compared = undefined;
  }
}

/**
 * Reads a disclosure; without a source the embedded one, of several files one after the other. Files above 1 MB are read in
 * a thread of their own where the page allows it. Nothing leaves the machine.
 *
 * @throws BudgetError when a source cannot be had or read; the reason of the signal when it was aborted.
 */
export async function read(
  source?: Source | readonly Source[],
  options?: ReadOptions | null,
): Promise<Disclosure> {
  const { signal, onProgress } = options ?? {};
  const lang = text(options?.lang) || "zh-CN";
  const sources = source === undefined ? [] : isList(source) ? source : [source];
  const files = (reading: Reading) => fetchAll(sources, reading);
  return disclosureOf(files, { signal, onProgress }, lang);
}

/** @internal The first disclosure of several sources, with the files of the others where all of them are packages. */
export async function readFirst(
  sources: readonly Source[],
  options: ReadOptions & { lang: string },
): Promise<{ disclosure: Disclosure; others: NamedBytes[] }> {
  let others: NamedBytes[] = [];
  const files = async (reading: Reading) => {
    const fetched = await fetchAll(sources, reading);
    const [first, ...rest] = fetched;
    if (!first || !fetched.every((file) => isJson(file.bytes))) return fetched;
    others = rest;
    return [first];
  };
  const disclosure = await disclosureOf(files, options, options.lang);
  return { disclosure, others };
}

type Fetch = (reading: Reading) => Promise<NamedBytes[]>;

async function disclosureOf(fetch: Fetch, reading: Reading, lang: string): Promise<Disclosure> {
  const { signal } = reading;
  try {
    const [wasm, bytes] = await Promise.all([loadWasm(), packageOf(fetch, reading, lang)]);
    if (!signal?.aborted) return new Disclosure(wasm.Disclosure.fromPackage(bytes, lang), bytes);
  } catch (thrown) {
    if (!signal?.aborted) throw budgetError(thrown);
  }
  throw aborted(signal);
}

/** The JSON of the package that the files are, that the reader makes of them, or that is embedded. */
async function packageOf(fetch: Fetch, reading: Reading, lang: string): Promise<Uint8Array> {
  if (reading.signal?.aborted) throw aborted(reading.signal);
  const files = await fetch(reading);
  const [first] = files;
  if (!first) return embedded();
  if (files.length === 1 && isJson(first.bytes)) return first.bytes;
  const tell = (done: number) => reading.onProgress?.({ step: "read", done, total: files.length });
  tell(0);
  return perform({ files, lang }, reading.signal, tell);
}

async function embedded(): Promise<Uint8Array> {
  const answer = await embeddedPackage();
  if (!(answer instanceof Response)) return answer;
  if (!answer.ok) throw new BudgetError("network", `${answer.url} ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** What a caller gave as text. What is none would be read out of the core's memory as if it were. */
function text(given: unknown): string {
  return typeof given === "string" ? given : "";
}

function isList(source: Source | readonly Source[]): source is readonly Source[] {
  return Array.isArray(source);
}
