/** `budget-package/1`: a disclosure as data. Amounts are decimal strings. */
import type { Unit } from "./report.js";

/** A printed row of a package. What all its cells share of their places stands at the row, else at the cells. */
export interface PackageRow {
  sheet?: string;
  page?: number;
  line?: number;
  cells: {
    sheet?: string;
    page?: number;
    line?: number;
    cell: number;
    text: string;
    columns?: number;
    rows?: number;
  }[];
}

/** A cell of an amount column of a package. */
export interface PackageFigure {
  column: string;
  printed: string;
  /** The exact amount in the unit of its table; null for a blank, which is exactly nothing. */
  value: string | null;
  /** Where it is not that of the table. */
  unit?: Unit;
  unreadable?: boolean;
  sheet?: string;
  page?: number;
  line: number;
  cell: number;
}

/** A line of a table of a package. */
export interface PackageItem {
  key: string;
  side: "whole" | "revenue" | "expenditure";
  role: "total" | "year-total" | "carried" | "unit" | "part" | "line";
  code: string | null;
  name: string;
  second?: { code: string | null; name: string | null };
  level: number;
  number: number | null;
  figures: PackageFigure[];
}

export interface PackageTable {
  id: string;
  form: string | null;
  /** In hundredths. */
  confidence: number;
  layout: "rows" | "sides" | "one-row" | "form";
  classes: "none" | "function" | "economic" | "project";
  ordinal: number;
  title: string;
  unit: Unit | null;
  department: string | null;
  part: number;
  lines: [number, number];
  note: { text: string; line: number } | null;
  columns: {
    key: string;
    kind: string;
    side: PackageItem["side"];
    about: string;
    block: number;
    head: string[];
  }[];
  merged: boolean;
  head: PackageRow[];
  rows: PackageRow[];
  items: PackageItem[];
}

interface PackagePlace {
  sheet?: string;
  page?: number;
  line: number;
  cell: number;
}

/** A figure among those of the table: the key of its item and its column. */
export interface PackageMoney {
  label: string;
  row: string;
  column: string;
}

/** What is to be reached for the money: by the department as a whole, or by one project. */
export interface PackageObjective extends PackagePlace {
  table: string;
  project: { name: string; code: string | null } | null;
  funds: { total: PackageMoney; breakdowns: { parts: PackageMoney[] }[] }[];
  goals: ({ label: string; text: string } & PackagePlace)[];
  tasks: ({ name: string; content: string; money: PackageMoney[] } & PackagePlace)[];
  targets: PackageTarget[];
}

export interface PackageTarget extends PackagePlace {
  kind: "cost" | "output" | "benefit" | "satisfaction" | "other";
  group: string;
  name: string;
  printed: string;
  comparator: "≥" | ">" | "≤" | "<" | "=" | "≈" | null;
  value: string | null;
  /** The larger number of a range. */
  upper: string | null;
  unit: string | null;
  /** The words of a target that is no number. */
  quality: string | null;
  note: string;
  row: string;
  column: string;
}

export interface PackageSection {
  id: string;
  heading: string;
  topic: string;
  lines: { line: number; text: string }[];
}

/** A figure of a sentence. Positions are characters (Unicode scalar values), other than in answers of this interface. */
export interface PackageClaim {
  section: string;
  line: number;
  start: number;
  end: number;
  printed: string;
  says: "amount" | "percent" | "count" | "unchanged" | "nearly-unchanged" | "nothing";
  /** Null for a statement without a number. */
  value: string | null;
  unit: Unit | null;
  kind: "value" | "change" | "rate" | "share" | "completion" | "percentage" | "count" | "statement";
  subject: string;
  context: string;
  lead: string;
  direction: "up" | "down" | null;
  base: { year: number | null; stage: PackageClaim["stage"] } | null;
  /** 0 for the year before that of the document. */
  year: number | null;
  stage: "budget" | "execution" | "final" | null;
  topic: string;
  cell: { table: string; row: string; column: string } | null;
}

/** What people decided about a table that was not told, or told wrongly. */
export interface PackageCorrection {
  /** The ordinal of the table. */
  table: number;
  /** The id of the official table that it is, or `other`. */
  form?: string | null;
  unit?: Unit | null;
  /** Positions of columns, counted from 1, with the id of their amounts or `name`, `code`, `text` and the like. */
  columns?: { column: number; holds: string }[];
}

/** `budget-package/1`, described in full by `schema/budget-package-1.json`. */
export interface BudgetPackage {
  schema: "budget-package/1";
  engine: { name: string; version: string };
  sources: { name: string; bytes: number; sha256: string | null }[];
  document: {
    title: string;
    department: string;
    year: number | null;
    kind: "budget" | "final" | "form";
    profile: string;
    encoding: "utf-8" | "gb18030";
    cut: boolean;
    /** The first line of each page, in a document of pages. */
    pages?: number[];
    /** Where each file begins, in a document of several; their lines are counted through. */
    files?: { name: string; line: number }[];
  };
  tables: PackageTable[];
  objectives?: PackageObjective[];
  narrative: {
    title: { line: number; text: string } | null;
    contents?: { line: number; text: string }[];
    profile: PackageSection[];
    sections: PackageSection[];
    glossary: { term: string; definition: string; line: number }[];
    claims: PackageClaim[];
  };
  notices: { table: string; line: number; what: string; detail?: string; count?: number }[];
  remarks: { part: string; what: string; count?: number }[];
  corrections?: PackageCorrection[];
}
