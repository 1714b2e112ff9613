/** Disclosures beside each other, or what the only one states of the year before. */
import { html, nothing, type TemplateResult } from "lit";
import { placeOf, t, type Context } from "../context.js";
import { isCell, type ComparisonCell, type ComparisonColumn, type ComparisonLine } from "../types.js";
import type { Comparison, ComparisonPart, ComparisonSection, Inspection, Quote } from "../types.js";
import { figure, pieces } from "./figure.js";

const SECTIONS = ["totals", "function", "economic", "three-public", "projects"] as const;

export function comparison(context: Context): TemplateResult {
  const { disclosure, lang, unit, place, compared } = context;
  const data = disclosure.compared.comparison(lang, unit, place.key ?? "") as Comparison;
  const part = data.sections[0] ?? { section: SECTIONS[0], basis: null, lines: [] };
  const name = sectionName(context, part.section);
  const note = part.basis ? "compare.note-of" : "compare.note";
  return html`
    <div class="row compare">
      <div class="units" role="group" aria-label=${t(context, "compare.list")}>
        ${SECTIONS.map(
          (section) =>
            html`<button
              type="button"
              aria-pressed=${section === part.section}
              @click=${() => context.go({ view: "comparison", key: section })}
            >
              ${sectionName(context, section)}
            </button>`,
        )}
      </div>
      ${adder(context)}
    </div>
    <div role="status">
      ${compared.reading > 0 ? html`<p class="soft">${t(context, "compare.reading")}</p>` : nothing}
      ${compared.failures.map((failure) => html`<p class="failed">${t(context, "compare.failed", { ...failure })}</p>`)}
    </div>
    ${data.columns.some((column) => column.stated) ? html`<p class="note">${t(context, "compare.alone")}</p>` : nothing}
    <section>
      <h3>${name} <small>${t(context, note, { unit: context.unitName, basis: part.basis ?? "" })}</small></h3>
      ${
        part.lines.length === 0
          ? html`<p class="soft">${t(context, "compare.none")}</p>`
          : html`${context.chart("comparison", {
              key: part.section,
              label: t(context, "compare.chart", { section: name }),
            })}
            ${context.narrow ? list(context, data, part) : table(context, data, part)}`
      }
    </section>
  `;
}

function sectionName(context: Context, section: ComparisonSection): string {
  return t(context, section === "totals" ? "compare.totals" : `view.${section}`);
}

