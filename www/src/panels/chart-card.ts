/** The card of a mark: name, amount with unit, share. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import type { Mark } from "../types.js";

/** What the buttons of a card that stays do. */
export interface CardActions {
  open?: (() => void) | undefined;
  inspect?: (() => void) | undefined;
}

/** Without actions it only repeats, for the eye, what the option says. */
export function tip(context: Context, mark: Mark, actions: CardActions | undefined): TemplateResult {
  const button = (key: string, act: (() => void) | undefined) =>
    act ? html`<button type="button" class="link" @click=${act}>${t(context, key)}</button>` : nothing;
  return html`<div class="words" aria-hidden=${actions ? nothing : "true"}>
      <span>${mark.name}</span>
      <b>${mark.value} <small>${mark.unit}</small></b>
      ${mark.share ? html`<span class="soft">${mark.share}</span>` : nothing}
    </div>
    ${
      actions
        ? html`<div class="acts">
            ${button("chart.card.open", actions.open)} ${button("chart.card.inspect", actions.inspect)}
          </div>`
        : nothing
    }`;
}

/** Beside the pointer; without one above the mark, or below it where there is no room. */
export function placeBeside(
  card: HTMLElement,
  [left, top, width, height]: Mark["bounds"],
  pointer: { x: number; y: number } | undefined,
): void {
  const room = card.parentElement?.clientWidth ?? 0;
  const above = top - 8 - card.offsetHeight;
  const x = pointer ? pointer.x + 14 : left + width / 2;
  const y = pointer ? pointer.y + 18 : above < -card.offsetHeight ? top + height + 8 : above;
  const clear = Math.max(0, Math.min(x, room - card.offsetWidth));
  card.style.transform = `translate(${Math.round(clear)}px, ${Math.round(y)}px)`;
}
