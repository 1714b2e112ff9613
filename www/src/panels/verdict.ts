/** Verdicts: always a sign and a word, never colour alone. */
import { html, svg, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import type { Verdict } from "../types.js";

const SIGNS: Record<Verdict | "note", TemplateResult> = {
  exact: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  rounding: svg`<path d="M2.5 6.5c2-2.2 3.6-1.2 5.5 0s3.5 2.2 5.5 0M2.5 11c2-2.2 3.6-1.2 5.5 0s3.5 2.2 5.5 0" />`,
  boundary: svg`<path d="M8 2.5v11M3 5.5 5.5 8 3 10.5M13 5.5 10.5 8 13 10.5" />`,
  contradiction: svg`<path d="M3 5.5h10M3 10.5h10M10.5 2.5l-5 11" />`,
  "not-checked": svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 2" />`,
  note: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 7.5v3.5M8 5v.2" />`,
};

export function sign(kind: Verdict | "note"): TemplateResult {
  return html`<svg class="sign ${kind}" viewBox="0 0 16 16" aria-hidden="true">${SIGNS[kind]}</svg>`;
}

export function verdict(context: Context, kind: Verdict): TemplateResult {
  return html`<span class="verdict ${kind}">${sign(kind)}${t(context, `verdict.${kind}`)}</span>`;
}
