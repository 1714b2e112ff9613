/** Panels over the view that speak of no figure: they open from the header, take the focus and give it back. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "./context.js";
import { SearchPanel } from "./panels/search.js";
import { TermsPanel } from "./panels/terms.js";

/** An open panel: the search, or the glossary, at a term if one is named. */
export type Sheet = { name: "search" } | { name: "terms"; term?: string };

/** What a panel is made of. */
interface Body {
  /** What stays in sight: the field to type in. */
  field(context: Context): TemplateResult;
  render(context: Context): TemplateResult;
  /** What has the focus first. */
  first: string;
}

export class Sheets {
  #open: Sheet | undefined;
  #opener: HTMLElement | undefined;
  #body: Body | undefined;

  /** `update` shows what has changed and comes back when it is shown. */
  constructor(
    readonly root: () => ParentNode,
    readonly update: () => Promise<unknown>,
  ) {}

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  open(sheet: Sheet, opener?: EventTarget | null): void {
    // From one panel to the next, the focus goes back to where the first was opened.
    if (!this.#open) this.#opener = opener instanceof HTMLElement ? opener : undefined;
    this.#open = sheet;
    const update = () => void this.update();
    this.#body = sheet.name === "search" ? new SearchPanel(update) : new TermsPanel(sheet.term, update);
    const { first } = this.#body;
    void this.update().then(() => this.root().querySelector<HTMLElement>(first)?.focus());
  }

  close(): void {
    const opener = this.#opener;
    this.forget();
    void this.update().then(() => opener?.focus({ preventScroll: true }));
  }

  /** Closes without giving the focus back: the reader went somewhere else. */
  forget(): void {
    this.#open = this.#opener = this.#body = undefined;
  }

  render(context: Context): TemplateResult | typeof nothing {
    if (!this.#open || !this.#body) return nothing;
    return html`<div
      class="floating sheet-panel ${this.#open.name}"
      part="inspector"
      role="dialog"
      aria-label=${t(context, `sheet.${this.#open.name}`)}
      tabindex="-1"
    >
      <div class="sheet-head">
        <h3>${t(context, `sheet.${this.#open.name}`)}</h3>
        <button
          type="button"
          class="close"
          aria-label=${t(context, "inspector.close")}
          @click=${() => this.close()}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
        </button>
        ${this.#body.field(context)}
      </div>
      ${this.#body.render(context)}
    </div>`;
  }
}
