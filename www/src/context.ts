/** What every panel is given: the disclosure, the words, and what the reader can do. */
import type { Disclosure } from "./disclosure.js";
import { say, type Words } from "./i18n.js";
import type { Address, ChartOptions, Unit } from "./types.js";
import type { Place } from "./state.js";

export interface Context {
  disclosure: Disclosure;
  words: Words;
  lang: string;
  unit: Unit;
  place: Place;
  /** The link form of the selected cell. */
  selected: string | undefined;
  /** The link forms of the other places of the selected figure. */
  others: ReadonlySet<string>;
  /** Whether rows of numbers have no room for names beside them. */
  narrow: boolean;
  /** Colours, sizes and width for charts. */
  chart: Omit<ChartOptions, "width">;
  /** The family that charts write in. */
  font: string;
  /** Opens the inspector on a figure. */
  inspect(at: Address, opener?: EventTarget | null): void;
  /** Goes somewhere else in the widget. */
  go(place: Place): void;
}

export function t(context: Context, key: string, parameters?: Record<string, string | number>): string {
  return say(context.words, key, parameters);
}

/** A cell as it stands in links. */
export function link(at: { table: string; row: string; column: string }): string {
  return `${at.table}.${at.row}.${at.column}`;
}
