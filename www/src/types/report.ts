/**
 * A report and what it speaks of: places, verdicts, units, tables. Amounts are decimal strings; positions in sentences are
 * UTF-16 units.
 */

/** Where a figure stands in a table. */
export interface CellAddress {
  table: string;
  row: string;
  column: string;
  /** Line of the source, 1-based; the lines of several files are counted through. */
  line: number;
  /** Cell of the line, 1-based. */
  cell: number;
  sheet?: string;
  page?: number;
}

/** Where a figure stands in a sentence. */
export interface SentenceAddress {
  section: string;
  line: number;
  /** First UTF-16 unit of the run within the line. */
  start: number;
  /** One past the last. */
  end: number;
}

export type Address = CellAddress | SentenceAddress;

export type Verdict = "exact" | "rounding" | "boundary" | "contradiction" | "not-checked";
export type Severity = "error" | "warning" | "info";
export type Unit = "元" | "万元" | "亿元";

/** A published table in the list of tables. */
export interface TableInfo {
  id: string;
  ordinal: number;
  /** As published; the official one where the document prints none. */
  title: string;
  unit: Unit | null;
  rows: number;
  columns: number;
  lines: [number, number];
  empty: boolean;
  note: string | null;
}

export function isCell(at: Address): at is CellAddress {
  return "table" in at;
}

/** A figure of a report, see `budget-report/1`. */
export interface Operand {
  /** The weight of the figure, a whole number: the weighted sum is zero where a sum holds. */
  sign: string;
  at: Address;
  printed: string;
  value: string | null;
  min: string | null;
  max: string | null;
}

/** One figure that, printed otherwise, would put a contradiction in order. */
export interface Repair {
  at: Address;
  printed: string;
  /** What it would have to be, with as many decimals. */
  value: string;
  how: "swap" | "tenfold" | "sign" | "digit" | "neighbour" | "other";
  /** How many contradictions would be none then, and how many relations would no longer hold. */
  settles: number;
  breaks: number;
}

export interface Check {
  id: string;
  rule: string;
  kind: "copy" | "sum" | "order" | "ratio" | "change" | "claim" | "code" | "structure";
  verdict: Verdict;
  severity: Severity;
  origin: "publisher" | "template" | "extraction";
  operands: Operand[];
  residual: string | null;
  bound: string | null;
  resolution: string | null;
  /** What the other figures make of the first one, where that is not simply their sum. */
  expected: string | null;
  /** The ids of the checks whose relations together make up this one. */
  from: string[];
  /** The likeliest first. */
  repairs: Repair[];
  cause: string | null;
  reason: string | null;
  /** Which of its sayings a rule said: its words are about the document, not about figures. */
  said: string | null;
  /** What else is to be said of the verdict. */
  note: "truncated" | "only-part" | "improbable" | null;
  at: { table: string; line: number } | SentenceAddress | null;
  message: Record<"zh-CN" | "en", string>;
  advice: Record<"zh-CN" | "en", string>;
  basis: string;
}

/** `budget-report/1` */
export interface Report {
  schema: "budget-report/1";
  engine: { name: string; version: string };
  document: {
    title: string;
    department: string;
    year: number | null;
    kind: "budget" | "final" | "form";
    units: Unit[];
    amounts: number;
    claims: number;
    statements: number;
  };
  tables: TableInfo[];
  summary: Record<Verdict | Severity, number> & {
    system: { verdict: Verdict; ratio: string | null; proof: string | null };
  };
  checks: Check[];
  findings: string[];
}

/** A figure as the document prints it. */
export interface Amount {
  at: CellAddress;
  printed: string;
  unit: Unit | null;
  /** Half a unit of the last printed digit; null for a blank. */
  delta: string | null;
}
