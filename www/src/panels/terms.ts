/** The glossary: terms as the document defines them, then the rest of the form and its codes as we explain them. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import type { Term } from "../types.js";

export class TermsPanel {
  #filter = "";
  #shown: Element | undefined;

  constructor(
    readonly term: string | undefined,
    readonly request: () => void,
  ) {}

  get first(): string {
    return this.term ? `.term[aria-current]` : ".terms input";
  }

  field(context: Context): TemplateResult {
    const filter = (event: Event) => {
      this.#filter = (event.target as HTMLInputElement).value;
      this.request();
    };
    return html`<input
      type="search"
      class="field"
      placeholder=${t(context, "terms.filter")}
      aria-label=${t(context, "terms.filter")}
      .value=${this.#filter}
      @input=${filter}
    />`;
  }

  render(context: Context): TemplateResult {
    const found = context.disclosure.core.terms(context.lang, this.#filter) as Term[];
    return html`
      <p class="hidden" role="status">
        ${this.#filter.trim() ? t(context, "terms.count", { count: found.length }) : nothing}
      </p>
      ${found.length === 0 ? html`<p class="soft">${t(context, "terms.none")}</p>` : nothing}
      ${this.#list(
        context,
        "terms.of-document",
        found.filter((term) => term.line !== null),
      )}
      ${this.#list(
        context,
        "terms.ours",
        found.filter((term) => term.line === null),
      )}
    `;
  }

  #list(context: Context, title: string, terms: Term[]): TemplateResult | typeof nothing {
    if (terms.length === 0) return nothing;
    return html`<section class="term-list">
      <h4>${t(context, title)} <small>${terms.length}</small></h4>
      <dl>${terms.map((term) => this.#term(context, term))}</dl>
    </section>`;
  }

  #term(context: Context, term: Term): TemplateResult {
    const current = term.key === this.term;
    const place = (line: number) =>
      html`<button
        type="button"
        class="link"
        @click=${() => context.go({ view: "narrative", key: "glossary", line })}
      >
        ${t(context, "terms.place", { line })} <span aria-hidden="true">→</span>
      </button>`;
    return html`<dt
        class="term"
        tabindex=${current ? "-1" : nothing}
        aria-current=${current ? "true" : nothing}
        ${ref((element) => current && this.#show(element))}
      >
        ${term.name ? html`<span class="code">${term.key}</span> ${term.name}` : term.key}
      </dt>
      <dd>
        <span .textContent=${term.text}></span>
        ${term.line === null ? nothing : place(term.line)}
      </dd>`;
  }

  /** Brings the term that was asked for into sight, once. */
  #show(element: Element | undefined): void {
    if (!element || element === this.#shown) return;
    this.#shown = element;
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
  }
}

/** What a term or a code means, in one quiet line; an explanation of ours says that it is. */
export function explained(context: Context, term: Term | null): TemplateResult | typeof nothing {
  if (!term) return nothing;
  const whose = term.line === null ? t(context, "terms.by-us") : t(context, "terms.by-document");
  return html`<p class="soft explained"><span class="whose">${whose}</span> ${term.text}</p>`;
}
