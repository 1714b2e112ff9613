/**
 * The reader of foreign documents: files of any format as one package. A module of its own, which the viewer loads when
 * the first such file is opened, on the page or in a thread.
 */
import { budgetError } from "./errors.js";
import { dropInstance, loadInstance } from "./instance.js";
import type { BudgetPackage } from "./types.js";
import { answer } from "./worker.js";

type Core = Omit<typeof import("../.build/reader/budget_reader.js"), "default" | "initSync">;

/** A file with the name or address it is known by. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Files for other programs: all amounts as CSV, the tables as a workbook, a packed Frictionless data package. */
export type FileKind = "csv" | "xlsx" | "datapackage";

/** @internal What the reader is asked: to read files, or to make one of the JSON of a package. */
export type Task =
  { files: readonly NamedBytes[]; lang: string } | { source: Uint8Array; what: FileKind; lang: string };

/** @internal Gives the bytes of what was asked for; `onRead` is told how many files were read. */
export type Perform = (task: Task, onRead?: (done: number) => void) => Promise<Uint8Array>;

/** @internal */
export const perform: Perform = async (task, onRead) => {
  try {
    const core = await loadInstance<Core>();
    return "files" in task
      ? core.readDisclosure([...task.files], task.lang, onRead)
      : core.exportFiles(task.source, task.what, task.lang);
  } catch (thrown) {
    const error = budgetError(thrown);
    // Whatever the core did not say itself broke it: a trap, or a stack that ran out.
    if (error.code === "internal") dropInstance();
    throw error;
  }
};

/** The package of the files of one disclosure, in their order. Nothing leaves the machine. */
export async function readDisclosure(files: readonly NamedBytes[], lang = "zh-CN"): Promise<BudgetPackage> {
  return JSON.parse(new TextDecoder().decode(await perform({ files, lang }))) as BudgetPackage;
}

/** The bytes of a file made of a package. */
export function exportFiles(source: BudgetPackage, what: FileKind, lang = "zh-CN"): Promise<Uint8Array> {
  return perform({ source: new TextEncoder().encode(JSON.stringify(source)), what, lang });
}

answer(perform);
