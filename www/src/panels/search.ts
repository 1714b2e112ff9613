/** One field for amounts, codes, names and words; what is found is listed by kind while it is typed. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import type { Found, Hit } from "../types.js";

export class SearchPanel {
  readonly first = ".search input";
  #typed = "";
  #found: Found[] = [];
  #active = 0;

  constructor(readonly request: () => void) {}

  get #hits(): Hit[] {
    return this.#found.flatMap((found) => found.hits);
  }

  field(context: Context): TemplateResult {
    const any = this.#hits.length > 0;
    return html`<input
      type="search"
      class="field"
      role="combobox"
      aria-expanded=${any}
      aria-controls="found"
      aria-autocomplete="list"
      aria-activedescendant=${any ? `found-${this.#active}` : nothing}
      placeholder=${t(context, "search.field")}
      aria-label=${t(context, "search.field")}
      autocomplete="off"
      .value=${this.#typed}
      @input=${(event: Event) => this.#type(context, (event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => this.#key(context, event)}
    />`;
  }

  render(context: Context): TemplateResult {
    const count = this.#found.reduce((all, found) => all + found.count, 0);
    const typed = this.#typed.trim();
    const said = !typed
      ? t(context, "search.hint")
      : count > 0
        ? t(context, "search.count", { count })
        : t(context, "search.none", { typed });
    let at = 0;
    return html`<p class="soft" role="status">${said}</p>
      <div id="found" class="found" role="listbox" aria-label=${t(context, "sheet.search")}>
        ${this.#found.map(
          (found) =>
            html`<div role="group" aria-label=${t(context, `search.kind.${found.kind}`)}>
              <h4 aria-hidden="true">
                ${t(context, `search.kind.${found.kind}`)} <small>${found.count}</small>
              </h4>
              ${found.hits.map((hit) => this.#option(context, hit, at++))}
              ${
                found.count > found.hits.length
                  ? html`<p class="soft rest" aria-hidden="true">
                      ${t(context, "search.rest", { n: found.count - found.hits.length })}
                    </p>`
                  : nothing
              }
            </div>`,
        )}
      </div>`;
  }

  #option(context: Context, hit: Hit, at: number): TemplateResult {
    return html`<div
      role="option"
      id="found-${at}"
      aria-selected=${at === this.#active}
      @click=${() => this.#go(context, hit)}
    >
      <span class="hit"
        >${hit.before}${hit.before || hit.after ? html`<mark>${hit.text}</mark>` : hit.text}${hit.after}</span
      >
      ${hit.value ? html`<span class="value">${hit.value}</span>` : nothing}
      ${hit.place ? html`<span class="soft">${hit.place}</span>` : nothing}
    </div>`;
  }

  #type(context: Context, typed: string): void {
    this.#typed = typed;
    this.#found = context.disclosure.core.search(context.lang, typed) as Found[];
    this.#active = 0;
    this.request();
  }

  #key(context: Context, event: KeyboardEvent): void {
    const last = this.#hits.length - 1;
    const hit = this.#hits[this.#active];
    if (event.isComposing || last < 0) return;
    if (event.key === "ArrowDown") this.#move(event, this.#active === last ? 0 : this.#active + 1);
    else if (event.key === "ArrowUp") this.#move(event, this.#active === 0 ? last : this.#active - 1);
    else if (event.key === "Enter" && hit) {
      // What has the focus next would be pressed.
      event.preventDefault();
      this.#go(context, hit);
    }
  }

  #move(event: KeyboardEvent, to: number): void {
    event.preventDefault();
    this.#active = to;
    this.request();
    const root = (event.target as Element).getRootNode() as ShadowRoot;
    root.getElementById(`found-${to}`)?.scrollIntoView({ block: "nearest" });
  }

  #go(context: Context, hit: Hit): void {
    const { view, key, table, check, cell, sentence, line, term } = hit.to;
    if (term) context.open({ name: "terms", term });
    else if (view) {
      const or = <T>(value: T | null) => value ?? undefined;
      context.go({
        view,
        key: or(key),
        table: or(table),
        check: or(check),
        cell: or(cell),
        sentence: or(sentence),
        line: or(line),
      });
    }
  }
}
