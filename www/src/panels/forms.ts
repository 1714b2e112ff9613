/** The forms in which a chart can be seen, one of them chosen. */
import { html, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import type { ChartId } from "../types.js";

/** The form that the reader chose for `what`, else the first of them. */
export function chosenForm(context: Context, what: string, forms: readonly [ChartId, ...ChartId[]]): ChartId {
  return forms.find((form) => form === context.chosen.get(what)) ?? forms[0];
}

export function formSwitch(
  context: Context,
  what: string,
  forms: readonly ChartId[],
  chosen: ChartId,
): TemplateResult {
  return html`<div class="units" role="group" aria-label=${t(context, "form.switch")}>
    ${forms.map(
      (form) =>
        html`<button type="button" aria-pressed=${form === chosen} @click=${() => context.choose(what, form)}>
          ${t(context, `form.${form}`)}
        </button>`,
    )}
  </div>`;
}
