/** A draft: the files that are open, what people decided about their tables, and what was read of them. */
import { aborted } from "../abort.js";
import type { Disclosure } from "../disclosure.js";
import { isJson } from "../json.js";
import type { FileKind, NamedBytes } from "../reader.js";
import type { BudgetPackage, PackageCorrection, Report } from "../types.js";
import { misfitOf, reasonOf } from "./failures.js";
import { isBudgetError, perform, textOf, viewer } from "./scripts.js";
import type { Language } from "./words.js";

/** Something that has to be published. */
export interface Asked {
  /** The id of a table; null for a part of the text. */
  table: string | null;
  name: string;
  state: "done" | "missing" | "unknown";
}

/** What was read of the files. */
export interface Result {
  /** The package as JSON in UTF-8. */
  bytes: Uint8Array;
  content: BudgetPackage;
  disclosure: Disclosure;
  report: Report;
  asked: readonly Asked[];
}

/** Files that were read, and why others were not, by their place among all. */
export interface Outcome {
  result: Result | undefined;
  failures: ReadonlyMap<NamedBytes, string>;
  /** Why all files together are no disclosure. */
  failure?: string;
  /** What people decided that does not fit the tables of the files, in words. */
  misfit?: string;
}

export type Step = { step: "fetch" } | { step: "read"; done: number; total: number } | { step: "check" };

/**
 * Reads and checks files as one disclosure. Those that cannot be read are left out, the others are read all the same.
 *
 * @throws the reason of the signal when it was aborted.
 */
export async function readDraft(
  files: readonly NamedBytes[],
  corrections: readonly PackageCorrection[],
  lang: Language,
  signal: AbortSignal,
  onStep: (step: Step) => void,
): Promise<Outcome> {
  const failures = new Map<NamedBytes, string>();
  for (;;) {
    const good = files.filter((file) => !failures.has(file));
    if (good.length === 0) return { result: undefined, failures };
    let read = 0;
    try {
      const tell = (done: number) => {
        read = done;
        onStep({ step: "read", done, total: good.length });
      };
      tell(0);
      const [only] = good;
      const bytes =
        only && good.length === 1 && isJson(only.bytes)
          ? only.bytes
          : await perform({ files: good, lang, corrections }, signal, tell);
      if (signal.aborted) throw aborted(signal);
      onStep({ step: "check" });
      return { result: await check(bytes, lang, signal), failures };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const misfit = misfitOf(thrown, corrections, lang);
      if (misfit !== undefined) return { result: undefined, failures, misfit };
      const isNamed = isBudgetError(thrown) && thrown.at?.file !== undefined;
      // They are read in their order: the one to blame comes behind those that were read.
      const broken = good.length === 1 ? good[0] : isNamed ? good[read] : undefined;
      if (!broken) return { result: undefined, failures, failure: reasonOf("", thrown, lang) };
      failures.set(broken, reasonOf(broken.name, thrown, lang));
    }
  }
}

async function check(bytes: Uint8Array, lang: Language, signal: AbortSignal): Promise<Result> {
  const reading = viewer().read(bytes.slice(), { lang, signal });
  try {
    const asking = perform({ source: bytes, what: "checklist", lang }, signal);
    const [disclosure, asked] = await Promise.all([reading, asking]);
    if (signal.aborted) throw aborted(signal);
    const parsed = <T>(json: Uint8Array) => JSON.parse(new TextDecoder().decode(json)) as T;
    return { bytes, content: parsed(bytes), disclosure, report: disclosure.report(), asked: parsed(asked) };
  } catch (thrown) {
    void reading.then(
      (disclosure) => disclosure.free(),
      () => undefined,
    );
    throw thrown;
  }
}

/** The bytes of a file made of what was read. */
export const exported = (result: Result, what: FileKind, lang: Language): Promise<Uint8Array> =>
  perform({ source: result.bytes, what, lang });

/** The page in one file. */
export async function offlinePage({ bytes }: Result, lang: Language): Promise<Uint8Array> {
  return perform({ source: bytes, what: "page", script: await textOf("budget-widget.js"), lang });
}

/** `corrections` with what was decided about one table. What it says again of a column takes the place of what was said before. */
export function decided(
  corrections: readonly PackageCorrection[],
  { table, columns = [], ...rest }: PackageCorrection,
): PackageCorrection[] {
  const before = corrections.find((correction) => correction.table === table);
  const told = new Set(columns.map(({ column }) => column));
  const kept = (before?.columns ?? []).filter(({ column }) => !told.has(column));
  const merged = { ...before, ...rest, table, columns: [...kept, ...columns] };
  return [...corrections.filter((correction) => correction !== before), merged].sort(
    (a, b) => a.table - b.table,
  );
}
