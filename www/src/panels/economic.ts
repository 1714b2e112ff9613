/** What the money is spent on: personnel, public funds and projects; then every line in both classifications. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import type { Economic, EconomicLine } from "../types.js";

export function economic(context: Context): TemplateResult {
  const { disclosure, lang, unit } = context;
  const data = disclosure.core.economic(lang, unit) as Economic | null;
  return html`
    <section>
      <h3>
        ${t(context, "economic.natures")}
        <small>${t(context, "economic.natures-note", { unit })}</small>
      </h3>
      ${context.chart("natures", { label: t(context, "economic.natures") })}
    </section>
    ${
      data?.classes.some(({ lines }) => lines.some((line) => line.second))
        ? html`<section>
            <h3>
              ${t(context, "economic.matrix")}
              <small>${t(context, "economic.matrix-note", { unit })}</small>
            </h3>
            ${matrix(context)}
          </section>`
        : nothing
    }
    ${
      data
        ? html`<section>
            <h3>
              ${t(context, "economic.lines")}
              <small>${t(context, "economic.lines-note", { table: data.table, unit })}</small>
            </h3>
            ${lines(context, data.classes)}
          </section>`
        : html`<p class="soft note">${t(context, "economic.none")}</p>`
    }
  `;
}

/** The two classifications against each other, or the lines behind a class or a cell of them. */
function matrix(context: Context): TemplateResult | typeof nothing {
  const { key } = context.place;
  const label = t(context, "economic.matrix");
  const up = () => context.go({ view: "economic" });
  const behind = key
    ? context.chart("matrix", { name: "matrix-lines", key, label: `${label} ${key}`, up })
    : nothing;
  if (behind === nothing) {
    return html`${context.chart("matrix", { label, open: (mark) => context.go({ view: "economic", key: mark.id }) })}`;
  }
  return html`<p>
      <button type="button" class="link" @click=${up}>
        <span aria-hidden="true">←</span> ${t(context, "economic.all")}
      </button>
      <span class="code">${key}</span>
    </p>
    ${behind}`;
}

function lines(context: Context, classes: EconomicLine[]): TemplateResult {
  const second = !context.narrow && classes.some(({ lines }) => lines.some((line) => line.second));
  return html`<div class="scroll">
    <table class="plain economic">
      <thead>
        <tr>
          <th scope="col">${t(context, "economic.department")}</th>
          ${second ? html`<th scope="col">${t(context, "economic.government")}</th>` : nothing}
          <th scope="col" class="number">
            ${t(context, "chart.column.amount")} <small>${context.unitName}</small>
          </th>
          <th scope="col" class="number">${t(context, "chart.column.share")}</th>
        </tr>
      </thead>
      ${classes.map(
        (one) =>
          html`<tbody>
            ${row(context, one, second, "class")}
            ${one.lines.map((line) => row(context, line, second, "line"))}
          </tbody>`,
      )}
    </table>
  </div>`;
}

/** In a narrow place the government's class stands below the department's. */
function row(context: Context, line: EconomicLine, second: boolean, kind: "class" | "line"): TemplateResult {
  const government = line.second
    ? html`<span class="code">${line.second[0]}</span> ${line.second[1]}`
    : nothing;
  return html`<tr class=${kind}>
    <th scope=${kind === "class" ? "rowgroup" : "row"}>
      <span class="code">${line.code}</span> ${line.name}
      ${!second && line.second ? html`<span class="below soft">→ ${government}</span>` : nothing}
    </th>
    ${second ? html`<td>${government}</td>` : nothing}
    <td class="number">
      ${
        line.at
          ? figure(context, line.value, line.at, `${line.name} ${line.value} ${context.unitName}`)
          : html`<span class="hidden">${t(context, "economic.sum")}</span
              ><span aria-hidden="true" class="soft" title=${t(context, "economic.sum")}>Σ</span>
              ${line.value}`
      }
    </td>
    <td class="number soft">${line.share}</td>
  </tr>`;
}
