/** The second step: what was recognised, and what people put right. */
import { html, nothing, type TemplateResult } from "lit";
import type { PackageTable } from "../types.js";
import { isPackage, type Result } from "./draft.js";
import { button, select, type Page } from "./page.js";
import { FORMS, HOLDS } from "./words.js";

const UNITS = ["元", "万元", "亿元"] as const;

type PackageColumn = PackageTable["columns"][number];

/** How many values of a column are shown. */
const VALUES = 3;

export function tables(page: Page, result: Result): TemplateResult {
  const { content } = result;
  const isOpen = page.files.some((file) => !page.failures.has(file) && !isPackage(file));
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${page.t("tables.caption")}>
      <table>
        <thead>
          <tr>
            ${["ordinal", "title", "form", "confidence", "unit", "figures", "columns"].map(
              (name) => html`<th scope="col">${page.t(`tables.${name}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${content.tables.map((table) => row(page, table, isOpen))}
        </tbody>
      </table>
    </div>
    ${missing(page, result)}
    ${
      page.canUndo
        ? html`<p class="acts">
            ${button(page.t("tables.undo-last"), () => page.undo())}
            ${button(page.t("tables.undo-all"), () => page.forget(undefined))}
          </p>`
        : nothing
    }`;
}

function row(page: Page, table: PackageTable, isOpen: boolean): TemplateResult {
  const { ordinal } = table;
  const byHand = page.corrections.find((correction) => correction.table === ordinal);
  const figures = table.items.flatMap(({ figures }) => figures).filter(({ value }) => value !== null).length;
  const form = table.form ?? "other";
  const forms = FORMS.map((id) => [id, page.t(`form.${id}`)] as const);
  const units = UNITS.map((unit) => [unit, unit] as const);
  const unit = table.unit ?? "";
  const none = unit ? [] : [["", page.t("tables.unit-none")] as const];
  return html`<tr ?data-by-hand=${byHand !== undefined}>
    <td>${ordinal}</td>
    <td>${table.title || html`<span class="soft">${page.t("tables.untitled")}</span>`}</td>
    <td>
      ${
        isOpen
          ? select(page.t("tables.form-of", { ordinal }), forms, form, (form) =>
              page.decide({ table: ordinal, form }),
            )
          : page.t(`form.${form}`)
      }
    </td>
    <td class="number">
      ${byHand?.form ? page.t("tables.by-hand") : `${table.confidence}%`}
      ${
        byHand && isOpen
          ? button(page.t("tables.undo"), () => page.forget(ordinal), page.t("tables.undo-of", { ordinal }))
          : nothing
      }
    </td>
    <td>
      ${
        isOpen
          ? select(page.t("tables.unit-of", { ordinal }), [...none, ...units], unit, (chosen) => {
              const unit = UNITS.find((known) => known === chosen);
              if (unit) page.decide({ table: ordinal, unit });
            })
          : unit || page.t("tables.unit-none")
      }
    </td>
    <td class="number">
      ${figures > 0 ? figures : html`<span class="soft">${page.t("tables.empty")}</span>`}
    </td>
    <td>${columns(page, table, isOpen)}</td>
  </tr>`;
}

function columns(page: Page, table: PackageTable, isOpen: boolean): TemplateResult {
  if (table.layout === "form") return html`<span class="soft">${page.t("tables.no-columns")}</span>`;
  const label = page.t("tables.columns-of", { ordinal: table.ordinal, count: table.columns.length });
  return html`<details>
    <summary aria-label=${label}>${table.columns.length}</summary>
    <table aria-label=${label}>
      <thead>
        <tr>
          ${["position", "head", "values", "holds"].map(
            (name) => html`<th scope="col">${page.t(`column.${name}`)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${table.columns.map((column, at) => columnRow(page, table, column, at, isOpen))}
      </tbody>
    </table>
  </details>`;
}

function columnRow(
  page: Page,
  table: PackageTable,
  column: PackageColumn,
  at: number,
  isOpen: boolean,
): TemplateResult {
  const position = at + 1;
  const { ordinal } = table;
  const values = table.rows.map(({ cells }) => cells[at]?.text ?? "").filter((text) => text !== "");
  const holds = holding(column);
  const known = HOLDS.map((id) => [id, page.t(`holds.${id}`)] as const);
  // What no id stands for keeps its printed words until somebody says what it is.
  const options = HOLDS.includes(holds)
    ? known
    : [
        [holds, page.t("column.printed", { kind: page.t("holds.amount"), head: column.key })] as const,
        ...known,
      ];
  const decide = (holds: string) => page.decide({ table: ordinal, columns: [{ column: position, holds }] });
  return html`<tr>
    <td>${position}</td>
    <td>${column.head.join(" / ") || html`<span class="soft">${page.t("column.blank")}</span>`}</td>
    <td>${values.slice(0, VALUES).join(" · ")}</td>
    <td>
      ${
        isOpen
          ? select(page.t("column.holds-of", { ordinal, column: position }), options, holds, decide)
          : (options.find(([id]) => id === holds)?.[1] ?? "")
      }
    </td>
  </tr>`;
}

/** The id of what a column was read to hold; of amounts without one, what they are about or the printed head. */
function holding({ kind, key, about }: PackageColumn): string {
  if (kind !== "amount") return kind;
  return HOLDS.includes(key) ? key : about || key;
}

/** The tables of the place that are not there. */
function missing(page: Page, { asked }: Result): TemplateResult {
  const names = (state: string) =>
    asked
      .filter((entry) => entry.table !== null && entry.state === state)
      .map(({ name }) => name)
      .join("、");
  const [absent, open] = [names("missing"), names("unknown")];
  if (absent) return html`<p class="warn">${page.t("tables.missing", { tables: absent })}</p>`;
  if (open) return html`<p>${page.t("tables.open", { tables: open })}</p>`;
  return html`<p>${page.t("tables.complete")}</p>`;
}
