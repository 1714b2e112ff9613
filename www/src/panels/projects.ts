/** Projects and performance: each project with its money and its targets, then what the department as a whole wants. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { leading } from "./checks.js";
import { figure } from "./figure.js";
import type { CheckLine, Money, Objective, Piece, ProjectDetail, Projects, Target } from "../types.js";

/** From this width on, the targets stand beside their chart, with a gap between them, in CSS pixels. */
const WIDE = { normal: 896, large: 1136 };
const GAP = 48;

export function projects(context: Context): TemplateResult {
  const { disclosure, lang, place, unit } = context;
  const data = disclosure.core.projects(lang, unit, place.key) as Projects;
  if (data.open) return one(context, data.open, data.whole);
  const targets = data.department.length > 0 || data.targets;
  return html`
    <section>
      <h3>
        ${t(context, "projects.list")}
        ${data.table ? html`<small>${t(context, "projects.list-note", { table: data.table, unit })}</small>` : nothing}
      </h3>
      ${
        data.count > 0
          ? context.chart("projects", {
              label: t(context, "projects.list"),
              open: (mark) => context.go({ view: "projects", key: mark.id }),
            })
          : html`<p class="soft">${t(context, "projects.none")}</p>`
      }
    </section>
    ${targets ? nothing : unpublished(context, data.notes)} ${findings(context, data.findings)}
    ${data.department.map(
      (objective) =>
        html`<section class="projects">
          <h3>
            ${t(context, "projects.department")}
            <small>${objective.table}</small>
          </h3>
          ${goals(context, objective)} ${tasks(context, objective)} ${money(context, objective.money)}
          ${folded(context, objective)}
        </section>`,
    )}
  `;
}

/** What the document says instead of targets. */
function unpublished(context: Context, notes: string[]): TemplateResult {
  return html`<section>
    <h3>${t(context, "projects.targets")}</h3>
    ${
      notes.length > 0
        ? notes.map((note) => html`<p class="note">${note}</p>`)
        : html`<p class="soft">${t(context, "projects.no-targets")}</p>`
    }
  </section>`;
}

function one(context: Context, project: ProjectDetail, whole: Piece | null): TemplateResult {
  const { amount, code, name, objective, share } = project;
  return html`<section class="projects project">
    <nav aria-label=${t(context, "trail.label")}>
      <ol class="trail">
        <li>
          <button type="button" class="link" @click=${() => context.go({ view: "projects" })}>
            <span aria-hidden="true">←</span> ${t(context, "projects.whole")}
          </button>
          ${whole?.at ? figure(context, whole.text, whole.at) : nothing}
        </li>
      </ol>
    </nav>
    <h3>${name} ${code ? html`<small class="code">${code}</small>` : nothing}</h3>
    ${
      amount?.at
        ? html`<p class="amount">
            ${figure(context, amount.text, amount.at, `${name} ${amount.text} ${context.unitName}`)}<span
              class="unit"
              >${context.unitName}</span
            >
            ${share ? html`<span class="soft">${t(context, "projects.share", { share })}</span>` : nothing}
          </p>`
        : nothing
    }
    ${money(context, project.money)}
    ${
      objective
        ? html`${goals(context, objective)} ${tasks(context, objective)}
            <h4>${t(context, "projects.targets")} ${count(context, objective)}</h4>
            <div class="targets-pair">
              ${indicators(context, objective)}
              ${context.chart("targets", {
                key: context.place.key,
                label: t(context, "projects.targets"),
                width: context.width < WIDE[context.size] ? undefined : Math.floor((context.width - GAP) / 2),
              })}
            </div>`
        : html`<p class="soft">${t(context, "projects.no-own-targets")}</p>`
    }
    ${findings(context, project.findings)}
  </section>`;
}

/** The way to a line of the published table; where nothing is printed, `blank` says so. */
function line(context: Context, table: string, at: number, printed: string, blank = ""): TemplateResult {
  return html`<button
    type="button"
    class="place"
    aria-label="${printed || blank} ${t(context, "projects.in-table")}"
    @click=${() => context.go({ view: "tables", table, line: at })}
  >
    ${printed || html`<span class="soft">${blank}</span>`}
  </button>`;
}

