/**
 * A chart and its table: one thing, two forms. The canvas is painted from a frame of the core; pointer, keyboard and
 * screen reader read the same frame. Hover and focus are marks over the canvas and change in place: a move asks the core
 * for what lies there and for nothing else, renders nothing anew and repaints nothing.
 */
import { html, nothing, render, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import type { Core } from "../disclosure.js";
import { BudgetError } from "../errors.js";
import { isBreach } from "../instance.js";
import { placeBeside, tip } from "./chart-card.js";
import { pageOf, rowsOf } from "./chart-table.js";
import { grow } from "./follow.js";
import type { ChartId, Mark } from "../types.js";

type Frame = NonNullable<ReturnType<Core["chart"]>>;

const STEPS: Readonly<Record<string, string>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

/** How many options stand in the list around the one that has the focus. */
const OPTIONS = 200;

/** What stands around a chart that leaves the page. */
export interface Caption {
  title: string;
  unit: string;
  source: string;
}

export interface ChartActions {
  /** What this chart shows, for a screen reader. */
  label: string;
  /** What the chart is of, where there are several: a level of the classification, a project. */
  key?: string | undefined;
  /** Tells the charts of one kind that stand in a view together. */
  name?: string | undefined;
  /** The width that it has, in CSS pixels, where that is less than the view's. */
  width?: number | undefined;
  /** Goes into a mark that has a level below. */
  open?: ((mark: Mark) => void) | undefined;
  /** Goes one level up. */
  up?: (() => void) | undefined;
}

export class ChartPanel {
  readonly #picture = createRef<HTMLElement>();
  readonly #canvas = createRef<HTMLCanvasElement>();
  readonly #host = createRef<HTMLElement>();
  readonly #tip = createRef<HTMLElement>();
  readonly #marks = new Map<number, Mark>();
  #frame: Frame | undefined;
  #order: Uint32Array = new Uint32Array();
  #drawn = "";
  #key: string | undefined;
  /** Marks by their index; -1 for none. */
  #hover = -1;
  #at = -1;
  /** The mark under the pointer whose card was sent away. */
  #quiet = -1;
  /** The mark whose card stays, with its buttons. */
  #pinned = -1;
  /** The places in the order of the options that stand in the list. */
  #window = { from: 0, to: 0 };
  #asTable = false;
  #page = 0;
  #pointer = { x: 0, y: 0 };
  #byTouch = false;
  /** The box of the mark that was gone into. */
  #opened: Mark["bounds"] | undefined;
  #actions: ChartActions = { label: "" };
  #context: Context | undefined;

  constructor(
    readonly id: ChartId,
    readonly name: string,
    readonly request: () => void,
  ) {}

  /** Nothing where there is nothing to draw. */
  render(context: Context, actions: ChartActions): TemplateResult | typeof nothing {
    this.#actions = actions;
    this.#lay(context, actions.key);
    if (!this.#frame) return nothing;
    return html`<div class="chart" part="chart">
      ${this.#asTable ? this.#table(context) : this.#image(this.#frame)}
      <div class="chart-tools">
        <span class="hint" id="${this.name}-help">${this.#asTable ? nothing : t(context, "chart.help")}</span>
        <button type="button" class="quiet" @click=${() => this.#toggle()}>
          ${t(context, this.#asTable ? "chart.as-chart" : "chart.as-table")}
        </button>
      </div>
    </div>`;
  }

  /** Paints what was laid out, after the markup is in the page. */
  paint(ratio: number): void {
    const canvas = this.#canvas.value;
    if (!this.#frame || !canvas?.isConnected || !this.#context) return;
    const wanted = `${this.#drawn}@${ratio}`;
    if (canvas.dataset["drawn"] === wanted) return;
    try {
      this.#frame.draw(canvas, ratio, this.#context.font);
    } catch (thrown) {
      if (isBreach(thrown)) throw thrown;
      // Some browsers give no canvas, against fingerprinting: the numbers are shown all the same.
      this.#asTable = true;
      return this.request();
    }
    canvas.dataset["drawn"] = wanted;
    this.#follow();
    this.#activate();
    this.#show();
    // The words of the list can wait until the picture is on the screen.
    requestAnimationFrame(() => setTimeout(() => this.#list()));
  }

  /** What it shows. */
  get label(): string {
    return this.#actions.label;
  }

  /** What the keyboard stops at, as CSV with a byte order mark. */
  csv(): string {
    const { lang = "", unit = "" } = this.#context ?? {};
    return this.#frame?.toCsv(this.label, lang, unit) ?? "";
  }

  /** A picture of its own, twice as large as on the screen. */
  async png(caption: Caption): Promise<Blob> {
    const canvas = document.createElement("canvas");
    this.#captioned(caption, (picture) => picture.draw(canvas, 2, this.#context?.font ?? ""));
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!made) throw new BudgetError("unsupported", "PNG");
    return made;
  }

  svg(caption: Caption): string {
    return this.#captioned(caption, (picture) => picture.svg(caption.title));
  }

  #captioned<Made>({ title, unit, source }: Caption, make: (picture: Frame) => Made): Made {
    if (!this.#frame) throw new BudgetError("internal", title);
    const picture = this.#frame.captioned(title, unit, source);
    try {
      return make(picture);
    } finally {
      picture.free();
    }
  }

  /** Gives its frame back; it is laid out anew when it is rendered again. */
  free(): void {
    this.#frame?.free();
    this.forget();
  }

  /** Lets go of what was laid out without touching the core, which may have broken. */
  forget(): void {
    this.#frame = undefined;
    this.#drawn = "";
    this.#marks.clear();
  }

  #lay(context: Context, key: string | undefined): void {
    const { look, disclosure } = context;
    const width = this.#actions.width ?? context.width;
    const wanted = JSON.stringify([this.id, disclosure.serial, key, width, look, context.font]);
    this.#context = context;
    if (wanted === this.#drawn) return;
    const { lang, unit, large, theme, colours } = look;
    this.free();
    this.#frame = disclosure.compared.chart(this.id, key, width, lang, unit, large, theme, colours);
    this.#order = this.#frame?.order ?? new Uint32Array();
    this.#drawn = wanted;
    this.#hover = this.#pinned = -1;
    this.#window = { from: 0, to: 0 };
    if (key === this.#key && this.#at < this.#order.length) return;
    // A level further down or up keeps the keyboard where it is: on the first mark of what is new.
    this.#key = key;
    this.#page = 0;
    this.#at = this.#hasFocus() ? this.#step("first") : -1;
  }

  /** What is known of a mark, asked once. */
  #mark(at: number): Mark | undefined {
    if (at < 0 || !this.#frame || !this.#context) return undefined;
    let mark = this.#marks.get(at);
    if (!mark) {
      const { lang, unit } = this.#context;
      mark = (this.#frame.mark(at, lang, unit) as Mark | null) ?? undefined;
      if (mark) this.#marks.set(at, mark);
    }
    return mark;
  }

  #image({ width, height }: Frame): TemplateResult {
    // Styles are set as properties: a style attribute falls under the page's policy.
    const sized = (style: Partial<CSSStyleDeclaration>) => (element: Element | undefined) =>
      element && Object.assign((element as HTMLElement).style, style);
    const tall = sized({ height: `${height}px` });
    const exact = sized({ width: `${width}px`, height: `${height}px` });
    return html`<div class="picture" ${ref(this.#picture)} ${ref(tall)} @focusout=${this.#leave}>
      <canvas ${ref(this.#canvas)} ${ref(exact)} aria-hidden="true" dir="ltr"></canvas>
      <svg class="marks" aria-hidden="true" viewBox="0 0 ${width * 10} ${height * 10}">
        <path class="hover"></path>
        <path class="focus"></path>
      </svg>
      <div
        class="keys"
        role="listbox"
        tabindex="0"
        aria-label=${this.#actions.label}
        aria-describedby="${this.name}-help"
        ${ref(this.#host)}
        @keydown=${this.#press}
        @focus=${() => this.#go(this.#at < 0 ? this.#step("first") : this.#at)}
        @blur=${() => this.#show()}
        @pointerdown=${(event: PointerEvent) => (this.#byTouch = event.pointerType === "touch")}
        @pointermove=${this.#move}
        @pointerleave=${() => this.#point(-1)}
        @click=${this.#click}
      ></div>
      <div class="card-tip" hidden ${ref(this.#tip)}></div>
    </div>`;
  }

  #table(context: Context): TemplateResult {
    return rowsOf(context, {
      count: this.#order.length,
      page: this.#page,
      mark: (place) => this.#mark(this.#order[place] ?? -1),
      selected: this.#at,
      open: this.#actions.open,
      turn: (page) => {
        this.#page = page;
        this.request();
      },
    });
  }

  #optionId(at: number): string {
    return `${this.name}-${at}`;
  }

  #step(direction: string): number {
    return this.#frame?.step(this.#at, direction) ?? -1;
  }

  #hasFocus(): boolean {
    const root = this.#host.value?.getRootNode() as ShadowRoot | undefined;
    return root !== undefined && root.activeElement === this.#host.value;
  }

  /** The options around the mark that has the focus. */
  #list(): void {
    const host = this.#host.value;
    if (!host?.isConnected) return;
    const { from, to } = this.#window;
    const place = Math.max(0, (this.#mark(this.#at)?.place ?? 1) - 1);
    // A host that was put in anew is empty, whatever the one before it held.
    if (host.childElementCount > 0 && place >= from && place < to) return;
    const count = this.#order.length;
    const start = Math.max(0, Math.min(place - OPTIONS / 2, count - OPTIONS));
    this.#window = { from: start, to: Math.min(count, start + OPTIONS) };
    const options = [...this.#order.subarray(start, this.#window.to)].map((at, offset) => {
      return html`<div
        role="option"
        id=${this.#optionId(at)}
        aria-selected=${at === this.#at}
        aria-setsize=${count}
        aria-posinset=${start + offset + 1}
      >
        ${this.#mark(at)?.spoken}
      </div>`;
    });
    render(html`${options}`, host);
  }

  /** The keyboard goes to a mark. */
  #go(at: number): void {
    const root = this.#host.value?.getRootNode() as ShadowRoot | undefined;
    root?.getElementById(this.#optionId(this.#at))?.setAttribute("aria-selected", "false");
    this.#at = at;
    this.#pinned = -1;
    this.#list();
    // A change of the active option is read out by itself; a live region would say the sentence twice.
    root?.getElementById(this.#optionId(at))?.setAttribute("aria-selected", "true");
    this.#activate();
    this.#show();
  }

  /** Names the active option. */
  #activate(): void {
    if (this.#at < 0) this.#host.value?.removeAttribute("aria-activedescendant");
    else this.#host.value?.setAttribute("aria-activedescendant", this.#optionId(this.#at));
  }

  /** The outlines and the card, as hover and focus have it. */
  #show(): void {
    const picture = this.#picture.value;
    const card = this.#tip.value;
    if (!picture || !card || !this.#context) return;
    const focused = this.#hasFocus() ? this.#mark(this.#at) : undefined;
    const hovered = this.#mark(this.#hover);
    const pinned = this.#mark(this.#pinned);
    const outline = (name: string, mark: Mark | undefined) =>
      picture.querySelector(`.marks .${name}`)?.setAttribute("d", mark?.path ?? "");
    outline("hover", hovered ?? pinned);
    outline("focus", focused);
    const acts = hovered?.at || (hovered?.opens && this.#actions.open);
    this.#host.value?.classList.toggle("point", Boolean(acts));
    const shown = pinned ?? hovered ?? focused;
    card.hidden = !shown;
    if (!shown) return;
    card.toggleAttribute("data-pinned", Boolean(pinned));
    const { at } = shown;
    const context = this.#context;
    render(
      tip(
        context,
        shown,
        pinned && {
          open: shown.opens && this.#actions.open ? () => this.#actions.open?.(shown) : undefined,
          inspect: at ? () => context.inspect(at, this.#host.value) : undefined,
        },
      ),
      card,
    );
    this.#place(shown);
  }

  #place(mark: Mark): void {
    const card = this.#tip.value;
    if (!card) return;
    placeBeside(card, mark.bounds, this.#hover >= 0 && this.#pinned < 0 ? this.#pointer : undefined);
  }

  readonly #press = (event: KeyboardEvent): void => {
    const mark = this.#mark(this.#at);
    const step = STEPS[event.key];
    if (event.key === "Escape" && this.#pinned >= 0) {
      this.#pin(-1);
    } else if (event.key === "Escape" && this.dismiss()) {
      // The next one goes up.
    } else if (event.altKey ? event.key === "ArrowUp" : event.key === "Escape") {
      // Only what this chart can undo is its own; otherwise Escape belongs to the panel around it.
      if (!this.#actions.up) return;
      this.#actions.up();
    } else if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    } else if (step) {
      this.#go(this.#step(step));
    } else if (event.key === "Enter" && mark) {
      this.#act(mark);
    } else if (event.key === " " && mark?.at) {
      this.#context?.inspect(mark.at, this.#host.value ?? null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #act(mark: Mark): void {
    if (mark.opens && this.#actions.open) {
      this.#opened = mark.bounds;
      this.#actions.open(mark);
    } else if (mark.at) {
      this.#context?.inspect(mark.at, this.#host.value ?? null);
    }
  }

  #hit(event: MouseEvent): number {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.#pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    return this.#frame?.hit(this.#pointer.x, this.#pointer.y) ?? -1;
  }

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerType !== "touch") this.#point(this.#hit(event));
  };

  readonly #click = (event: MouseEvent): void => {
    // A screen reader clicks the option itself, which lies nowhere near its mark.
    const chosen = (event.target as Element).id;
    const option = this.#order.find((at) => chosen === this.#optionId(at));
    const at = option ?? this.#hit(event);
    const mark = this.#mark(at);
    // Nothing by hover alone: where there is no hover, or it is hard to hold, the first press shows what the second does.
    const needsCard = option === undefined && (this.#byTouch || this.#context?.look.large);
    if (needsCard && at !== this.#pinned) return this.#pin(at);
    if (!mark) return this.#pin(-1);
    // A row goes in, its number shows its place.
    const { x, y } = this.#pointer;
    const unit = this.#context?.unit ?? "";
    if (mark.at && option === undefined && this.#frame?.isAmount(at, unit, x, y))
      this.#context?.inspect(mark.at, this.#host.value);
    else this.#act(mark);
  };

  readonly #leave = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (this.#pinned >= 0 && !(to instanceof Node && this.#picture.value?.contains(to))) this.#pin(-1);
  };

  #pin(at: number): void {
    if (this.#mark(at)?.place) this.#go(at);
    this.#pinned = at;
    this.#hover = -1;
    this.#show();
  }

  /** Sends the card of the pointer away, until the pointer is on another mark; false where there is none. */
  dismiss(): boolean {
    if (!this.#frame || this.#hover < 0) return false;
    this.#quiet = this.#hover;
    this.#hover = -1;
    this.#show();
    return true;
  }

  #point(under: number): void {
    if (under !== this.#quiet) this.#quiet = -1;
    const at = this.#quiet < 0 ? under : -1;
    const mark = this.#mark(at);
    if (at !== this.#hover) {
      this.#hover = at;
      this.#show();
    } else if (mark && this.#pinned < 0) {
      this.#place(mark);
    }
  }

  /** What was gone into grows to the new picture. */
  #follow(): void {
    const picture = this.#picture.value;
    if (picture && this.#opened) grow(picture, this.#opened);
    this.#opened = undefined;
  }

  /** The other form, with the same mark selected. */
  #toggle(): void {
    this.#asTable = !this.#asTable;
    const place = this.#mark(this.#at)?.place;
    if (place) this.#page = pageOf(place);
    this.#hover = this.#pinned = -1;
    this.#window = { from: 0, to: 0 };
    this.request();
  }
}
