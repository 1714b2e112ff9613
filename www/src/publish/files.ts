/** The first step: files and pasted tables. */
import { html, nothing, type TemplateResult } from "lit";
import ends from "../../../src/source/formats/ends.txt";
import { isJson } from "../json.js";
import { button, type Page } from "./page.js";

const KINDS = ["text/plain", "text/markdown", "text/html", "application/pdf"];
const ACCEPTED = [
  ...ends
    .trim()
    .split("\n")
    .map((end) => `.${end}`),
  ...KINDS,
].join(",");

/** Tables, files or text, in that order: office programs lay a picture and the bare text beside a table that is copied. */
function pasted(data: DataTransfer, name: () => string): File[] {
  const page = data.getData("text/html");
  const text = data.getData("text/plain");
  const files = [...data.files];
  if (/<table/i.test(page)) return [new File([page], `${name()}.html`, { type: "text/html" })];
  if (!text.trim() || files.some(({ type }) => !type.startsWith("image/"))) return files;
  return [new File([text], `${name()}.txt`, { type: "text/plain" })];
}

/** Opens what was dropped or pasted. */
export function give(page: Page, data: DataTransfer | null): void {
  if (data) void page.add(pasted(data, () => page.nextPasted()));
}

export function files(page: Page): TemplateResult {
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void page.add([...(input.files ?? [])]);
    // The same file can be chosen again, changed or not.
    input.value = "";
  };
  const typed = (event: Event) => {
    const field = event.target as HTMLTextAreaElement;
    const data = new DataTransfer();
    data.setData("text/plain", field.value);
    field.value = "";
    give(page, data);
  };
  return html`<div class="drop">
      <p>
        ${page.t("files.drop")}
        <label class="choose">
          <input type="file" multiple accept=${ACCEPTED} ?disabled=${!page.isReady} @change=${choose} />
          <span>${page.t("files.choose")}</span>
        </label>
      </p>
      <p class="soft">${page.t("files.what")}</p>
      <label class="paste">
        <span>${page.t("files.paste")}</span>
        <span class="soft">${page.t("files.paste-what")}</span>
        <textarea
          rows="2"
          ?disabled=${!page.isReady}
          @paste=${(event: ClipboardEvent) => {
            event.preventDefault();
            give(page, event.clipboardData);
          }}
          @change=${typed}
        ></textarea>
      </label>
    </div>
    ${page.files.length > 0 ? list(page) : nothing} ${progress(page)}`;
}

function list(page: Page): TemplateResult {
  return html`<ul class="opened" aria-label=${page.t("files.list")}>
      ${page.files.map((file) => {
        const failure = page.failures.get(file);
        return html`<li ?data-failed=${failure !== undefined}>
          <span>${file.name}</span>
          ${failure === undefined ? nothing : html`<strong class="error" role="alert">${failure}</strong>`}
          ${button(page.t("files.remove"), () => page.remove(file), page.t("files.remove-what", { name: file.name }))}
        </li>`;
      })}
    </ul>
    ${together(page)} ${page.files.length > 1 ? button(page.t("files.clear"), () => page.clear()) : nothing}`;
}

/** How several files were put together, or that what is open was read before. */
function together(page: Page): TemplateResult | typeof nothing {
  const read = page.files.filter((file) => !page.failures.has(file));
  const [first] = read;
  if (!page.result || !first) return nothing;
  const names = read.map(({ name }) => name);
  if (names.length === 1) return isJson(first.bytes) ? html`<p>${page.t("files.package")}</p>` : nothing;
  const separator = page.lang === "en" ? ", " : "、";
  return html`<p>${page.t("files.together", { count: names.length, names: names.join(separator) })}</p>`;
}

function progress(page: Page): TemplateResult {
  const { step, result } = page;
  const said = () => {
    if (!page.isReady) return page.isBroken ? "" : page.t("publish.starting");
    if (step?.step === "read") return page.t("step.read", { done: step.done, total: step.total });
    if (step) return page.t(`step.${step.step}`);
    if (page.wasCancelled) return page.t(result ? "files.cancelled-kept" : "files.cancelled");
    if (result) {
      const { document, summary } = result.report;
      const { amounts, claims } = document;
      const { error, warning } = summary;
      return page.t("step.done", { tables: result.content.tables.length, amounts, claims, error, warning });
    }
    return page.t(page.files.length > 0 ? "step.failed" : "publish.ready");
  };
  return html`<div class="progress">
    <p role="status" ?data-busy=${step !== undefined}>${said()}</p>
    ${step ? html`<progress aria-label=${said()} max=${step.step === "read" ? step.total : nothing} value=${step.step === "read" ? step.done : nothing}></progress>` : nothing}
    ${step ? button(page.t("files.cancel"), () => page.cancel()) : nothing}
    ${page.failure === undefined ? nothing : html`<p class="error" role="alert">${page.failure}</p>`}
    ${page.isBroken ? button(page.t("publish.retry"), () => page.start()) : nothing}
  </div>`;
}
