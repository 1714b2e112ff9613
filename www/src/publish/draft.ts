/** A draft: the files that are open, what people decided about their tables, and what was read of them. */
import type { Disclosure } from "../disclosure.js";
import type { FileKind, NamedBytes } from "../reader.js";
import type { BudgetPackage, PackageCorrection, Report } from "../types.js";
import { reasonOf } from "./failures.js";
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
  failure: string | undefined;
}

export type Step = { step: "fetch" } | { step: "read"; done: number; total: number } | { step: "check" };

/** Whether bytes begin as the JSON of a package does. */
export function isPackage({ bytes }: NamedBytes): boolean {
  return /^\s*\{\s*"/.test(new TextDecoder().decode(bytes.subarray(0, 99)));
}

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
    if (good.length === 0) return { result: undefined, failures, failure: undefined };
    try {
      const tell = (done: number) => onStep({ step: "read", done, total: good.length });
      tell(0);
      const [only] = good;
      const bytes =
        only && good.length === 1 && isPackage(only)
          ? only.bytes
          : await perform({ files: good, lang, corrections }, signal, tell);
      signal.throwIfAborted?.();
      onStep({ step: "check" });
      return { result: await check(bytes, lang), failures, failure: undefined };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const named = isBudgetError(thrown) ? thrown.at?.file : undefined;
      const broken = good.length === 1 ? good[0] : good.find(({ name }) => named && name.startsWith(named));
      if (!broken) return { result: undefined, failures, failure: reasonOf("", thrown, lang) };
      const reason = reasonOf(broken.name, thrown, lang);
      // The name stands beside the words on the page.
      failures.set(broken, named ? reason.replace(/^[^:：]*[:：]\s*/, "") : reason);
    }
  }
}

async function check(bytes: Uint8Array, lang: Language): Promise<Result> {
  const [disclosure, asked] = await Promise.all([
    viewer().read(bytes.slice(), { lang }),
    perform({ source: bytes, what: "checklist", lang }),
  ]);
  const parsed = <T>(json: Uint8Array) => JSON.parse(new TextDecoder().decode(json)) as T;
  return { bytes, content: parsed(bytes), disclosure, report: disclosure.report(), asked: parsed(asked) };
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
