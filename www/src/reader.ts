/**
 * The reader of foreign documents: files of any format as one package. A module of its own, which the viewer loads when
 * the first such file is opened.
 */
import { budgetError } from "./errors.js";
import { dropInstance, loadInstance } from "./instance.js";
import type { BudgetPackage } from "./types.js";

type Core = Omit<typeof import("../.build/reader/budget_reader.js"), "default" | "initSync">;

/** A file with the name or address it is known by. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Files for other programs: all amounts as CSV, the tables as a workbook, a packed Frictionless data package. */
export type FileKind = "csv" | "xlsx" | "datapackage";

/** The package of the files of one disclosure, in their order. Nothing leaves the machine. */
export function readDisclosure(files: readonly NamedBytes[], lang = "zh-CN"): Promise<BudgetPackage> {
  return ask((core) => core.readDisclosure([...files], lang) as BudgetPackage);
}

/** The bytes of a file made of a package. */
export function exportFiles(source: BudgetPackage, what: FileKind, lang = "zh-CN"): Promise<Uint8Array> {
  return ask((core) => core.exportFiles(source, what, lang));
}

async function ask<Answer>(question: (core: Core) => Answer): Promise<Answer> {
  try {
    return question(await loadInstance<Core>());
  } catch (thrown) {
    const error = budgetError(thrown);
    // Whatever the core did not say itself broke it: a trap, or a stack that ran out.
    if (error.code === "internal") dropInstance();
    throw error;
  }
}
