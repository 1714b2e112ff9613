/** Registers `<budget-widget>`. The first definition on a page wins. */
import { BudgetWidgetElement } from "./element.js";

const TAG = "budget-widget";

export function define(): void {
  if (customElements.get(TAG)) {
    console.warn("budget-widget was loaded more than once on this page; the first one is used.");
    return;
  }
  customElements.define(TAG, BudgetWidgetElement);
}
