/** What a reader has chosen, and its form in the page's address. */
import type { CellAddress, SentenceAddress, Unit } from "./types.js";

export const VIEWS = [
  "overview",
  "function",
  "economic",
  "three-public",
  "projects",
  "tables",
  "narrative",
  "checks",
  "comparison",
] as const;
export type View = (typeof VIEWS)[number];
export const UNITS: readonly Unit[] = ["元", "万元", "亿元"];
export const THEMES = ["auto", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];
export const SIZES = ["normal", "large"] as const;
export type Size = (typeof SIZES)[number];

/** What lies under the inspector. */
export type Selection =
  | { cell: Pick<CellAddress, "table" | "row" | "column"> }
  | { sentence: Pick<SentenceAddress, "line" | "start"> };

/** The place in the widget that the address bar names. */
export interface Place {
  view: View;
  /** What is open in the view: a line of the classification, a chapter of the narrative, a project. */
  key?: string | undefined;
  /** The open table. */
  table?: string | undefined;
  /** The open check. */
  check?: string | undefined;
  /** The selected cell as it stands in links. */
  cell?: string | undefined;
  /** The marked line of the source, where what is meant is no figure. */
  line?: number | undefined;
  /** The selected figure of a sentence as it stands in links: line and character. */
  sentence?: string | undefined;
}

const NAMES = ["v", "k", "t", "q", "c", "s", "l"];
/** One of these stands in every address of ours; the others alone may be the page's own. */
const OURS = ["v", "c", "s"];

/** `value` if it is one of `known`, else the first of them. */
export function oneOf<T extends string>(known: readonly [T, ...T[]], value: string | null | undefined): T {
  return known.find((one) => one === value) ?? known[0];
}

/** `#v=function&k=20103`, `#v=tables&t=projects`, `#c=general-expenditure.21011.total`, `#v=narrative&s=95.38`, `#v=tables&t=project-performance&l=481` */
export function writePlace(place: Place): string {
  const parts: string[] = [];
  const add = (name: string, value: string | undefined) =>
    value && parts.push(`${name}=${encodeURIComponent(value)}`);
  if (place.view !== "overview") add("v", place.view);
  add("k", place.key);
  if (place.view === "tables") add("t", place.table);
  if (place.view === "checks") add("q", place.check);
  add("c", place.cell);
  add("s", place.sentence);
  add("l", place.line?.toString());
  return parts.length > 0 ? `#${parts.join("&")}` : "";
}

/** The place that an address names; nothing if it is none of ours. */
export function readPlace(hash: string): Place | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
  const names = [...parts.keys()];
  if (!names.every((name) => NAMES.includes(name)) || !names.some((name) => OURS.includes(name)))
    return undefined;
  const get = (name: string) => parts.get(name) ?? undefined;
  const cell = get("c");
  const sentence = get("s");
  // A link to a figure alone opens the table or the sentence that prints it.
  const view = oneOf(VIEWS, get("v") ?? (cell ? "tables" : sentence ? "narrative" : undefined));
  const line = Number.parseInt(get("l") ?? "", 10) || undefined;
  const table = get("t") ?? (view === "tables" ? cell?.split(".")[0] : undefined);
  return { view, key: get("k"), table, check: get("q"), cell, sentence, line };
}
