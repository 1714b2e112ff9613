/** The check list and what stands behind each verdict. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import { badge, sign, verdict } from "./verdict.js";
import type { Badge, CheckDetail, CheckLine, Group, GroupId, OperandLine, Quote } from "../types.js";

/** Groups that ask nothing of the reader; they open on demand. */
const QUIET: readonly GroupId[] = ["exact", "reading", "left-out"];

/** The widest that the intervals of a check are drawn, and what a detail is set in, in CSS pixels. */
const WIDEST = 700;
const INDENT = 28;

export function checks(context: Context): TemplateResult {
  const { core } = context.disclosure;
  const open = context.place.check ? detailOf(context, context.place.check) : null;
  // A link to a check opens the group that it stands in.
  if (open) context.opened.add(open.group);
  const counts = core.badge() as Badge;
  const groups = core.checkGroups() as Group[];
  return html`
    <p class="lead">${t(context, "checks.intro")}</p>
    ${badge(context, counts)} ${groups.map((group) => section(context, group, open))}
  `;
}

function section(context: Context, group: Group, open: CheckDetail | null): TemplateResult {
  const isOpen = context.opened.has(group.id) || !QUIET.includes(group.id);
  return html`<section>
    <h3>${t(context, `checks.group.${group.id}`)} <small class="count">${group.count}</small></h3>
    ${
      isOpen
        ? byTable(context, group.id, open)
        : html`<button type="button" class="quiet" @click=${() => context.show(group.id)}>
            ${t(context, "checks.show-all", { count: group.count })}
          </button>`
    }
  </section>`;
}

/** The checks of a group, those of a table together, in the order in which the tables come first. */
function byTable(context: Context, group: GroupId, open: CheckDetail | null): TemplateResult[] {
  const tables = new Map<string, CheckLine[]>();
  for (const line of context.disclosure.core.checks(context.lang, group) as CheckLine[]) {
    const lines = tables.get(line.table);
    if (lines) lines.push(line);
    else tables.set(line.table, [line]);
  }
  return [...tables].map(
    ([table, lines]) =>
      html`<h4 class="check-table">${table}</h4>
        <ul class="check-list">
          ${lines.map((line) => item(context, line, open))}
        </ul>`,
  );
}

/** A check that opens. What follows from it opens inside, and keeps it open. */
function item(context: Context, line: CheckLine, open: CheckDetail | null, cause?: string): TemplateResult {
  const isOpen = open?.id === line.id || open?.cause?.id === line.id;
  const shown = open?.id === line.id ? open : isOpen ? detailOf(context, line.id) : null;
  // What is open further in closes with it.
  const toggle = () => context.go({ view: "checks", check: isOpen ? cause : line.id });
  return html`<li>
    <button type="button" class="check" aria-expanded=${isOpen} @click=${toggle}>
      ${sign(line.sign)}
      <span>
        <span class="soft"><span class="verdict ${line.sign}">${line.word}</span> · ${line.rule}</span>
        <span>${line.message}</span>
        ${line.follows > 0 ? html`<span class="soft">${t(context, "checks.follows", { count: line.follows })}</span>` : nothing}
      </span>
    </button>
    ${
      shown
        ? html`<div class="check-detail">
            ${figures(context, shown)} ${intervals(context, shown)}
            ${shown.follows.length > 0 ? html`<h5>${t(context, "checks.follows", { count: shown.follows.length })}</h5>` : nothing}
            ${
              shown.follows.length > 0
                ? html`<ul class="follows">
                    ${shown.follows.map((other) => item(context, other, open, line.id))}
                  </ul>`
                : nothing
            }
          </div>`
        : nothing
    }
  </li>`;
}

/** What the figures may be, where they are not simply equal. */
function intervals(context: Context, check: CheckDetail): TemplateResult | typeof nothing {
  if (check.verdict === "exact" || !check.operands.some((operand) => operand.range)) return nothing;
  const width = Math.min(context.width, WIDEST) - INDENT;
  const label = t(context, "checks.intervals");
  const chart = context.chart("intervals", { name: `intervals-${check.id}`, key: check.id, width, label });
  if (chart === nothing) return nothing;
  return html`<figure>
    <figcaption class="soft">${label}</figcaption>
    ${chart}
  </figure>`;
}

export function detailOf(context: Context, id: string): CheckDetail | null {
  return context.disclosure.core.check(context.lang, id) as CheckDetail | null;
}

/** Figures, verdict and sentence of a check; those that share its cause lead to the list. */
export function detail(context: Context, check: CheckDetail): TemplateResult {
  const { cause } = check;
  return html`
    ${figures(
      { ...context, narrow: true },
      check,
      html`${check.kind === "structure" ? nothing : verdict(context, check.verdict)}
        <p>${check.message}</p>`,
    )}
    ${cause ? html`<p class="soft">${t(context, "checks.cause")} ${leading(context, cause)}</p>` : nothing}
    ${
      check.follows.length > 0
        ? html`<ul class="follows">
            ${check.follows.map((line) => html`<li>${leading(context, line)}</li>`)}
          </ul>`
        : nothing
    }
  `;
}

/** A check as a link into the list. */
export function leading(context: Context, line: CheckLine): TemplateResult {
  const open = () => context.go({ view: "checks", check: line.id });
  return html`<button type="button" class="leading" @click=${open}>
    ${sign(line.sign)} <span><span class="hidden">${line.word} · </span>${line.message}</span>
  </button>`;
}

