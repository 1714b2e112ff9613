/** `<budget-publisher>`: the page of whoever publishes, from the draft to the files for the public, each step a section. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { files } from "./files.js";
import { findings } from "./findings.js";
import { section } from "./page.js";
import { Preview } from "./preview.js";
import { Publisher } from "./publisher.js";
import { adopt } from "./style.js";
import { Tables } from "./tables.js";
import { take } from "./take.js";
import { languageOf } from "./words.js";

export class BudgetPublisherElement extends LitElement {
  #publisher: Publisher | undefined;
  readonly #tables = new Tables();
  readonly #preview = new Preview();

  /** In the page itself, as one of its parts, instead of what stands there for browsers that cannot run it. */
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(document);
    // A file that misses its place would take the page away.
    addEventListener("dragover", refuse);
    addEventListener("drop", refuse);
    const tag = this.closest("[lang]")?.getAttribute("lang") ?? "";
    this.#publisher = new Publisher(languageOf(tag), () => this.requestUpdate());
    void this.#publisher.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("dragover", refuse);
    removeEventListener("drop", refuse);
    this.#publisher?.clear();
    this.#publisher = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const page = this.#publisher;
    if (!page) return nothing;
    const { result } = page;
    return html`<h1>${page.t("publish.title")}</h1>
      <p class="lead">${page.t("publish.lead")}</p>
      ${section(page, "files", files(page))}
      ${section(page, "tables", result ? this.#tables.render(page, result) : nothing)}
      ${section(page, "findings", result ? findings(page, result) : nothing)}
      ${section(page, "preview", result ? this.#preview.render(page) : nothing)}
      ${section(page, "take", result ? take(page, result) : nothing)}
      <p class="said" role="status">${page.said}</p>`;
  }
}

const refuse = (event: Event): void => event.preventDefault();
