/** What travels: the source, the data, the pictures, the page on paper, the line that embeds it, the link to it. */
import { html, nothing, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import { copy, download, fileName, fileSafe } from "../download.js";
import { hasReader, perform } from "../foreign.js";
import type { ChartPanel } from "./chart.js";
import type { CellAddress, Inspection } from "../types.js";

/** Text that a reader takes from a field where the browser does not copy it. */
interface Field {
  label: string;
  text: string;
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export class Footer {
  readonly #field = createRef<HTMLTextAreaElement>();
  #shown: Field | undefined;
  #said = "";

  constructor(readonly request: () => void) {}

  render(context: Context): TemplateResult {
    const charts = context.shown();
    const { offline } = context;
    return html`<div class="foot" part="foot">
      <dl>
        <dt>${t(context, "foot.source")}</dt>
        <dd>
          <p>${source(context)}</p>
          <p>${t(context, "source.note")}</p>
        </dd>
        <dt class="acts">${t(context, "foot.data")}</dt>
        <dd class="acts">${this.#data(context, charts)}</dd>
        ${
          charts.length > 0
            ? html`<dt class="acts">${t(context, "foot.picture")}</dt>
                <dd class="acts">${charts.map((chart) => this.#pictures(context, chart))}</dd>`
            : nothing
        }
        <dt class="acts">${t(context, "foot.take")}</dt>
        <dd class="acts">
          ${button(t(context, "foot.print"), () => context.print())}
          ${offline ? button(t(context, "foot.page"), () => this.#make(context, `${fileName(context.disclosure)}.html`, "text/html", offline), t(context, "foot.page-what")) : nothing}
          ${button(t(context, "foot.embed"), () => this.#copy(context, "foot.embed.label", context.embedded()))}
          ${button(t(context, "foot.link"), () => this.#copy(context, "foot.link.label", context.address()))}
        </dd>
      </dl>
      <p class="said" role="status">${this.#said}</p>
      ${this.#shown ? this.#fieldOf(context, this.#shown) : nothing}
    </div>`;
  }

  #data(context: Context, charts: readonly ChartPanel[]): TemplateResult {
    const { disclosure, lang } = context;
    const name = fileName(disclosure);
    const json = "application/json";
    const table = openTable(context);
    const { key, view } = context.place;
    const csv = table
      ? { what: table.title, text: () => disclosure.toCSV(table.id) }
      : view === "comparison"
        ? {
            what: t(context, "view.comparison"),
            text: () => disclosure.compared.comparisonCsv(lang, context.unit, key ?? ""),
          }
        : charts.length > 0
          ? { what: t(context, "foot.shown"), text: () => joined(charts.map((chart) => chart.csv())) }
          : undefined;
    const xlsx = async () => {
      // A copy: a thread takes what it is given.
      const source = disclosure.bytes.slice();
      return (await perform({ source, what: "xlsx", lang })) as Uint8Array<ArrayBuffer>;
    };
    const file = (key: string, end: string, type: string, make: () => BlobPart | Promise<BlobPart>) =>
      button(
        t(context, `foot.data.${key}`),
        () => this.#make(context, `${name}.${end}`, type, make),
        t(context, `foot.data.${key}-what`, { what: csv?.what ?? "" }),
      );
    return html`
      ${csv ? file("csv", `${fileSafe(csv.what)}.csv`, "text/csv", csv.text) : nothing}
      ${hasReader() ? file("xlsx", "xlsx", XLSX, xlsx) : nothing}
      ${file("json", "json", json, () => JSON.stringify(disclosure.toJSON(), undefined, 1))}
      ${file("report", "report.json", json, () => JSON.stringify(disclosure.report(), undefined, 1))}
    `;
  }

  #pictures(context: Context, chart: ChartPanel): TemplateResult {
    const what = chart.label;
    const name = `${fileName(context.disclosure)}.${fileSafe(what)}`;
    const caption = {
      title: what,
      unit: t(context, "picture.unit", { unit: context.unit }),
      source: t(context, "picture.source", { source: source(context) }),
    };
    const png = () => chart.png(caption);
    const svg = () => chart.svg(caption);
    return html`<span class="of"
      ><span>${what}</span>
      ${button("PNG", () => this.#make(context, `${name}.png`, "image/png", png), t(context, "foot.png-what", { what }))}
      ${button("SVG", () => this.#make(context, `${name}.svg`, "image/svg+xml", svg), t(context, "foot.svg-what", { what }))}
    </span>`;
  }

  #fieldOf(context: Context, { label, text }: Field): TemplateResult {
    const close = () => {
      this.#shown = undefined;
      this.#say("");
    };
    return html`<div class="field">
      <label>
        <span>${label}</span>
        <textarea
          readonly
          rows="3"
          .value=${text}
          ${ref(this.#field)}
          @focus=${(event: FocusEvent) => (event.target as HTMLTextAreaElement).select()}
        ></textarea>
      </label>
      ${button(t(context, "foot.close"), close)}
    </div>`;
  }

  async #make(
    context: Context,
    name: string,
    type: string,
    make: () => BlobPart | Promise<BlobPart>,
  ): Promise<void> {
    this.#say(t(context, "foot.working"));
    try {
      download(new Blob([await make()], { type }), name);
      this.#say("");
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      this.#say(t(context, "foot.failed", { detail }));
    }
  }

  /** The text stands in a field whether it was copied or not: who pastes code wants to see it. */
  async #copy(context: Context, label: string, text: string): Promise<void> {
    this.#shown = { label: t(context, label), text };
    this.#say(t(context, (await copy(text)) ? "foot.copied" : "foot.not-copied"));
    requestAnimationFrame(() => this.#field.value?.focus());
  }

  #say(words: string): void {
    this.#said = words;
    this.request();
  }
}

function button(words: string, act: () => unknown, label?: string): TemplateResult {
  return html`<button type="button" class="link" aria-label=${label ?? nothing} @click=${act}>
    ${words}
  </button>`;
}

/** The table that is open, in its view or under the inspector. */
function openTable(context: Context): { id: string; title: string } | undefined {
  const { disclosure, place, selected } = context;
  const id = selected?.split(".")[0] ?? (place.view === "tables" ? place.table : undefined);
  const first = place.view === "tables" ? disclosure.tables[0] : undefined;
  return disclosure.tables.find((table) => table.id === id) ?? first;
}

/** Where what is shown is from: the document, its table, the row and column of the cell that is open. */
function source(context: Context): string {
  const { disclosure, lang, unit, selected } = context;
  const { title, core } = disclosure;
  const at = selected && (core.locate(selected) as CellAddress | null);
  const open = at && (core.inspect(lang, unit, at.table, at.row, at.column) as Inspection | null);
  if (open) {
    const { table, name: row, column } = open;
    return t(context, "source.cell", { title, table, row, column });
  }
  const table = openTable(context);
  if (table) return t(context, "source.table", { title, table: table.title });
  return t(context, "source.line", { title, count: disclosure.tables.length });
}

/** Several files of CSV as one: only the first begins with a byte order mark and the names of the columns. */
function joined(files: string[]): string {
  return files.map((file, at) => (at === 0 ? file : file.slice(file.indexOf("\n") + 1))).join("");
}