/** Sign, place, printed, least, most; what they make, what is printed for it, the difference; then what that means. */
function figures(
  context: Context,
  check: CheckDetail,
  said: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { computed } = check;
  const isInOrder = check.verdict === "exact" || check.verdict === "rounding";
  return html`
    ${check.quote ? sentence(check.quote) : nothing}
    ${check.operands.length > 0 ? table(context, check) : nothing} ${said}
    ${
      reaches(check.resolution)
        ? html`<p class="soft">
            ${computed && reaches(check.bound) ? t(context, "checks.bound", { bound: check.bound }) : nothing}
            ${t(context, "checks.resolution", { amount: check.resolution })}
          </p>`
        : nothing
    }
    ${isInOrder ? nothing : html`<p>${check.repair} ${check.advice}</p>`}
    ${
      check.from.length > 0
        ? html`<h5>${t(context, "checks.from")}</h5>
            <ul class="follows">
              ${check.from.map((other) => html`<li>${leading(context, other)}</li>`)}
            </ul>`
        : nothing
    }
    ${
      check.table
        ? html`<button
            type="button"
            class="link"
            @click=${() => context.go({ view: "tables", table: check.table ?? undefined })}
          >
            ${t(context, "inspector.open-table")} <span aria-hidden="true">→</span>
          </button>`
        : nothing
    }
  `;
}

function table(context: Context, check: CheckDetail): TemplateResult {
  const { computed, left, other } = check;
  // A sum names its whole behind its parts; an equation that follows from others has two sides.
  const [whole, parts] =
    left > 0 || !computed ? [undefined, check.operands] : [check.operands[0], check.operands.slice(1)];
  const side = left || parts.length;
  const units = new Set(check.operands.map((operand) => operand.unit).filter(Boolean));
  // One unit is said once.
  const [unit] = units.size === 1 ? units : [];
  const row = (operand: OperandLine, kind = "") => line(context, operand, kind, unit === undefined);
  const head = (column: string) =>
    html`<th scope="col" class="number">${t(context, `checks.operand.${column}`)}</th>`;
  return html`<div class="scroll" role="group" tabindex="0" aria-label=${t(context, "checks.operands")}>
    <table class="operands${context.narrow ? " narrow" : ""}">
      ${
        unit && unit !== "%"
          ? html`<caption>
              ${t(context, "tables.unit", { unit })}
            </caption>`
          : nothing
      }
      <thead>
        <tr>
          <th scope="col"><span class="hidden">${t(context, "checks.operand.sign")}</span></th>
          ${context.narrow ? nothing : html`<th scope="col">${t(context, "checks.operand.place")}</th>`}
          ${["printed", "min", "max"].map(head)}
        </tr>
      </thead>
      <tbody>
        ${parts.slice(0, side).map((operand) => row(operand))}
        ${computed ? cells(context, "Σ", t(context, "checks.sum"), computed, "sum") : nothing}
        ${
          check.expected
            ? cells(context, "", t(context, "checks.expected"), [`${check.expected}%`, "", ""], "sum")
            : nothing
        }
        ${whole ? row(whole, "total") : nothing} ${parts.slice(side).map((operand) => row(operand))}
        ${other ? cells(context, "Σ", t(context, "checks.sum"), other, "sum") : nothing}
        ${
          computed && check.residual
            ? cells(
                context,
                "",
                t(context, "checks.difference"),
                [check.residual, ...around(check.bound)],
                "",
              )
            : nothing
        }
      </tbody>
    </table>
  </div>`;
}

/** Whether there is anything that rounding can explain. */
const reaches = (bound: string | null): bound is string => bound !== null && bound !== "0";

/** What rounding alone may make of a difference. */
const around = (bound: string | null): [string, string] => (reaches(bound) ? [`−${bound}`, bound] : ["", ""]);

function line(context: Context, operand: OperandLine, kind: string, withUnit: boolean): TemplateResult {
  const printed = html`${figure(context, operand.printed, operand.at, `${operand.place} ${operand.printed}`)}${
    withUnit && operand.unit && operand.unit !== "%"
      ? html` <span class="unit">${operand.unit}</span>`
      : nothing
  }`;
  const percent = operand.unit === "%" ? "%" : "";
  const range = operand.range?.map((end) => end + percent) ?? ["", ""];
  return cells(context, operand.sign, operand.place, [printed, ...range], kind);
}

/** A row of the figures; in a narrow place its name stands in a row above its numbers. */
function cells(
  context: Context,
  sign: string,
  name: string,
  numbers: readonly (string | TemplateResult)[],
  kind: string,
): TemplateResult {
  const columns = numbers.map(
    (number, at) => html`<td class="number${at > 0 ? " soft" : ""}">${number}</td>`,
  );
  return context.narrow
    ? html`<tr class="name ${kind}">
          <th scope="rowgroup" colspan="4">${name}</th>
        </tr>
        <tr class="numbers">
          <td>${sign}</td>
          ${columns}
        </tr>`
    : html`<tr class=${kind || nothing}>
        <td>${sign}</td>
        <th scope="row">${name}</th>
        ${columns}
      </tr>`;
}

function sentence(quote: Quote): TemplateResult {
  return html`<blockquote>${quote.before}<mark>${quote.figure}</mark>${quote.after}</blockquote>`;
}