/** Takes more documents in; what the reader chooses stays on the machine. */
function adder(context: Context): TemplateResult {
  const add = (event: Event) => {
    const input = event.target as HTMLInputElement;
    context.add([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = "";
  };
  // The browser's own button speaks the browser's language; it lies over ours, unseen.
  return html`<label class="acts adder">
    <span class="button">${t(context, "compare.add")}…</span>
    <small class="soft">${t(context, "compare.add-note")}</small>
    <input type="file" multiple @change=${add} />
  </label>`;
}

function table(context: Context, data: Comparison, { lines }: ComparisonPart): TemplateResult {
  return html`<div class="scroll">
    <table class="plain parts compared">
      <thead>
        <tr>
          <th scope="col">${t(context, "chart.column.name")}</th>
          ${data.columns.map(
            (column) =>
              html`<th scope="col" class="number">${column.label} <small>${context.unitName}</small></th>
                ${column.against === null ? nothing : html`<th scope="col">${against(context, data, column)}</th>`}`,
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr class="level-${Math.min(line.level, 2)}">
                <th scope="row">${lineName(line)}</th>
                ${each(data, line).map(
                  ([cell, column]) =>
                    html`<td class="number">${amount(context, line, cell, column)}</td>
                      ${column.against === null ? nothing : html`<td>${change(context, cell, column)}</td>`}`,
                )}
              </tr>
              ${opened(
                context,
                line,
                data,
                (card) =>
                  html`<tr>
                    <td colspan="99">${card}</td>
                  </tr>`,
              )}`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** In a narrow place a line is an item of a list, its disclosures one below the other. */
function list(context: Context, data: Comparison, { lines }: ComparisonPart): TemplateResult {
  return html`<ul class="compared">
    ${lines.map(
      (line) =>
        html`<li class="level-${Math.min(line.level, 2)}">
          <b>${lineName(line)}</b>
          ${each(data, line).map(
            ([cell, column]) =>
              html`<div class="side">
                  <span class="soft">${column.label}</span>
                  <span class="number">${amount(context, line, cell, column)}</span>
                </div>
                ${
                  column.against === null || !hasChange(cell)
                    ? nothing
                    : html`<div class="change">
                        <span class="soft">${against(context, data, column)}</span>
                        ${change(context, cell, column)}
                      </div>`
                }`,
          )}
          ${opened(context, line, data, (card) => card)}
        </li>`,
    )}
  </ul>`;
}

function each(data: Comparison, line: ComparisonLine): [ComparisonCell, ComparisonColumn][] {
  return data.columns.flatMap((column, at) => {
    const cell = line.cells[at];
    return cell ? [[cell, column]] : [];
  });
}

function against(context: Context, data: Comparison, column: ComparisonColumn): string {
  return t(context, "compare.change", { name: data.columns[column.against ?? 0]?.label ?? "" });
}

const lineName = (line: ComparisonLine) =>
  html`${line.code ? html`<span class="code">${line.code}</span> ` : nothing}${line.name}`;

const hasChange = (cell: ComparisonCell) => cell.change !== "" || cell.stated.length > 0 || cell.former;

/** An amount that leads to its place: in the disclosure that is shown, or in the one that it is from. */
function amount(
  context: Context,
  line: ComparisonLine,
  cell: ComparisonCell,
  column: ComparisonColumn,
): TemplateResult {
  const { at, share, state, text } = cell;
  const label = `${line.name} ${column.label} ${text} ${state === "known" ? context.unitName : ""}`.trim();
  const shown =
    at === null
      ? html`<span class=${state === "known" ? "" : "soft"}>${text}</span>`
      : column.document === 0
        ? figure(context, text, at, label)
        : html`<button
            type="button"
            class="figure"
            aria-label=${label}
            aria-expanded=${isOpen(context, cell, column)}
            @click=${() => context.showBeside(isOpen(context, cell, column) ? undefined : { document: column.document, at })}
          >
            ${text}
          </button>`;
  return html`${shown}${share ? html`<small class="below soft">${share}</small>` : nothing}`;
}

function isOpen({ compared: { place } }: Context, cell: ComparisonCell, column: ComparisonColumn): boolean {
  return (
    place !== undefined &&
    cell.at !== null &&
    place.document === column.document &&
    placeOf(place.at) === placeOf(cell.at)
  );
}

/** The place of a figure of another document, below the line whose figure was chosen. */
function opened(
  context: Context,
  line: ComparisonLine,
  data: Comparison,
  show: (card: TemplateResult) => TemplateResult,
): TemplateResult | typeof nothing {
  if (!each(data, line).some(([cell, column]) => isOpen(context, cell, column))) return nothing;
  const { place, others } = context.compared;
  const other = place && others[place.document - 1];
  if (!other) return nothing;
  const { lang, unit } = context;
  const { at } = place;
  if (!isCell(at)) {
    const quote = other.core.quote(lang, at.line, at.start) as Quote | null;
    const words = quote && html`${quote.before}<b>${quote.figure}</b>${quote.after}`;
    return show(html`<p class="beside" role="status"><span class="soft">${other.title}</span> ${words}</p>`);
  }
  const found = other.core.inspect(lang, unit, at.table, at.row, at.column) as Inspection | null;
  const where = { title: other.title, table: found?.table ?? at.table, row: found?.name ?? at.row };
  return show(
    html`<p class="beside" role="status">
      ${t(context, "compare.place", { ...where, column: found?.column ?? at.column })}
      <b>${found?.printed}</b> ${found?.unit}
    </p>`,
  );
}

/** What an amount is against the other, what the document states of it and why. */
function change(context: Context, cell: ComparisonCell, column: ComparisonColumn): TemplateResult {
  const { doubt, former, outcome, reason, stated } = cell;
  const said = column.document === 0 ? pieces(context, stated) : stated.map((piece) => piece.text).join("");
  return html`<span class="outcome ${outcome}">${cell.change}</span>
    ${former ? html`<span class="below soft">${former}</span>` : nothing}
    ${stated.length > 0 ? html`<span class="below soft">${t(context, "compare.says")} ${said}</span>` : nothing}
    ${reason ? html`<span class="below soft">${t(context, "change.reason", { reason })}</span>` : nothing}
    ${doubt ? html`<span class="below">${doubt}</span>` : nothing}`;
}
