// The types that ship, used as a developer would; compiled under strict, never run.
import {
  BudgetError,
  compare,
  define,
  Disclosure,
  init,
  mount,
  read,
  type BudgetPackage,
  type Check,
  type Comparison,
  type Report,
  type Widget,
} from "../../www/dist/npm/index.js";
import { exportFiles, readDisclosure, type FileKind } from "../../www/dist/npm/reader.js";

async function use(file: File, signal: AbortSignal): Promise<void> {
  await init();
  await init({ reader: "/lib/budget-reader.js" });
  const disclosure: Disclosure = await read(file, { lang: "en", signal });
  const report: Report = disclosure.report();
  const rounding: Check[] = report.checks.filter((check) => check.verdict === "rounding");
  const residual: string | null | undefined = rounding[0]?.residual;
  const repaired: string | undefined = rounding[0]?.repairs[0]?.value;
  const figure = disclosure.amount("general-expenditure.21011.total");
  const printed: string | undefined = figure?.printed;
  const cells: string[] = disclosure.rows("projects").flatMap((row) => row.cells.map((cell) => cell.text));
  console.log(residual, repaired, printed, cells, disclosure.year ?? 0, disclosure.tables[0]?.title);
  const kept: BudgetPackage = disclosure.toJSON();
  const value: string | null | undefined = kept.tables[0]?.items[0]?.figures[0]?.value;
  const csv: string = disclosure.toCSV("projects");
  const both: Disclosure = await read([file, new Uint8Array()]);
  console.log(value, csv, both.title);
  const made: BudgetPackage = await readDisclosure([{ name: file.name, bytes: new Uint8Array() }], "en");
  const kind: FileKind = "xlsx";
  const workbook: Uint8Array = await exportFiles(made, kind);
  console.log(workbook.length);
  const comparison: Comparison = compare(disclosure, both);
  const apart: string | null | undefined = comparison.sections[0]?.lines[0]?.cells[1]?.difference;
  console.log(apart, comparison.columns[0]?.year, comparison.unit);
  disclosure.free();

  define();
  const widget: Widget = mount(document.body, { view: "checks", lang: "zh-CN" });
  widget.element.addEventListener("budget-error", (event) =>
    console.log((event as CustomEvent<{ code: string }>).detail.code),
  );
  widget.remove();
}

void use;

// @ts-expect-error a number is no source
void read(42);
const place = (error: BudgetError): string | undefined => error.at?.file;
void place;
// @ts-expect-error codes are a closed list
new BudgetError("whatever", "");
