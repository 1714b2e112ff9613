/**
 * The second step: what was recognised, and what people put right. The roles are told: on phones, where rows are laid out as
 * lists, some browsers take them from the elements.
 */
import { html, nothing, type TemplateResult } from "lit";
import { isJson } from "../json.js";
import type { PackageCorrection, PackageTable } from "../types.js";
import type { Result } from "./draft.js";
import { button, select, type Page } from "./page.js";
import { FORMS, HOLDS } from "./words.js";

const UNITS = ["元", "万元", "亿元"] as const;

type PackageColumn = PackageTable["columns"][number];

/** How many values of a column are shown. */
const VALUES = 3;

const COLUMN_HEADS = ["position", "head", "values", "holds"] as const;
const HEADS = ["ordinal", "title", "form", "confidence", "unit", "figures", "columns"] as const;

export class Tables {
  /** The ordinals of the tables whose columns are shown. */
  readonly #unfolded = new Set<number>();

  render(page: Page, result: Result): TemplateResult {
    const toggle = (ordinal: number) => {
      if (!this.#unfolded.delete(ordinal)) this.#unfolded.add(ordinal);
      page.request();
    };
    return tables(page, result, this.#unfolded, toggle);
  }
}

type Toggle = (ordinal: number) => void;

function tables(page: Page, result: Result, unfolded: ReadonlySet<number>, toggle: Toggle): TemplateResult {
  const { content } = result;
  const isOpen = page.files.some((file) => !page.failures.has(file) && !isJson(file.bytes));
  const isUnfolded = ({ layout, ordinal }: PackageTable) => layout !== "form" && unfolded.has(ordinal);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${page.t("tables.caption")}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${HEADS.map((name) => html`<th role="columnheader" class=${name} scope="col">${page.t(`tables.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${content.tables.map(
            (table) =>
              html`${row(page, table, isOpen, isUnfolded(table), toggle)}
              ${isUnfolded(table) ? columns(page, table, isOpen) : nothing}`,
          )}
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

function row(
  page: Page,
  table: PackageTable,
  isOpen: boolean,
  isUnfolded: boolean,
  toggle: Toggle,
): TemplateResult {
  const { ordinal } = table;
  const byHand = page.corrections.find((correction) => correction.table === ordinal);
  const figures = table.items.flatMap(({ figures }) => figures).filter(({ value }) => value !== null).length;
  const form = table.form ?? "other";
  const unit = table.unit ?? "";
  const cell = (name: (typeof HEADS)[number], content: unknown) =>
    html`<td role="cell" class=${name} data-label=${page.t(`tables.${name}`)}>${content}</td>`;
  const soft = (key: string) => html`<span class="soft">${page.t(key)}</span>`;
  const forms = () =>
    select(
      page.t("tables.form-of", { ordinal }),
      FORMS.map((id) => [id, page.t(`form.${id}`)] as const),
      form,
      (form) => page.decide({ table: ordinal, form }),
    );
  const units = () => {
    const none = unit ? [] : [["", page.t("tables.unit-none")] as const];
    const options = [...none, ...UNITS.map((unit) => [unit, unit] as const)];
    return select(page.t("tables.unit-of", { ordinal }), options, unit, (chosen) => {
      const unit = UNITS.find((known) => known === chosen);
      if (unit) page.decide({ table: ordinal, unit });
    });
  };
  const undo = () =>
    button(page.t("tables.undo"), () => page.forget(ordinal), page.t("tables.undo-of", { ordinal }));
  const count = table.columns.length;
  return html`<tr role="row" ?data-by-hand=${byHand !== undefined}>
    ${cell("ordinal", ordinal)}
    <th role="rowheader" scope="row" class="title" data-label=${page.t("tables.title")}>
      ${table.title || soft("tables.untitled")}
    </th>
    ${cell("form", isOpen ? forms() : page.t(`form.${form}`))}
    ${cell("confidence", html`${confidence(page, table, byHand)} ${byHand && isOpen ? undo() : nothing}`)}
    ${cell("unit", isOpen ? units() : unit || page.t("tables.unit-none"))}
    ${cell("figures", figures > 0 ? figures : soft("tables.empty"))}
    ${cell(
      "columns",
      table.layout === "form"
        ? soft("tables.no-columns")
        : html`<button
            type="button"
            aria-expanded=${isUnfolded}
            aria-label=${page.t("tables.columns-of", { ordinal, count })}
            @click=${() => toggle(ordinal)}
          >
            ${page.t("tables.columns-count", { count })}
            <span aria-hidden="true">${isUnfolded ? "▴" : "▾"}</span>
          </button>`,
    )}
  </tr>`;
}

/** How certain it is what a table is; below this people had better look. */
const UNSURE = 75;

function confidence(page: Page, table: PackageTable, byHand: PackageCorrection | undefined): unknown {
  if (byHand?.form) return page.t("tables.by-hand");
  if (!table.form) return html`<span class="warn">${page.t("tables.unknown")}</span>`;
  if (table.confidence >= UNSURE) return `${table.confidence}%`;
  return html`<span class="warn">${page.t("tables.unsure", { confidence: table.confidence })}</span>`;
}

/** The columns of a table, below its row. */
function columns(page: Page, table: PackageTable, isOpen: boolean): TemplateResult {
  const label = page.t("tables.columns-of", { ordinal: table.ordinal, count: table.columns.length });
  return html`<tr role="row" class="inner">
    <td role="cell" colspan=${HEADS.length}>
      <table role="table" aria-label=${label}>
        <thead role="rowgroup">
          <tr role="row">
            ${COLUMN_HEADS.map((name) => html`<th role="columnheader" scope="col">${page.t(`column.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${table.columns.map((column, at) => columnRow(page, table, column, at, isOpen))}
        </tbody>
      </table>
    </td>
  </tr>`;
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
  const label = (name: (typeof COLUMN_HEADS)[number]) => page.t(`column.${name}`);
  return html`<tr role="row">
    <td role="cell" data-label=${label("position")}>${position}</td>
    <th role="rowheader" scope="row" data-label=${label("head")}>
      ${column.head.join(" / ") || html`<span class="soft">${page.t("column.blank")}</span>`}
    </th>
    <td role="cell" data-label=${label("values")}>${values.slice(0, VALUES).join(" · ")}</td>
    <td role="cell" data-label=${label("holds")}>
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
