/** Puts a widget into a page from a script. */
import { define } from "./define.js";
import { BudgetError } from "./errors.js";
import { BudgetWidgetElement } from "./element.js";

export interface MountOptions {
  /** Address of the disclosure; without it the embedded one. */
  src?: string;
  view?: string;
  lang?: string;
  unit?: string;
  theme?: string;
  size?: string;
  /** Addresses of disclosures to compare with, separated by blanks. */
  compare?: string;
}

export interface Widget {
  readonly element: BudgetWidgetElement;
  /** Takes the widget out of the page. */
  remove(): void;
}

/** An element with these attributes; others than its own are not set. */
export function make(options: MountOptions): BudgetWidgetElement {
  const element = document.createElement("budget-widget");
  for (const name of BudgetWidgetElement.observedAttributes) {
    const value = options[name as keyof MountOptions];
    if (value && typeof value === "string") element.setAttribute(name, value);
  }
  return element;
}

function find(selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    // No selector at all.
    return null;
  }
}

/** Appends a widget to `target`, an element or a selector. */
export function mount(target: Element | string, options?: MountOptions | null): Widget {
  const parent = typeof target === "string" ? find(target) : target;
  if (!(parent instanceof Element)) throw new BudgetError("internal", `No element for ${String(target)}`);
  if (!customElements.get("budget-widget")) define();
  const element = make(options ?? {});
  parent.append(element);
  return { element, remove: () => element.remove() };
}
