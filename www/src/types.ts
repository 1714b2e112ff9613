/** What the Rust core answers. Amounts are decimal strings; positions in sentences are UTF-16 units. */
import type { View } from "./state.js";

/** Where a figure stands in a table. */
export interface CellAddress {
  table: string;
  row: string;
  column: string;
  /** Line of the source, 1-based. */
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

export interface Head {
  title: string;
  department: string;
  year: number | null;
  unit: Unit;
  encoding: "utf-8" | "gb18030";
  tables: TableInfo[];
}

/** Words; those with an address are a figure that leads to its place. */
export interface Piece {
  text: string;
  at: Address | null;
}

export interface Card {
  id: string;
  label: string;
  value: string;
  unit: string;
  at: Address;
  /** The part of the whole, 0 to 1, for the bar below the figure. */
  part: number | null;
  lines: Piece[][];
}

export interface Badge {
  exact: number;
  rounding: number;
  boundary: number;
  contradiction: number;
  "not-checked": number;
  attention: number;
  notes: number;
}

export interface Overview {
  cards: Card[];
}

/** A step of the way down from the whole. */
export interface Stop {
  key: string;
  code: string | null;
  name: string;
  value: string;
  at: CellAddress;
  /** Whether it leads to another level than the one that is shown. */
  leads: boolean;
}

/** A term or a code with what it means. */
export interface Term {
  /** What it is found by: the term or the code. */
  key: string;
  /** The name of a code. */
  name: string;
  text: string;
  /** The line of the document that begins its definition; null of an explanation of ours. */
  line: number | null;
}

export interface Level {
  table: string;
  trail: Stop[];
  leaf: boolean;
  lines: number;
  empty: number;
  /** What the open line is about. */
  explanation: Term | null;
}

/** A class of the department's economic classification with its lines, or a line. */
export interface EconomicLine {
  code: string;
  name: string;
  /** Code and name in the government's classification. */
  second: [string, string] | null;
  value: string;
  share: string | null;
  /** Null for a sum that is not printed. */
  at: CellAddress | null;
  lines: EconomicLine[];
}

export interface Economic {
  table: string;
  classes: EconomicLine[];
}

/** A “三公” expenditure or a part of it. */
export interface ThreePublicPart {
  name: string;
  /** 0 for the whole, 1 for its parts, 2 for theirs. */
  level: number;
  /** Empty where the document prints none. */
  value: string;
  at: Address | null;
  change: Piece[];
}

export interface ThreePublic {
  table: string;
  parts: ThreePublicPart[];
  /** What the narrative says of it, line by line. */
  sentences: Piece[][];
  /** The document's own. */
  definition: { text: string; line: number } | null;
}

export interface HeadCell {
  text: string;
  columns: number;
  rows: number;
}

export interface TableCell {
  text: string;
  kind: "code" | "name" | "amount" | "text";
  at: CellAddress | null;
}

export interface TableRow {
  line: number;
  total: boolean;
  cells: TableCell[];
}

export interface PublishedTable {
  id: string;
  ordinal: number;
  name: string;
  title: string;
  unit: Unit | null;
  lines: [number, number];
  amounts: number;
  note: string | null;
  notices: string[];
  head: HeadCell[][];
  rows: TableRow[];
}

export type GroupId = "findings" | "rounding" | "not-checked" | "reading" | "exact" | "left-out";

export interface Group {
  id: GroupId;
  count: number;
}

export interface CheckLine {
  id: string;
  kind: string;
  verdict: Verdict;
  severity: Severity;
  /** The name of the sign that marks it, and the words beside the sign. */
  sign: Verdict | "note" | "attention";
  word: string;
  rule: string;
  table: string;
  message: string;
  follows: number;
}

export interface OperandLine {
  sign: string;
  place: string;
  at: Address;
  printed: string;
  unit: string;
  /** The least and the most that it may stand for. */
  range: [string, string] | null;
}

export interface CheckDetail {
  id: string;
  kind: string;
  /** The heading that it, or its cause, stands under. */
  group: GroupId;
  verdict: Verdict;
  severity: Severity;
  rule: string;
  message: string;
  advice: string;
  /** What would put it in order. */
  repair: string | null;
  /** What the others make up comes first. */
  operands: OperandLine[];
  /** What the others make, or the figures of the first side; the least and the most that it may be. */
  computed: [string, string, string] | null;
  /** How many figures are the first side of an equation that follows from others. */
  left: number;
  /** What those of its other side make. */
  other: [string, string, string] | null;
  /** What they make of a percentage. */
  expected: string | null;
  residual: string | null;
  bound: string | null;
  resolution: string | null;
  follows: CheckLine[];
  /** The relations that it follows from. */
  from: CheckLine[];
  cause: CheckLine | null;
  /** The table of what is no figure. */
  table: string | null;
  /** The words that it is about, where they are no figure. */
  quote: Quote | null;
}

export interface PlaceLine {
  text: string;
  at: Address;
}

/** Everything known of the figure in a cell. */
export interface Inspection {
  at: CellAddress;
  name: string;
  column: string;
  table: string;
  printed: string;
  blank: boolean;
  unit: string | null;
  delta: string | null;
  converted: string | null;
  line: number;
  cell: number;
  /** What its line or its column is about. */
  explanation: Term | null;
  others: PlaceLine[];
  checks: CheckLine[];
}

/** A figure of a sentence with its sentence. */
export interface Quote {
  at: SentenceAddress;
  /** As it stands in links: line and character. */
  link: string;
  /** Whether it is a figure that no table prints. */
  alone: boolean;
  section: string;
  line: number;
  before: string;
  figure: string;
  after: string;
  cell: PlaceLine | null;
  /** Where else that is printed. */
  others: PlaceLine[];
  checks: CheckLine[];
}

/** A run of letters of a sentence. */
export interface Run {
  text: string;
  at: Address | null;
  /** The first three are figures: that a table prints too, that checks alone hold against others, and neither. */
  what: "in-table" | "checked" | "alone" | "statement" | "words" | "term" | "";
  /** The sign and the id of the check that found something about it. */
  sign: CheckLine["sign"] | null;
  check: string | null;
  /** What a term is found by. */
  term: string | null;
}

export interface Paragraph {
  line: number;
  heading: boolean;
  pieces: Run[];
}

export interface Chapter {
  key: string;
  /** Empty where the chapter is told by its part. */
  heading: string;
  part: "contents" | "profile" | "narrative" | "glossary";
  figures: number;
  findings: number;
  /** Whether its heading stands on the page. */
  begins: boolean;
  /** Of a chapter that is not on the page there are none. */
  paragraphs: Paragraph[];
}

/** A page of the narrative. */
export interface Narrative {
  chapters: Chapter[];
  previous: string | null;
  next: string | null;
}

/** An amount under its printed label. */
export interface Money {
  label: string;
  figure: Piece;
}

/** A target of performance. */
export interface Target {
  /** The second level of the form, where it has one. */
  group: string;
  name: string;
  printed: string;
  note: string;
  /** Whether it asks for a number. */
  number: boolean;
  at: CellAddress;
}

/** What is to be reached, by the department or by a project. */
export interface Objective {
  table: string;
  id: string;
  line: number;
  goals: { label: string; text: string; line: number }[];
  /** The money of a task is its own, else that of the project that it is. */
  tasks: { name: string; content: string; line: number; money: Money[]; project: string | null }[];
  money: Money[];
  kinds: { kind: "cost" | "output" | "benefit" | "satisfaction" | "other"; targets: Target[] }[];
}

export interface ProjectLine {
  key: string;
  name: string;
  amount: Piece | null;
  share: string | null;
  targets: number;
}

export interface ProjectDetail {
  name: string;
  code: string | null;
  amount: Piece | null;
  share: string | null;
  money: Money[];
  objective: Objective | null;
  findings: CheckLine[];
}

export interface Projects {
  table: string | null;
  whole: Piece | null;
  projects: ProjectLine[];
  /** The project that is open; the lists are empty then. */
  open: ProjectDetail | null;
  department: Objective[];
  /** The printed notes of performance tables without targets. */
  notes: string[];
  findings: CheckLine[];
}

/** Something that was found, in one line. */
export interface Hit {
  before: string;
  text: string;
  after: string;
  place: string;
  value: string;
  to: {
    view: View | "";
    key: string | null;
    table: string | null;
    check: string | null;
    cell: string | null;
    sentence: string | null;
    line: number | null;
    term: string | null;
  };
}

/** What was found of one kind; the first hits, and how many there are. */
export interface Found {
  kind: "amounts" | "lines" | "sentences" | "terms" | "tables" | "checks";
  count: number;
  hits: Hit[];
}

/** Something of a chart that can be pointed at, stepped to or spoken. */
export interface Mark {
  /** Its index in the frame. */
  index: number;
  /** Its place among what the keyboard stops at, from 1; null where it does not. */
  place: number | null;
  id: string;
  role: "node" | "link" | "bar" | "part" | "tile" | "cell";
  name: string;
  value: string;
  /** The unit of the value; empty where the value says it. */
  unit: string;
  share: string | null;
  at: Address | null;
  opens: boolean;
  /** x, y, width, height in CSS pixels. */
  bounds: [number, number, number, number];
  /** An SVG path in tenths of CSS pixels. */
  path: string;
  spoken: string;
}

export type ChartId =
  | "flow"
  | "bars"
  | "natures"
  | "treemap"
  | "icicle"
  | "matrix"
  | "change"
  | "three-public"
  | "intervals"
  | "projects"
  | "targets";

/** What a chart is drawn with. */
export interface ChartOptions {
  width: number;
  lang: string;
  unit: Unit;
  large: boolean;
  theme: string;
  /** The page's own colours, as declarations of a style sheet. */
  colours: string;
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
}
