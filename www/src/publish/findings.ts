/** The third step: what does not add up. */
import { html, type TemplateResult } from "lit";
import { printAlone } from "../print.js";
import { exported, type Result } from "./draft.js";
import { button, type Page } from "./page.js";
import { nameOf } from "./take.js";

export function findings(page: Page, result: Result): TemplateResult {
  const { error, warning, info } = result.report.summary;
  const print = (event: Event) => {
    const part = (event.target as Element).closest("section");
    if (part) printAlone(part);
  };
  const file = (what: "findings" | "sarif", end: string, type: string) => () =>
    page.save(`${nameOf(result)}.${end}`, type, () => exported(result, what, page.lang) as Promise<BlobPart>);
  const report = () =>
    page.save(`${nameOf(result)}.report.json`, "application/json", () =>
      JSON.stringify(result.report, undefined, 1),
    );
  return html`<p class="summary">${page.t("findings.summary", { error, warning, info })}</p>
    <p class="soft">${page.t("findings.terms")}</p>
    <p class="acts">
      <button type="button" @click=${print}>${page.t("findings.print")}</button>
      ${button(page.t("findings.csv"), file("findings", "findings.csv", "text/csv"))}
      ${button(page.t("findings.sarif"), file("sarif", "sarif", "application/json"))}
      ${button(page.t("findings.report"), report)}
    </p>
    <budget-widget
      role="group"
      aria-label=${page.t("findings.widget")}
      src=${page.source}
      view="checks"
      lang=${page.lang}
    ></budget-widget>`;
}
