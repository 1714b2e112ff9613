/** The tables as they are published; every amount can be selected. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import type { HeadCell, PublishedTable, TableCell, TableRow } from "../types.js";

export function tables(context: Context): TemplateResult {
  const { disclosure, lang, place } = context;
  const open = disclosure.tables.find((table) => table.id === place.table) ?? disclosure.tables[0];
  const data = open && (disclosure.core.table(lang, open.id) as PublishedTable | null);
  return html`<div class="published">
    <nav aria-label=${t(context, "tables.list")}>
      <ol class="table-list">
        ${disclosure.tables.map(
          (table) =>
            html`<li>
              <button
                type="button"
                aria-current=${table.id === open?.id ? "page" : nothing}
                @click=${() => context.go({ view: "tables", table: table.id })}
              >
                <span class="code">${table.ordinal}</span>
                <span>${bare(table.title)}</span>
                ${table.empty ? html`<span class="soft">${t(context, "tables.empty")}</span>` : nothing}
              </button>
            </li>`,
        )}
      </ol>
    </nav>
    ${data ? published(context, data) : nothing}
  </div>`;
}

/** A caption without its year: the year stands above all of them. */
function bare(title: string): string {
  return title.replace(/^\s*\d{4}\s*年(度)?\s*/, "");
}

function published(context: Context, data: PublishedTable): TemplateResult {
  return html`<section class="sheet">
    <h3>${data.title}</h3>
    <p class="soft caption">
      <span
        >${data.unit ? t(context, "tables.unit", { unit: data.unit }) : t(context, "tables.no-unit")}</span
      >
      <span>${data.place}</span>
      <span>${t(context, "tables.amounts", { count: data.amounts })}</span>
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${data.title}>
      <table class="sheet-table">
        <thead>
          ${data.head.map(
            (row) =>
              html`<tr>
                ${row.map(headCell)}
              </tr>`,
          )}
        </thead>
        <tbody>
          ${data.rows.map((row) => bodyRow(context, row, data.head.length === 0))}
        </tbody>
      </table>
    </div>
    ${data.note ? html`<p class="note">${data.note}</p>` : nothing}
    ${
      data.notices.length > 0
        ? html`<details class="notices">
            <summary>${t(context, "tables.repaired")} · ${data.notices.length}</summary>
            <ul>
              ${data.notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

export function headCell(cell: HeadCell): TemplateResult {
  const group = cell.columns > 1;
  return html`<th scope=${group ? "colgroup" : "col"} colspan=${cell.columns} rowspan=${cell.rows}>
    ${cell.text}
  </th>`;
}

function bodyRow(context: Context, row: TableRow, isForm: boolean): TemplateResult {
  const { cells } = row;
  const here = row.line === context.place.line ? " here" : "";
  let last = cells.length - 1;
  while (last > 0 && !cells[last]?.text && !cells[last]?.at) last -= 1;
  // In a form, the last words of a row have the rest of it.
  if (isForm && cells[last]?.kind === "text" && last < cells.length - 1) {
    const text = cells[last]?.text ?? "";
    return html`<tr class=${here}>
      ${cells.slice(0, last).map((cell) => bodyCell(context, cell))}
      <td class="text" colspan=${cells.length - last} .textContent=${text}></td>
    </tr>`;
  }
  return html`<tr class="${row.total ? "total" : ""}${here}">
    ${cells.map((cell) => bodyCell(context, cell))}
  </tr>`;
}

function bodyCell(context: Context, cell: TableCell): TemplateResult {
  if (cell.kind === "amount") {
    return html`<td class="number">
      ${cell.at && cell.text ? figure(context, cell.text, cell.at) : cell.text}
    </td>`;
  }
  // A name heads its row only where it is printed.
  if (cell.kind === "name" && cell.text) return html`<th scope="row">${cell.text}</th>`;
  // Line breaks of the document count, those of this template do not.
  return html`<td class=${cell.kind} .textContent=${cell.text}></td>`;
}
