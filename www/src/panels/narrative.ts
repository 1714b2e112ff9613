/** The sentences as published: chapters at the side, every figure leading to its place, terms to their meaning. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import { sign } from "./verdict.js";
import type { Chapter, Narrative, Paragraph, Run } from "../types.js";

export function narrative(context: Context): TemplateResult {
  const { disclosure, lang, place } = context;
  // The page is the one that holds the line of a link.
  const line = place.sentence ? Number.parseInt(place.sentence, 10) : place.line;
  const data = disclosure.core.narrative(lang, place.key, line) as Narrative;
  const shown = context.paper
    ? whole(context)
    : data.chapters.filter((chapter) => chapter.paragraphs.length > 0);
  if (shown.length === 0) return html`<p class="soft">${t(context, "narrative.none")}</p>`;
  return html`<div class="published narrative">
    <nav aria-label=${t(context, "narrative.list")}>
      <ol class="table-list">
        ${data.chapters.map((chapter) => entry(context, chapter))}
      </ol>
    </nav>
    <div class="prose">
      ${shown.some((chapter) => chapter.figures > 0) ? legend(context) : nothing}
      ${context.paper ? nothing : turn(context, data.previous, "narrative.previous")}
      ${shown.map((chapter) => section(context, chapter))}
      ${context.paper ? nothing : turn(context, data.next, "narrative.next")}
    </div>
  </div>`;
}

/** The chapters of all pages; what goes on from one page to the next is one again. */
function whole({ disclosure, lang }: Context): Chapter[] {
  const shown: Chapter[] = [];
  let next: string | null | undefined;
  do {
    const page = disclosure.core.narrative(lang, next) as Narrative;
    for (const chapter of page.chapters) {
      const last = shown[shown.length - 1];
      if (last?.key === chapter.key && !chapter.begins) last.paragraphs.push(...chapter.paragraphs);
      else if (chapter.paragraphs.length > 0) shown.push(chapter);
    }
    next = page.next;
  } while (next);
  return shown;
}

function title(context: Context, chapter: Chapter): string {
  return chapter.heading || t(context, `narrative.part.${chapter.part}`);
}

function entry(context: Context, chapter: Chapter): TemplateResult {
  const { figures, findings, key } = chapter;
  const open = () => context.go({ view: "narrative", key });
  return html`<li>
    <button type="button" aria-current=${key === context.place.key ? "location" : nothing} @click=${open}>
      <span>${title(context, chapter)}</span>
      <span class="soft counts">
        ${figures > 0 ? html`<span>${t(context, "narrative.figures", { count: figures })}</span>` : nothing}
        ${findings > 0 ? html`<span>${sign("attention")}${t(context, "narrative.findings", { count: findings })}</span>` : nothing}
      </span>
    </button>
  </li>`;
}

/** How figures are marked. */
function legend(context: Context): TemplateResult {
  const item = (what: "in-table" | "checked" | "alone") =>
    html`<li>
      <span class="cited ${what}" aria-hidden="true"
        ><span class="sample">${t(context, "narrative.sample")}</span>${
          what === "alone" ? sign("not-checked") : nothing
        }</span
      >
      ${t(context, `narrative.${what}`)}
    </li>`;
  return html`<ul class="legend soft">
    ${item("in-table")} ${item("checked")} ${item("alone")}
  </ul>`;
}

function section(context: Context, chapter: Chapter): TemplateResult {
  return html`<section>
    ${
      chapter.begins
        ? html`<h3 tabindex="-1" data-key=${chapter.key}>${title(context, chapter)}</h3>`
        : html`<h3 class="soft">${t(context, "narrative.continued", { title: title(context, chapter) })}</h3>`
    }
    <div class=${chapter.part}>${chapter.paragraphs.map((one) => paragraph(context, one))}</div>
  </section>`;
}

function paragraph(context: Context, one: Paragraph): TemplateResult {
  const words = one.pieces.map((piece) => run(context, piece));
  const here = one.line === context.place.line ? "here" : nothing;
  return one.heading ? html`<h4 class=${here}>${words}</h4>` : html`<p class=${here}>${words}</p>`;
}

function run(context: Context, piece: Run): TemplateResult {
  const { at, check, text, what } = piece;
  const mark = piece.sign ? sign(piece.sign) : nothing;
  if (what === "") return html`${text}`;
  if (what === "term")
    return html`<button
      type="button"
      class="term-link"
      aria-haspopup="dialog"
      @click=${(event: Event) => context.open({ name: "terms", term: piece.term ?? "" }, event.currentTarget)}
    >
      ${text}
    </button>`;
  if (!at)
    return html`<span class="cited words">${text}</span
      ><button
        type="button"
        class="finding"
        aria-label="${text} ${t(context, "narrative.finding")}"
        @click=${() => context.go({ view: "checks", check: check ?? undefined })}
      >
        ${mark}
      </button>`;
  const word = piece.sign
    ? t(context, "narrative.finding")
    : what === "alone"
      ? t(context, "narrative.alone")
      : "";
  const quiet = what === "alone" && !piece.sign ? sign("not-checked") : mark;
  return html`<span class="cited ${what}"
    >${figure(context, text, at, word ? `${text} ${word}` : undefined)}${quiet}</span
  >`;
}

/** Leads to the page before or behind. */
function turn(context: Context, key: string | null, words: string): TemplateResult | typeof nothing {
  if (!key) return nothing;
  return html`<button type="button" class="link turn" @click=${() => context.go({ view: "narrative", key })}>
    ${t(context, words)}
  </button>`;
}
