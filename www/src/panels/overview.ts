/** What a reader asks first. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import { figure, pieces } from "./figure.js";
import { badge } from "./verdict.js";
import type { ChartActions } from "./chart.js";
import type { Badge, Card, ChartId, Level, Overview } from "../types.js";

export function overview(context: Context): TemplateResult {
  const { disclosure, lang, unit } = context;
  const data = disclosure.core.overview(lang, unit) as Overview;
  const level = disclosure.core.level(lang, unit) as Level | null;
  const flow = pictured(context, "flow", t(context, "title.overview.flow"), {
    note: t(context, "title.overview.flow-note", { unit }),
  });
  return html`
    <div class="cards">${data.cards.map((one, at) => card(context, one, at === 0))}</div>
    ${badge(
      context,
      context.checked ? (disclosure.core.badge() as Badge) : undefined,
      html`<button type="button" class="link" @click=${() => context.go({ view: "checks" })}>
        ${t(context, "badge.all")} <span aria-hidden="true">→</span>
      </button>`,
    )}
    ${flow === nothing ? html`<p class="soft note">${t(context, "overview.none")}</p>` : flow}
    ${
      level
        ? pictured(context, "bars", t(context, "title.function"), {
            note: t(context, "title.function-note", { table: level.table, unit }),
            name: "summary",
            open: (mark) => context.go({ view: "function", key: mark.id }),
          })
        : nothing
    }
    ${pictured(context, "change", t(context, "title.change"), { note: t(context, "title.change-note", { unit }) })}
  `;
}

/** A chart under its heading; nothing where there is nothing to draw. */
function pictured(
  context: Context,
  id: ChartId,
  heading: string,
  { note, ...actions }: Omit<ChartActions, "label"> & { note: string },
): TemplateResult | typeof nothing {
  const chart = context.chart(id, { ...actions, label: heading });
  if (chart === nothing) return nothing;
  return html`<section>
    <h3>${heading} <small>${note}</small></h3>
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
