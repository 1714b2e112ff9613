/** Whose budget it is, and how the reader wants it shown. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t, type Context } from "../context.js";
import { THEMES, UNITS, VIEWS, type View } from "../state.js";

export function header(context: Context): TemplateResult {
  const { disclosure, size, theme, unit } = context;
  const large = size === "large";
  return html`<div class="head">
    <h2>
      ${disclosure.department || disclosure.title || t(context, "title.unnamed")}
      ${disclosure.year ? html`<small>${t(context, "title.budget", { year: disclosure.year })}</small>` : nothing}
    </h2>
    <div class="tools">
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        aria-keyshortcuts="/"
        @click=${(event: Event) => context.open({ name: "search" }, event.currentTarget)}
      >
        ${t(context, "search.open")}
      </button>
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        @click=${(event: Event) => context.open({ name: "terms" }, event.currentTarget)}
      >
        ${t(context, "terms.open")}
      </button>
      <div class="units" role="group" aria-label=${t(context, "unit.switch")}>
        ${UNITS.map(
          (one) =>
            html`<button type="button" aria-pressed=${one === unit} @click=${() => context.set("unit", one)}>
              ${t(context, `unit.${one}`)}
            </button>`,
        )}
      </div>
      <button
        type="button"
        class="quiet"
        aria-pressed=${large}
        @click=${() => context.set("size", large ? "normal" : "large")}
      >
        ${t(context, "size.large")}
      </button>
      <select
        class="quiet"
        aria-label=${t(context, "theme.switch")}
        .value=${live(theme)}
        @change=${(event: Event) => context.set("theme", (event.target as HTMLSelectElement).value)}
      >
        ${THEMES.map((one) => html`<option value=${one} ?selected=${one === theme}>${t(context, `theme.${one}`)}</option>`)}
      </select>
    </div>
  </div>`;
}

export function tabs(context: Context): TemplateResult {
  const tab = (view: View) =>
    html`<button
      type="button"
      aria-current=${view === context.place.view ? "page" : nothing}
      @click=${() => context.go({ view })}
    >
      ${t(context, `view.${view}`)}
    </button>`;
  return html`<nav class="tabs" part="tabs" aria-label="${context.label} · ${t(context, "view.list")}">
    ${VIEWS.map(tab)}
  </nav>`;
}
