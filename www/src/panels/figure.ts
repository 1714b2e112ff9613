/** A figure that leads to its place, wherever it stands. */
import { html, nothing, type TemplateResult } from "lit";
import { placeOf, type Context } from "../context.js";
import type { Address, Piece } from "../types.js";

/** A button in the form of a number. `label` says more than the digits where they alone would not be understood. */
export function figure(context: Context, text: string, at: Address, label?: string): TemplateResult {
  const place = placeOf(at);
  const current = place === context.selected;
  const other = context.others.has(place);
  return html`<button
    type="button"
    class="figure${other ? " other" : ""}"
    data-at=${place}
    aria-pressed=${current ? "true" : nothing}
    aria-label=${label ?? nothing}
    @click=${(event: Event) => context.inspect(at, event.currentTarget)}
  >
    ${text}
  </button>`;
}

/** Words with figures among them. */
export function pieces(context: Context, line: Piece[]): TemplateResult[] {
  return line.map((piece) => (piece.at ? figure(context, piece.text, piece.at) : html`${piece.text}`));
}
