/** Expenditure by function: one level as bars, tiles or table, all levels as columns, and the way back up. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import { chosenForm, formSwitch } from "./forms.js";
import { explained } from "./terms.js";
import type { ChartId, Level, Mark, Stop } from "../types.js";

/** More lines than these are seen better as tiles at first. */
const FEW = 12;

export function functionView(context: Context): TemplateResult {
  const { disclosure, lang, unit, place } = context;
  const level = disclosure.core.level(lang, unit, place.key) as Level | null;
  if (!level) return html`<p class="soft">${t(context, "reason.no-table")}</p>`;
  const above = level.trail.filter((stop) => stop.leads).pop();
  const open = level.trail[level.trail.length - 1];
  const up = above ? () => context.go({ view: "function", key: above.key || undefined }) : undefined;
  const forms: [ChartId, ...ChartId[]] =
    level.lines > FEW ? ["treemap", "bars", "icicle"] : ["bars", "treemap", "icicle"];
  const form = chosenForm(context, "function", forms);
  const go = (mark: Mark) => context.go({ view: "function", key: mark.id });
  // The levels are all of them at once, whichever is open.
  const isWhole = form === "icicle";
  const chart = context.chart(form, {
    name: `function-${form}`,
    key: isWhole ? undefined : place.key,
    label: open && !isWhole ? `${t(context, "title.function")} ${open.name}` : t(context, "title.function"),
    open: level.leaf && !isWhole ? undefined : go,
    up: isWhole ? undefined : up,
  });
  return html`
    <section>
      <h3>
        ${t(context, "title.function")}
        <small>${t(context, "title.function-note", { table: level.table, unit })}</small>
      </h3>
      <div class="row">${trail(context, level.trail)} ${formSwitch(context, "function", forms, form)}</div>
      ${explained(context, level.explanation)}
      ${level.leaf ? html`<p class="soft note">${t(context, "function.leaf")}</p>` : nothing} ${chart}
      ${level.empty > 0 ? html`<p class="soft note">${t(context, "function.empty", { count: level.empty })}</p>` : nothing}
    </section>
  `;
}

function trail(context: Context, stops: Stop[]): TemplateResult {
  const last = stops.length - 1;
  const stop = (one: Stop, at: number) => {
    const name = html`${one.code ? html`<span class="code">${one.code}</span> ` : nothing}${one.name}`;
    const go = () => context.go({ view: "function", key: one.key || undefined });
    return html`<li aria-current=${at === last ? "location" : nothing}>
      ${
        one.leads
          ? html`<button type="button" class="link" @click=${go}>${name}</button>`
          : html`<span>${name}</span>`
      }
      ${figure(context, one.value, one.at, `${one.name} ${one.value} ${context.unitName}`)}
    </li>`;
  };
  return html`<nav aria-label=${t(context, "trail.label")}>
    <ol class="trail">
      ${stops.map(stop)}
    </ol>
  </nav>`;
}
