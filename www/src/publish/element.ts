/** `<budget-publisher>`: the page of whoever publishes, from the draft to the files for the public, each step a section. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { files, give } from "./files.js";
import { findings } from "./findings.js";
import { section, settle, steps } from "./page.js";
import { Preview } from "./preview.js";
import { Publisher } from "./publisher.js";
import { adopt } from "./style.js";
import { Tables } from "./tables.js";
import { take } from "./take.js";
import { languageOf } from "./words.js";

export class BudgetPublisherElement extends LitElement {
  #publisher: Publisher | undefined;
  #focused: Element | null = null;
  #heading: HTMLElement | null | undefined;
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
    // A file that is dropped anywhere is opened; the browser would show it instead of the page.
    addEventListener("dragover", this.#over);
    addEventListener("dragleave", this.#leave);
    addEventListener("drop", this.#drop);
    const tag = this.closest("[lang]")?.getAttribute("lang") ?? "";
    this.#publisher = new Publisher(languageOf(tag), () => this.requestUpdate());
    void this.#publisher.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("dragover", this.#over);
    removeEventListener("dragleave", this.#leave);
    removeEventListener("drop", this.#drop);
    this.#publisher?.clear();
    this.#publisher = undefined;
  }

  readonly #over = (event: DragEvent): void => {
    event.preventDefault();
    this.toggleAttribute("data-over", true);
  };

  readonly #leave = (event: DragEvent): void => {
    // Leaving an element for another one of the page is no leaving.
    if (!event.relatedTarget) this.removeAttribute("data-over");
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.removeAttribute("data-over");
    if (this.#publisher) give(this.#publisher, event.dataTransfer);
  };

  protected override willUpdate(): void {
    const focused = document.activeElement;
    this.#focused = this.contains(focused) ? focused : null;
    this.#heading = focused?.closest("section")?.querySelector("h2");
  }

  /** What had the focus may be gone, such as the file that was removed: its step has it then. */
  protected override updated(): void {
    if (!this.#publisher?.step) settle(this);
    if (this.#focused && !this.#focused.isConnected) this.#heading?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const page = this.#publisher;
    if (!page) return nothing;
    const { result } = page;
    return html`<h1>${page.t("publish.title")}</h1>
      <p class="lead">${page.t("publish.lead")}</p>
      ${steps(page)} ${section(page, "files", files(page))}
      ${section(page, "tables", result ? this.#tables.render(page, result) : nothing)}
      ${section(page, "findings", result ? findings(page, result) : nothing)}
      ${section(page, "preview", result ? this.#preview.render(page) : nothing)}
      ${section(page, "take", result ? take(page, result) : nothing)}
      <p class="said" role="status">${page.said}</p>`;
  }
}
