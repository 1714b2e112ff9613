/** The fourth step: the disclosure as its readers will see it. */
import { html, nothing, type TemplateResult } from "lit";
import { select, type Page } from "./page.js";

const WIDTHS = ["desktop", "phone"] as const;
const THEMES = ["auto", "light", "dark", "contrast"] as const;

export class Preview {
  #width: string = "desktop";
  #theme: string = "auto";
  #isLarge = false;

  render(page: Page): TemplateResult {
    const named = (name: "width" | "theme", ids: readonly string[]) =>
      ids.map((id) => [id, page.t(`preview.${name}.${id}`)] as const);
    const set = (change: () => void) => {
      change();
      page.request();
    };
    return html`<p class="acts">
        <label>
          ${page.t("preview.width")}
          ${select(page.t("preview.width"), named("width", WIDTHS), this.#width, (id) => set(() => (this.#width = id)))}
        </label>
        <label>
          ${page.t("preview.theme")}
          ${select(page.t("preview.theme"), named("theme", THEMES), this.#theme, (id) => set(() => (this.#theme = id)))}
        </label>
        <label>
          <input
            type="checkbox"
            .checked=${this.#isLarge}
            @change=${(event: Event) =>
              set(() => (this.#isLarge = (event.target as HTMLInputElement).checked))}
          />
          ${page.t("preview.size")}
        </label>
      </p>
      <div class="screen" data-width=${this.#width}>
        <budget-widget
          role="group"
          aria-label=${page.t("preview.widget")}
          src=${page.source}
          lang=${page.lang}
          theme=${this.#theme}
          size=${this.#isLarge ? "large" : nothing}
        ></budget-widget>
      </div>`;
  }
}
