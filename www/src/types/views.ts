/** What the core answers for the views: exact words with their places. Positions in sentences are UTF-16 units. */
import type { View } from "../state.js";
import type { Address, CellAddress, SentenceAddress, Severity, TableInfo, Unit, Verdict } from "./report.js";

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
  /** Where its rows stand, in words. */
  place: string;
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
  /** The page and the line, in words. */
  row: string;
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
  /** The page and the line, in words. */
  row: string;
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
  tasks: { name: string; content: string; line: number; money: Money[] }[];
  money: Money[];
  kinds: { kind: "cost" | "output" | "benefit" | "satisfaction" | "other"; targets: Target[] }[];
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
  /** How many projects there are, and whether any has a target; nothing where one is open. */
  count: number;
  targets: boolean;
  /** The project that is open; the department's own are left out then. */
  open: ProjectDetail | null;
  department: Objective[];
  /** The printed notes of performance tables without targets. */
  notes: string[];
  findings: CheckLine[];
}

/** A disclosure in a comparison. */
export interface ComparisonColumn {
  /** Its year, department or kind, by which it is told from the others. */
  label: string;
  /** Its place among the disclosures as they were given, from 0. */
  document: number;
  title: string;
  department: string;
  year: number | null;
  kind: "budget" | "final" | "form";
  /** Whether it holds what the only disclosure states of the year before. */
  stated: boolean;
  /** The index of the column that it is compared with. */
  against: number | null;
  /** Whether that is an earlier time of the same department, so that a difference is a change. */
  time: boolean;
}

/** What one disclosure prints of a line of a comparison. */
export interface ComparisonCell {
  /** A blank cell is exactly nothing; what is not listed is not known to be nothing. */
  state: "known" | "blank" | "absent";
  /** The exact decimal in the unit of the comparison. */
  value: string | null;
  /** The same as it is written. */
  text: string;
  printed: string | null;
  /** Null for the exact sum of several lines. */
  at: Address | null;
  share: string | null;
  /** What it is against the other column; `rounding` where both may be the same, printed with unlike precision. */
  outcome: "open" | "new" | "gone" | "same" | "rounding" | "up" | "down";
  /** The outcome in words. */
  change: string;
  difference: string | null;
  /** How far the true difference may lie from the printed one. */
  reach: string | null;
  /** The change in percent of the other amount. */
  rate: string | null;
  /** Another code or name of the line in the other column, in words. */
  former: string | null;
  /** What the narrative states of the change, and the printed reason. */
  stated: Piece[];
  reason: string | null;
  /** What is to be said where the other document prints another amount than is stated. */
  doubt: string | null;
}

export interface ComparisonLine {
  key: string;
  code: string | null;
  name: string;
  level: number;
  /** One for each column. */
  cells: ComparisonCell[];
}

export type ComparisonSection = "totals" | "function" | "economic" | "three-public" | "projects";

/** A part of a comparison. */
export interface ComparisonPart {
  section: ComparisonSection;
  /** What the amounts are of, where that is not all money. */
  basis: string | null;
  lines: ComparisonLine[];
}

/** Disclosures beside each other, amounts as exact decimals in one unit. */
export interface Comparison {
  unit: Unit;
  /** In the order of time. */
  columns: ComparisonColumn[];
  sections: ComparisonPart[];
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
  | "comparison"
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
