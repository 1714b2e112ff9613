/** Everything that is known of one figure. */
import { html, nothing, type TemplateResult } from "lit";
import { link, t, type Context } from "../context.js";
import { detail, detailOf, leading } from "./checks.js";
import { figure } from "./figure.js";
import { headCell } from "./tables.js";
import { explained } from "./terms.js";
import type { Selection } from "../state.js";
import type { CheckLine, Inspection, PlaceLine, PublishedTable, Quote, TableCell } from "../types.js";

/** How many other places and checks are listed before the rest is counted. */
const LISTED = 5;

export function inspection(context: Context, selection: Selection): Inspection | null {
  if (!("cell" in selection)) return null;
  const { table, row, column } = selection.cell;
  return context.disclosure.core.inspect(context.lang, context.unit, table, row, column) as Inspection | null;
}

function quote(context: Context, selection: Exclude<Selection, { cell: unknown }>): Quote | null {
  const { line, start } = selection.sentence;
  return context.disclosure.core.quote(context.lang, line, start) as Quote | null;
}

/** Where else the selected figure is printed. */
export function otherPlaces(context: Context, selection: Selection): PlaceLine[] {
  if ("cell" in selection) return inspection(context, selection)?.others ?? [];
  const found = quote(context, selection);
  return found?.cell ? [found.cell, ...found.others] : [];
}

export function inspector(
  context: Context,
  selection: Selection,
  close: () => void,
): TemplateResult | typeof nothing {
  const body =
    "cell" in selection ? ofCell(context, inspection(context, selection)) : ofSentence(context, selection);
  if (body === nothing) return nothing;
  return html`<div
    class="floating inspector"
    part="inspector"
    role="dialog"
    aria-label=${t(context, "inspector.title")}
    tabindex="-1"
  >
    <button type="button" class="close" aria-label=${t(context, "inspector.close")} @click=${close}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
    </button>
    ${body}
  </div>`;
}

function ofCell(context: Context, found: Inspection | null): TemplateResult | typeof nothing {
  if (!found) return nothing;
  const open = () => context.go({ view: "tables", table: found.at.table, cell: link(found.at) });
  return html`
    <p class="soft">${found.name} · ${found.column}</p>
    <p class="amount">
      ${found.blank ? html`<span class="soft">${t(context, "inspector.blank")}</span>` : html`<b>${found.printed}</b>`}
      <span class="unit">${found.unit}</span>
      ${found.delta ? html`<span class="soft">${t(context, "inspector.precision", { delta: found.delta })}</span>` : nothing}
    </p>
    ${found.converted ? html`<p class="soft">${found.converted}</p>` : nothing}
    <dl>
      <dt>${t(context, "inspector.where")}</dt>
      <dd>
        ${found.table}<br />
        ${t(context, "inspector.place", { row: found.row, cell: found.cell })} ·
        ${t(context, "inspector.column", { column: found.column })}
      </dd>
      <dt>${t(context, "inspector.others")}</dt>
      <dd>${others(context, found.others)}</dd>
    </dl>
    ${explained(context, found.explanation)} ${excerpt(context, found)}
    <button type="button" class="link" @click=${open}>
      ${t(context, "inspector.open-table")} <span aria-hidden="true">→</span>
    </button>
    ${checksOf(context, found.checks)}
  `;
}

function others(context: Context, found: PlaceLine[]): TemplateResult {
  if (found.length === 0) return html`${t(context, "inspector.only")}`;
  const line = (other: PlaceLine) => html`<li>${figure(context, other.text, other.at)}</li>`;
  return html`${t(context, "inspector.others-count", { count: found.length })}
    <ul class="places">
      ${found.slice(0, LISTED).map(line)}
    </ul>
    ${
      found.length > LISTED
        ? html`<details>
            <summary>${t(context, "chart.rest", { n: found.length - LISTED })}</summary>
            <ul class="places">
              ${found.slice(LISTED).map(line)}
            </ul>
          </details>`
        : nothing
    }`;
}

/** The rows around the cell below the head, as printed, with the cell outlined. */
function excerpt(context: Context, found: Inspection): TemplateResult | typeof nothing {
  const { disclosure, lang } = context;
  const table = disclosure.core.table(lang, found.at.table) as PublishedTable | null;
  const at = table ? table.rows.findIndex(({ line }) => line === found.at.line) : -1;
  if (!table || at < 0) return nothing;
  const isHere = (cell: TableCell) => cell.at && link(cell.at) === link(found.at);
  // Without a head nothing says what a blank cell would be.
  const isShown = (cell: TableCell) => table.head.length > 0 || cell.text || isHere(cell);
  return html`<div
    class="scroll excerpt"
    role="region"
    tabindex="0"
    aria-label=${t(context, "inspector.excerpt")}
  >
    <table>
      <thead>
        ${table.head.map(
          (row) =>
            html`<tr>
              ${row.map(headCell)}
            </tr>`,
        )}
      </thead>
      <tbody>
        ${table.rows.slice(Math.max(at - 1, 0), at + 2).map(
          ({ cells }) =>
            html`<tr>
              ${cells.filter(isShown).map((cell) => html`<td class="${cell.kind === "amount" ? "number" : cell.kind}${isHere(cell) ? " here" : ""}">${cell.text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The check that tells most of the figure, and the others as links into the list. */
function checksOf(context: Context, checks: CheckLine[]): TemplateResult | typeof nothing {
  const [first, ...rest] = checks;
  if (!first) return nothing;
  const opened = detailOf(context, first.id);
  return html`<section class="of-figure">
    <h4>${t(context, "inspector.checks")} <small>${checks.length}</small></h4>
    ${
      opened
        ? html`<p class="soft">${opened.rule}</p>
            ${detail(context, opened)}`
        : nothing
    }
    ${
      rest.length > 0
        ? html`<details>
            <summary>${t(context, "chart.rest", { n: rest.length })}</summary>
            <ul class="places">
              ${rest.map((line) => html`<li>${leading(context, line)}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

function ofSentence(
  context: Context,
  selection: Exclude<Selection, { cell: unknown }>,
): TemplateResult | typeof nothing {
  const found = quote(context, selection);
  if (!found) return nothing;
  const places = otherPlaces(context, selection);
  const open = () => context.go({ view: "narrative", sentence: found.link });
  return html`
    <p class="soft">${found.section}</p>
    <blockquote>${found.before}<mark>${found.figure}</mark>${found.after}</blockquote>
    <dl>
      <dt>${t(context, "inspector.where")}</dt>
      <dd>${t(context, "place.sentence", { section: found.section, row: found.row })}</dd>
      ${
        places.length > 0
          ? html`<dt>${t(context, "inspector.others")}</dt>
              <dd>${others(context, places)}</dd>`
          : nothing
      }
    </dl>
    ${found.alone ? html`<p class="soft">${t(context, "narrative.alone")}</p>` : nothing}
    ${
      context.place.view === "narrative"
        ? nothing
        : html`<button type="button" class="link" @click=${open}>
            ${t(context, "inspector.open-narrative")} <span aria-hidden="true">→</span>
          </button>`
    }
    ${checksOf(context, found.checks)}
  `;
}
