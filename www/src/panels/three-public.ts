/** “三公”经费: the parts with their changes, the sentences about them, the definition. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure, pieces } from "./figure.js";
import type { ThreePublic, ThreePublicPart } from "../types.js";

export function threePublic(context: Context): TemplateResult {
  const { disclosure, lang, unit } = context;
  const data = disclosure.core.threePublic(lang, unit) as ThreePublic | null;
  if (!data) return html`<p class="soft">${t(context, "three-public.none")}</p>`;
  return html`
    <section>
      <h3>
        ${t(context, "view.three-public")}
        <small>${t(context, "three-public.note", { table: data.table, unit })}</small>
      </h3>
      ${context.chart("three-public", { label: t(context, "view.three-public") })}
    </section>
    ${
      data.parts.some((part) => part.change.length > 0)
        ? html`<section>
            <h3>${t(context, "three-public.change")}</h3>
            <div class="scroll">
              <table class="plain parts">
                <thead>
                  <tr>
                    <th scope="col">${t(context, "chart.column.name")}</th>
                    <th scope="col" class="number">
                      ${t(context, "chart.column.amount")} <small>${context.unitName}</small>
                    </th>
                    ${context.narrow ? nothing : html`<th scope="col">${t(context, "three-public.change")}</th>`}
                  </tr>
                </thead>
                <tbody>
                  ${data.parts.map((part) => row(context, part))}
                </tbody>
              </table>
            </div>
          </section>`
        : nothing
    }
    ${
      data.sentences.length > 0
        ? html`<section class="prose">
            <h3>${t(context, "three-public.said")}</h3>
            ${data.sentences.map((line) => html`<p>${pieces(context, line)}</p>`)}
          </section>`
        : nothing
    }
    ${
      data.definition
        ? html`<section class="prose">
            <h3>
              ${t(context, "three-public.definition")}
              <small>${t(context, "three-public.definition-place", { line: data.definition.line })}</small>
            </h3>
            <p .textContent=${data.definition.text}></p>
          </section>`
        : nothing
    }
  `;
}

/** In a narrow place the change stands below the name. */
function row(context: Context, part: ThreePublicPart): TemplateResult {
  const { at, level, name, value } = part;
  const change = pieces(context, part.change);
  return html`<tr class="level-${level}">
    <th scope="row">${name} ${context.narrow ? html`<span class="below soft">${change}</span>` : nothing}</th>
    <td class="number">
      ${at ? figure(context, value, at, `${name} ${value} ${context.unitName}`) : html`<span class="soft">${t(context, "three-public.blank")}</span>`}
    </td>
    ${context.narrow ? nothing : html`<td class="soft">${change}</td>`}
  </tr>`;
}
