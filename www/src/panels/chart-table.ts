/** The table form of a chart: the same marks as rows, a page at a time. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import type { Mark } from "../types.js";

/** Rows on a page. */
const ROWS = 25;

export interface Rows {
  count: number;
  /** From 0. */
  page: number;
  /** The mark at a place in the order, from 0. */
  mark(place: number): Mark | undefined;
  /** The index of the mark that the picture had selected. */
  selected: number;
  open?: ((mark: Mark) => void) | undefined;
  turn(page: number): void;
}

export function rowsOf(context: Context, rows: Rows): TemplateResult {
  const from = context.paper ? 0 : rows.page * ROWS;
  const to = context.paper ? rows.count : Math.min(rows.count, from + ROWS);
  const lines: TemplateResult[] = [];
  const unit = rows.mark(from)?.unit;
  for (let place = from; place < to; place += 1) {
    const mark = rows.mark(place);
    if (mark) lines.push(line(context, mark, rows));
  }
  return html`<div class="scroll">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">${t(context, "chart.column.name")}</th>
            <th scope="col" class="number">
              ${t(context, unit ? "chart.column.amount" : "chart.column.value")} <small>${unit}</small>
            </th>
            <th scope="col" class="number">${t(context, "chart.column.share")}</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>
    ${to - from < rows.count ? pages(context, rows, from, to) : nothing}`;
}

/** The page that shows a place in the order, counted from 1. */
export function pageOf(place: number): number {
  return Math.floor((place - 1) / ROWS);
}

function line(context: Context, mark: Mark, { selected, open }: Rows): TemplateResult {
  return html`<tr aria-current=${mark.index === selected ? "true" : nothing}>
    <th scope="row">
      ${
        mark.opens && open
          ? html`<button type="button" class="link" @click=${() => open(mark)}>${mark.name}</button>`
          : mark.name
      }
    </th>
    <td class="number">${mark.at ? figure(context, mark.value, mark.at) : mark.value}</td>
    <td class="number soft">${mark.share}</td>
  </tr>`;
}

function pages(context: Context, { page, count, turn }: Rows, from: number, to: number): TemplateResult {
  const button = (key: string, next: number, ends: boolean) =>
    html`<button type="button" class="quiet" ?disabled=${ends} @click=${() => turn(next)}>
      ${t(context, key)}
    </button>`;
  return html`<div class="pages" role="group" aria-label=${t(context, "chart.pages")}>
    ${button("chart.page.before", page - 1, from === 0)}
    <span role="status">${t(context, "chart.page", { from: from + 1, to, count })}</span>
    ${button("chart.page.after", page + 1, to === count)}
  </div>`;
}
