/** What every panel is given: the disclosure, the words, and what the reader can do. */
import type { Compared } from "./compared.js";
import type { Disclosure } from "./disclosure.js";
import { say, type Words } from "./i18n.js";
import type { ChartActions, ChartPanel } from "./panels/chart.js";
import type { Sheet } from "./sheets.js";
import type { Place, Size, Theme } from "./state.js";
import type { Address, CellAddress, ChartId, ChartOptions, SentenceAddress, Unit } from "./types.js";
import type { nothing, TemplateResult } from "lit";

export interface Context {
  disclosure: Disclosure;
  /** What tells the widget from others of the page: the label that the page gave it, else the title. */
  label: string;
  /** What it is compared with. */
  compared: Compared;
  words: Words;
  lang: string;
  unit: Unit;
  /** Its name in the reader's language. */
  unitName: string;
  place: Place;
  /** Whether the figures were checked; the first picture does not wait for it. */
  checked: boolean;
  /** The place of the selected figure. */
  selected: string | undefined;
  /** The other places of the selected figure. */
  others: ReadonlySet<string>;
  /** Whether it is laid out for paper, where everything stands that the screen shows a page at a time. */
  paper: boolean;
  /** Whether rows of numbers have no room for names beside them. */
  narrow: boolean;
  /** What the reader or the page asked for. */
  size: Size;
  theme: Theme;
  /** Colours and sizes for charts. */
  look: Omit<ChartOptions, "width">;
  /** The width that charts fill, in CSS pixels. */
  width: number;
  /** The family that charts write in. */
  font: string;
  /** What the reader has opened beyond what the address says. */
  opened: Set<string>;
  /** The forms that the reader has chosen, by what is shown in them. */
  chosen: ReadonlyMap<string, string>;
  /** Opens the inspector on a figure. */
  inspect(at: Address, opener?: EventTarget | null): void;
  /** Opens a panel over the view, such as the glossary at a term. */
  open(sheet: Sheet, opener?: EventTarget | null): void;
  /** Goes somewhere else in the widget. */
  go(place: Place): void;
  /** Opens something that the address does not say. */
  show(what: string): void;
  /** Chooses the form in which something is shown. */
  choose(what: string, form: string): void;
  /** Reads files and compares what is shown with them. */
  add(files: File[]): void;
  /** Shows where a figure of another disclosure is printed; nothing closes that. */
  showBeside(place: Compared["place"]): void;
  /** Sets an attribute of the element, as a page would. */
  set(attribute: "unit" | "size" | "theme", value: string): void;
  /** The charts that stand in the view, as far as it was rendered. */
  shown(): readonly ChartPanel[];
  /** The address of what is shown. */
  address(): string;
  /** The lines that put what is shown into another page. */
  embedded(): string;
  /** Makes a page in one file of what is shown, where the script is known as text. */
  offline: (() => string) | undefined;
  /** Prints the widget without the page around it. */
  print(): void;
  /** A chart with its table, or nothing where there is nothing to draw; what belongs to the reader, such as hover and focus, stays with its `name`. */
  chart(id: ChartId, actions: ChartActions): TemplateResult | typeof nothing;
}

export function t(context: Context, key: string, parameters?: Record<string, string | number>): string {
  return say(context.words, key, parameters);
}

/** A cell as it stands in links. */
export function link(at: { table: string; row: string; column: string }): string {
  return `${at.table}.${at.row}.${at.column}`;
}

type Spot = Pick<CellAddress, "table" | "row" | "column"> | Pick<SentenceAddress, "line" | "start">;

/** A figure's place as one word: a cell as it stands in links, a sentence by line and position. */
export function placeOf(at: Spot): string {
  return "table" in at ? link(at) : `${at.line}.${at.start}`;
}
