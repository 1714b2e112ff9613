/** What a reader asks first. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import { figure, pieces } from "./figure.js";
import { badge } from "./verdict.js";
import type { Badge, Card, Level, Overview } from "../types.js";

export function overview(context: Context): TemplateResult {
  const { disclosure, lang, unit } = context;
  const data = disclosure.core.overview(lang, unit) as Overview;
  const level = disclosure.core.level(lang, unit) as Level | null;
  return html`
    <div class="cards">${data.cards.map((one, at) => card(context, one, at === 0))}</div>
    ${badge(
      context,
      context.checked ? (disclosure.core.badge() as Badge) : undefined,
      html`<button type="button" class="link" @click=${() => context.go({ view: "checks" })}>
        ${t(context, "badge.all")} <span aria-hidden="true">→</span>
      </button>`,
    )}
    <section>
      <h3>
        ${t(context, "title.overview.flow")}
        <small>${t(context, "title.overview.flow-note", { unit })}</small>
      </h3>
      ${context.chart("flow", { label: t(context, "title.overview.flow") })}
    </section>
    ${
      level
        ? html`<section>
            <h3>
              ${t(context, "title.function")}
              <small>${t(context, "title.function-note", { table: level.table, unit })}</small>
            </h3>
            ${context.chart("bars", {
              name: "summary",
              label: t(context, "title.function"),
              open: (mark) => context.go({ view: "function", key: mark.id }),
            })}
          </section>`
        : nothing
    }
    ${change(context)}
  `;
}

/** The way from the year before, where the document tells it. */
function change(context: Context): TemplateResult | typeof nothing {
  const chart = context.chart("change", { label: t(context, "title.change") });
  if (chart === nothing) return nothing;
  return html`<section>
    <h3>
      ${t(context, "title.change")} <small>${t(context, "title.change-note", { unit: context.unit })}</small>
    </h3>
    ${chart}
  </section>`;
}

function card(context: Context, data: Card, first: boolean): TemplateResult {
  const bar = (element: Element | undefined) => {
    if (element && data.part !== null) (element as HTMLElement).style.width = `${data.part * 100}%`;
  };
  return html`<div class="card${first ? " first" : ""}" data-id=${data.id}>
    <h3>${data.label}</h3>
    <p class="amount${length(data.value)}">
      ${figure(context, data.value, data.at, `${data.label} ${data.value} ${data.unit}`)}<span class="unit"
        >${data.unit}</span
      >
    </p>
    ${data.part === null ? nothing : html`<div class="part" aria-hidden="true"><div ${ref(bar)}></div></div>`}
    ${data.lines.map((line) => html`<p class="soft">${pieces(context, line)}</p>`)}
  </div>`;
}

/** Amounts in yuan are long: they get a smaller face instead of running into the next card. */
const length = (amount: string) => (amount.length > 13 ? " longer" : amount.length > 9 ? " long" : "");
