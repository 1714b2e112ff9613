/** Verdicts: always a sign and a word, never colour alone. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import type { Badge, CheckLine, Verdict } from "../types.js";

type Kind = CheckLine["sign"];

const SIGNS: Record<Kind, TemplateResult> = {
  exact: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  rounding: svg`<path d="M2.5 6.5c2-2.2 3.6-1.2 5.5 0s3.5 2.2 5.5 0M2.5 11c2-2.2 3.6-1.2 5.5 0s3.5 2.2 5.5 0" />`,
  boundary: svg`<path d="M8 2.5v11M3 5.5 5.5 8 3 10.5M13 5.5 10.5 8 13 10.5" />`,
  contradiction: svg`<path d="M3 5.5h10M3 10.5h10M10.5 2.5l-5 11" />`,
  "not-checked": svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 2" />`,
  attention: svg`<path d="M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.2" />`,
  note: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 7.5v3.5M8 5v.2" />`,
};

export function sign(kind: Kind): TemplateResult {
  return html`<svg class="sign ${kind}" viewBox="0 0 16 16" aria-hidden="true">${SIGNS[kind]}</svg>`;
}

export function verdict(context: Context, kind: Verdict): TemplateResult {
  return html`<span class="verdict ${kind}">${sign(kind)}${t(context, `verdict.${kind}`)}</span>`;
}

const SHOWN: readonly Verdict[] = ["exact", "rounding", "boundary", "contradiction", "not-checked"];

/**
 * How the checks ended. Contradictions are named even when there are none. Without counts the same place, empty: the
 * figures are being checked.
 */
export function badge(context: Context, counts: Badge | undefined, more?: TemplateResult): TemplateResult {
  if (!counts) {
    return html`<div class="badge" part="badge" aria-busy="true">
      <h3>${t(context, "badge.title")}</h3>
    </div>`;
  }
  const shown = SHOWN.filter((kind) => counts[kind] > 0 || kind === "contradiction");
  return html`<div class="badge" part="badge">
    <h3>${t(context, "badge.title")}</h3>
    <ul>
      ${shown.map(
        (kind) =>
          html`<li class="verdict ${kind}${counts[kind] > 0 ? "" : " none"}">
            ${sign(kind)}${t(context, `badge.${kind}`, { count: counts[kind] })}
          </li>`,
      )}
      ${
        counts.attention > 0
          ? html`<li class="verdict attention">
              ${sign("attention")}${t(context, "badge.attention", { count: counts.attention })}
            </li>`
          : nothing
      }
      ${
        counts.notes > 0
          ? html`<li class="verdict note">
              ${sign("note")}${t(context, "badge.notes", { count: counts.notes })}
            </li>`
          : nothing
      }
    </ul>
    ${more ?? nothing}
  </div>`;
}