function goals(context: Context, objective: Objective): TemplateResult | typeof nothing {
  if (objective.goals.length === 0) return nothing;
  return html`<div class="goals">
    ${objective.goals.map(
      (goal) =>
        html`<h4>${line(context, objective.id, goal.line, goal.label || t(context, "projects.goals"))}</h4>
          ${goal.text.split("\n").map((text) => html`<p>${text}</p>`)}`,
    )}
  </div>`;
}

function tasks(context: Context, objective: Objective): TemplateResult | typeof nothing {
  if (objective.tasks.length === 0) return nothing;
  return html`<h4>${t(context, "projects.tasks")}</h4>
    <div class="scroll">
      <table class="plain tasks">
        <thead>
          <tr>
            <th scope="col">${t(context, "projects.tasks")}</th>
            <th scope="col">${t(context, "projects.task-content")}</th>
            <th scope="col" class="number">
              ${t(context, "chart.column.amount")} <small>${context.unitName}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          ${objective.tasks.map(
            (task) =>
              html`<tr>
                <th scope="row">${line(context, objective.id, task.line, task.name || task.content)}</th>
                <td>${task.name ? task.content : nothing}</td>
                <td class="number">${task.money.map((part) => amountOf(context, part))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function amountOf(context: Context, { label, figure: { at, text } }: Money): TemplateResult {
  return html`<div>${at ? figure(context, text, at, `${label} ${text} ${context.unitName}`) : text}</div>`;
}

function money(context: Context, parts: Money[]): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  return html`<h4>${t(context, "projects.money")} <small>${context.unitName}</small></h4>
    <dl class="money">
      ${parts.map(
        (part) =>
          html`<dt>${part.label}</dt>
            <dd class="number">${amountOf(context, part)}</dd>`,
      )}
    </dl>`;
}

function count(context: Context, objective: Objective): TemplateResult {
  const all = objective.kinds.reduce((sum, kind) => sum + kind.targets.length, 0);
  return html`<small>${t(context, "projects.targets-count", { count: all })}</small>`;
}

/** Those of the department are many and general: they open on demand. */
function folded(context: Context, objective: Objective): TemplateResult | typeof nothing {
  if (objective.kinds.length === 0) return nothing;
  return html`<details class="targets-all">
    <summary>${t(context, "projects.targets")} · ${count(context, objective)}</summary>
    ${indicators(context, objective)}
  </details>`;
}

/** Targets by the levels of the form; a level is named once. */
function indicators(context: Context, objective: Objective): TemplateResult {
  return html`<div class="scroll">
    <table class="plain targets">
      <thead>
        <tr>
          <th scope="col">${t(context, "projects.indicator")}</th>
          <th scope="col" class="value">${t(context, "projects.value")}</th>
        </tr>
      </thead>
      ${objective.kinds.map(
        ({ kind, targets }) =>
          html`<tbody>
            <tr class="kind">
              <th scope="rowgroup" colspan="2">
                ${t(context, `projects.kind.${kind}`)} <small>${targets.length}</small>
              </th>
            </tr>
            ${targets.map((target, at) => indicator(context, objective.id, target, targets[at - 1]))}
          </tbody>`,
      )}
    </table>
  </div>`;
}

function indicator(
  context: Context,
  table: string,
  target: Target,
  before: Target | undefined,
): TemplateResult {
  const { at, group, name, note, number, printed } = target;
  const heads = group && group !== before?.group;
  return html`${
      heads
        ? html`<tr class="group">
            <th scope="rowgroup" colspan="2" class="soft">${group}</th>
          </tr>`
        : nothing
    }
    <tr>
      <th scope="row">${name} ${note ? html`<span class="soft target-note">${note}</span>` : nothing}</th>
      <td class="value${number ? " asks" : ""}">
        ${line(context, table, at.line, printed, t(context, "projects.blank"))}
      </td>
    </tr>`;
}

function findings(context: Context, checks: CheckLine[]): TemplateResult | typeof nothing {
  if (checks.length === 0) return nothing;
  return html`<section>
    <h4>${t(context, "projects.findings")} <small>${checks.length}</small></h4>
    <ul class="follows">
      ${checks.map((check) => html`<li>${leading(context, check)}</li>`)}
    </ul>
  </section>`;
}
