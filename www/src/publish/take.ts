/** The fifth step: what is published, how it is put on a page, and what else the rules ask for. */
import { html, type TemplateResult } from "lit";
import { copy, fileName } from "../download.js";
import { addressOf, embedLine, scriptLine } from "../where.js";
import { exported, offlinePage, type Asked, type Result } from "./draft.js";
import { button, type Page } from "./page.js";
import { textOf } from "./scripts.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What stands beside a package on a site. */
const SCRIPTS = ["budget-widget.js", "budget-reader.js"] as const;

export function take(page: Page, result: Result): TemplateResult {
  const { lang } = page;
  const base = nameOf(result);
  const src = addressOf(`${base}.json`);
  const file = (name: string, end: string, type: string, make: () => Promise<unknown> | BlobPart) =>
    html`<li>
      ${button(page.t(`take.${name}`), () => page.save(`${base}.${end}`, type, make as () => Promise<BlobPart>))}
      <span class="soft">${page.t(`take.${name}-what`)}</span>
    </li>`;
  const script = (name: (typeof SCRIPTS)[number]) =>
    button(name, () => page.save(name, "text/javascript", () => textOf(name)));
  return html`<ul class="made">
      ${file("page", "html", "text/html", () => offlinePage(result, page.lang))}
      ${file("package", "json", "application/json", () => JSON.stringify(result.content, undefined, 1))}
      ${file("workbook", "xlsx", XLSX, () => exported(result, "xlsx", page.lang))}
      ${file("amounts", "csv", "text/csv", () => exported(result, "csv", page.lang))}
    </ul>
    <h3>${page.t("take.embed")}</h3>
    <p>${page.t("take.scripts")}</p>
    <p class="acts">${SCRIPTS.map(script)}</p>
    ${snippet(page, "embed", embedLine({ src, lang }))}
    ${snippet(page, "cms", scriptLine({ "data-budget": src, "data-lang": lang }))}
    ${checklist(page, result.asked)}`;
}

/** What files of the disclosure are called, without their end. */
export const nameOf = ({ content }: Result): string => fileName(content.document);

function snippet(page: Page, name: "embed" | "cms", line: string): TemplateResult {
  const act = async (event: Event) => {
    const text = (event.target as Element).parentElement?.querySelector("pre");
    const isCopied = await copy(line);
    if (!isCopied && text) getSelection()?.selectAllChildren(text);
    page.say(page.t(isCopied ? "take.copied" : "take.not-copied"));
  };
  const what = page.t(`take.${name}-what`);
  return html`<div class="snippet">
    <p>${what}</p>
    <pre tabindex="0" role="group" aria-label=${what} data-snippet=${name}>${line}</pre>
    ${button(page.t("take.copy"), act, `${page.t("take.copy")} · ${page.t(`take.${name}`)}`)}
  </div>`;
}

const SIGNS: Record<Asked["state"], string> = { done: "✓", missing: "✗", unknown: "?" };

function checklist(page: Page, asked: readonly Asked[]): TemplateResult {
  const count = (state: Asked["state"]) => asked.filter((entry) => entry.state === state).length;
  return html`<h3 id="publish-asked">${page.t("check.heading")}</h3>
    <p>
      ${page.t("check.count", { done: count("done"), missing: count("missing"), unknown: count("unknown") })}
    </p>
    <ul class="asked" aria-labelledby="publish-asked">
      ${asked.map(
        ({ name, state }) =>
          html`<li data-state=${state}>
            <span aria-hidden="true">${SIGNS[state]}</span> ${name}
            <span class="state">${page.t(`check.${state}`)}</span>
          </li>`,
      )}
    </ul>`;
}
