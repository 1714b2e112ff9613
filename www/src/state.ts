/** What a reader has chosen, and its form in the page's address. */
import type { CellAddress, SentenceAddress, Unit } from "./types.js";

export const VIEWS = ["overview", "function", "economic", "three-public", "tables", "checks"] as const;
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
  /** What is open in the view: a line of the classification. */
  key?: string | undefined;
  /** The open table. */
  table?: string | undefined;
  /** The open check. */
  check?: string | undefined;
  /** The selected cell as it stands in links. */
  cell?: string | undefined;
}

const NAMES = ["v", "k", "t", "q", "c"];

/** `value` if it is one of `known`, else the first of them. */
export function oneOf<T extends string>(known: readonly [T, ...T[]], value: string | null | undefined): T {
  return known.find((one) => one === value) ?? known[0];
}

/** `#v=function&k=20103`, `#v=tables&t=projects`, `#c=general-expenditure.21011.total` */
export function writePlace(place: Place): string {
  const parts: string[] = [];
  const add = (name: string, value: string | undefined) =>
    value && parts.push(`${name}=${encodeURIComponent(value)}`);
  if (place.view !== "overview") add("v", place.view);
  add("k", place.key);
  if (place.view === "tables") add("t", place.table);
  if (place.view === "checks") add("q", place.check);
  add("c", place.cell);
  return parts.length > 0 ? `#${parts.join("&")}` : "";
}

/** The place that an address names; nothing if it is none of ours. */
export function readPlace(hash: string): Place | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
  const names = [...parts.keys()];
  if (names.length === 0 || !names.every((name) => NAMES.includes(name))) return undefined;
  const get = (name: string) => parts.get(name) ?? undefined;
  const cell = get("c");
  // A link to a cell alone opens the table that prints it.
  const view = oneOf(VIEWS, get("v") ?? (cell ? "tables" : undefined));
  const table = get("t") ?? (view === "tables" ? cell?.split(".")[0] : undefined);
  return { view, key: get("k"), table, check: get("q"), cell };
}
