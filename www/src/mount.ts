/** Puts a widget into a page from a script. */
import { define } from "./define.js";
import { BudgetError } from "./errors.js";
import type { BudgetWidgetElement } from "./element.js";

export interface MountOptions {
  /** Address of the disclosure; without it the embedded one. */
  src?: string;
  view?: string;
  lang?: string;
  unit?: string;
  theme?: string;
  size?: string;
}

export interface Widget {
  readonly element: BudgetWidgetElement;
  /** Takes the widget out of the page. */
  remove(): void;
}

/** Appends a widget to `target`, an element or a selector. */
export function mount(target: Element | string, options: MountOptions = {}): Widget {
  const parent = typeof target === "string" ? document.querySelector(target) : target;
  if (!parent) throw new BudgetError("internal", `No element for ${String(target)}`);
  if (!customElements.get("budget-widget")) define();
  const element = document.createElement("budget-widget");
  for (const [name, value] of Object.entries(options)) if (value) element.setAttribute(name, value);
  parent.append(element);
  return { element, remove: () => element.remove() };
}
