/** A disclosure that was read and checked. */
import { embeddedPackage } from "budget-wasm:embedded";
import { BudgetError, budgetError } from "./errors.js";
import { loadReader } from "./foreign.js";
import { bytesInside, isInside } from "./inside.js";
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
  signal?: AbortSignal;
}

/** What `read` accepts: an address to fetch, `#id` of an element whose text it is, bytes, a file, or an answer to a fetch. */
export type Source = string | ArrayBuffer | ArrayBufferView | Blob | Response;

let made = 0;

export class Disclosure {
  /** @internal Tells one reading from another of the same title. */
  readonly serial = (made += 1);
  readonly title: string;
  readonly department: string;
  readonly year: number | null;
  readonly tables: readonly TableInfo[];
  #core: Core | undefined;
  #head: Head;
  /** The package as it came, or its JSON. */
  #package: BudgetPackage | Uint8Array;

  /** @internal Made by `read`. */
  constructor(core: Core, source: BudgetPackage | Uint8Array) {
    this.#core = core;
    this.#package = source;
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
    const at = this.core.locate(address) as { table: string; row: string; column: string } | null;
    const found =
      at && (this.core.inspect("zh-CN", this.unit, at.table, at.row, at.column) as Inspection | null);
    // In Chinese the name of a unit is the unit.
    const unit = found?.unit as Amount["unit"];
    return found && { at: found.at, printed: found.printed, unit, delta: found.delta };
  }

  /** The rows of a published table as printed; empty for an unknown id. */
  rows(tableId: string): TableRow[] {
    return (this.core.table("zh-CN", tableId) as PublishedTable | null)?.rows ?? [];
  }

  /** A published table as CSV, as printed, with a byte order mark; empty for an unknown id. */
  toCSV(tableId: string): string {
    return this.core.toCsv(tableId) ?? "";
  }

  /** The whole disclosure as read, `budget-package/1`. */
  toJSON(): BudgetPackage {
    if (this.#package instanceof Uint8Array) this.#package = parse(this.#package);
    return this.#package;
  }

  /** Gives the memory back. The disclosure cannot be used afterwards. */
  free(): void {
    this.#core?.free();
    this.#core = undefined;
  }
}

/**
 * Reads a disclosure; without a source the embedded one, of several files one after the other. Nothing leaves the
 * machine.
 */
export async function read(
  source?: Source | readonly Source[],
  options: ReadOptions = {},
): Promise<Disclosure> {
  const lang = options.lang ?? "zh-CN";
  const sources = source === undefined ? [] : isList(source) ? source : [source];
  try {
    const [wasm, source] = await Promise.all([loadWasm(), packageOf(sources, options, lang)]);
    if (options.signal?.aborted) throw new DOMException("The reading was aborted.", "AbortError");
    const bytes = source instanceof Uint8Array ? source : new TextEncoder().encode(JSON.stringify(source));
    return new Disclosure(wasm.Disclosure.fromPackage(bytes, lang), source);
  } catch (thrown) {
    if (options.signal?.aborted) throw thrown;
    throw budgetError(thrown);
  }
}

/**
 * The package that the sources are, or that the reader of foreign documents makes of them; without one the JSON of the
 * embedded.
 */
async function packageOf(
  sources: readonly Source[],
  options: ReadOptions,
  lang: string,
): Promise<BudgetPackage | Uint8Array> {
  const files = await Promise.all(
    sources.map(async (source) => ({ name: nameOf(source), bytes: await bytesOf(source, options) })),
  );
  const [first] = files;
  if (!first) return embedded();
  // A copy: whoever gave the bytes may use them for something else.
  if (files.length === 1 && isJson(first.bytes)) return first.bytes.slice();
  return (await loadReader(lang)).readDisclosure(files, lang);
}

async function embedded(): Promise<Uint8Array> {
  const answer = await embeddedPackage();
  if (!(answer instanceof Response)) return answer;
  if (!answer.ok) throw new BudgetError("network", `${answer.url} ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Whether bytes begin as a JSON object does; rich text begins with a brace too. */
function isJson(bytes: Uint8Array): boolean {
  return /^\s*\{\s*["}]/.test(new TextDecoder().decode(bytes.subarray(0, 99)));
}

function parse(bytes: Uint8Array): BudgetPackage {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as BudgetPackage;
  } catch (thrown) {
    throw new BudgetError("unreadable", String(thrown), undefined, { cause: thrown });
  }
}

function isList(source: Source | readonly Source[]): source is readonly Source[] {
  return Array.isArray(source);
}

/** The name of a file, or its address. */
function nameOf(source: Source): string {
  if (typeof source === "string") return source;
  return source instanceof File ? source.name : source instanceof Response ? source.url : "";
}

async function bytesOf(source: Source, { signal }: ReadOptions): Promise<Uint8Array> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (typeof source === "string" && isInside(source)) return bytesInside(source);
  const response = typeof source === "string" ? await get(source, signal) : source;
  if (!response.ok) throw new BudgetError("network", `${response.url} ${response.status}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (thrown) {
    // The connection broke off half-way.
    throw signal?.aborted ? thrown : new BudgetError("network", response.url, undefined, { cause: thrown });
  }
}

async function get(address: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal: signal ?? null });
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new BudgetError("network", address, undefined, { cause: thrown });
  }
}
