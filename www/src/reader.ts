/**
 * The reader of foreign documents: files of any format as one package. A module of its own, which the viewer loads when
 * the first such file is opened, on the page or in a thread.
 */
import { budgetError } from "./errors.js";
import { dropInstance, loadInstance } from "./instance.js";
import type { BudgetPackage, PackageCorrection } from "./types.js";
import { answer } from "./worker.js";

type Core = Omit<typeof import("../.build/reader/budget_reader.js"), "default" | "initSync">;

/** A file with the name or address it is known by. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/**
 * Files for other programs: all amounts as CSV, the tables as a workbook, a packed Frictionless data package, the findings as
 * CSV or SARIF, what is to be published and whether it is there as JSON.
 */
export type FileKind = "csv" | "xlsx" | "datapackage" | "findings" | "sarif" | "checklist";

/** @internal What the reader is asked: to read files, or to make one of the JSON of a package. */
export type Task =
  | { files: readonly NamedBytes[]; lang: string; corrections?: readonly PackageCorrection[] | undefined }
  | { source: Uint8Array; what: FileKind; lang: string }
  /** A page that shows the package without any network, by the text of the viewer's script. */
  | { source: Uint8Array; what: "page"; script: string; lang: string };

/** @internal Gives the bytes of what was asked for; `onRead` is told how many files were read. */
export type Perform = (task: Task, onRead?: (done: number) => void) => Promise<Uint8Array>;

/** @internal */
export const perform: Perform = async (task, onRead) => {
  try {
    const core = await loadInstance<Core>();
    return "files" in task
      ? core.readDisclosure([...task.files], task.lang, JSON.stringify(task.corrections ?? []), onRead)
      : core.exportFiles(task.source, task.what, task.lang, "script" in task ? task.script : undefined);
  } catch (thrown) {
    const error = budgetError(thrown);
    // Whatever the core did not say itself broke it: a trap, or a stack that ran out.
    if (error.code === "internal") dropInstance();
    throw error;
  }
};

/**
 * The package of the files of one disclosure, in their order, with what people decided about its tables. Nothing leaves the
 * machine.
 */
export async function readDisclosure(
  files: readonly NamedBytes[],
  lang = "zh-CN",
  corrections: readonly PackageCorrection[] = [],
): Promise<BudgetPackage> {
  const read = await perform({ files, lang, corrections });
  return JSON.parse(new TextDecoder().decode(read)) as BudgetPackage;
}

/** The bytes of a file made of a package. */
export function exportFiles(source: BudgetPackage, what: FileKind, lang = "zh-CN"): Promise<Uint8Array> {
  return perform({ source: new TextEncoder().encode(JSON.stringify(source)), what, lang });
}

answer(perform);
