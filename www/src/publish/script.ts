/** The classic script of the page for those who publish: registers its element. */
import { BudgetPublisherElement } from "./element.js";

if (!customElements.get("budget-publisher"))
  customElements.define("budget-publisher", BudgetPublisherElement);

export { BudgetPublisherElement };
