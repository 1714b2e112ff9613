/**
 * A chart and its table: one thing, two forms. The canvas is painted from a frame of the core; pointer, keyboard and
 * screen reader read the same frame; hover and focus are marks over the canvas, so a move never repaints it.
 */
import { html, nothing, svg, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { t, type Context } from "../context.js";
import type { Core } from "../disclosure.js";
import { figure } from "./figure.js";
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

export interface ChartActions {
  /** What this chart shows, for a screen reader. */
  label: string;
  /** Goes into a mark that has a level below. */
  open?: ((mark: Mark) => void) | undefined;
  /** Goes one level up. */
  up?: (() => void) | undefined;
}

export class ChartPanel {
  #canvas = createRef<HTMLCanvasElement>();
  #host = createRef<HTMLElement>();
  #tip = createRef<HTMLElement>();
  #frame: Frame | undefined;
  #marks: Mark[] = [];
  #drawn = "";
  #hover = -1;
  #focus = -1;
  #asTable = false;
  #pointer = { x: 0, y: 0 };
  #actions: ChartActions = { label: "" };
  #context: Context | undefined;

  constructor(
    readonly id: ChartId,
    readonly name: string,
    readonly request: () => void,
  ) {}

  /** The markup for `key` (a level of the classification) at `width` CSS pixels. */
  render(context: Context, width: number, key: string | undefined, actions: ChartActions): TemplateResult {
    this.#actions = actions;
    this.#lay(context, width, key);
    if (!this.#frame) return html``;
    return html`<div class="chart" part="chart">
      ${this.#asTable ? this.#table(context) : this.#picture(context)}
      <div class="chart-tools">
        <span class="hint" id="${this.name}-help">${this.#asTable ? nothing : t(context, "chart.help")}</span>
        <button type="button" class="quiet" aria-pressed=${this.#asTable} @click=${() => this.#toggle()}>
          ${t(context, this.#asTable ? "chart.as-chart" : "chart.as-table")}
        </button>
      </div>
    </div>`;
  }

  /** Paints what was laid out, after the markup is in the page. */
  paint(ratio: number): void {
    const canvas = this.#canvas.value;
    if (!this.#frame || !canvas || !this.#context) return;
    const wanted = `${this.#drawn}@${ratio}`;
    if (canvas.dataset["drawn"] === wanted) return;
    this.#frame.draw(canvas, ratio, this.#context.font);
    canvas.dataset["drawn"] = wanted;
  }

  free(): void {
    this.#frame?.free();
    this.forget();
  }

  /** Lets go of what was laid out without touching the core, which may have broken. */
  forget(): void {
    this.#frame = undefined;
    this.#drawn = "";
    this.#marks = [];
  }

  #lay(context: Context, width: number, key: string | undefined): void {
    const { chart, disclosure, lang, unit } = context;
    const options = { ...chart, width };
    const wanted = JSON.stringify([disclosure.serial, key, options, context.font]);
    this.#context = context;
    if (wanted === this.#drawn) return;
    this.free();
    const { large, theme, colours } = chart;
    this.#frame = disclosure.core.chart(this.id, key, width, chart.lang, chart.unit, large, theme, colours);
    this.#marks = (this.#frame?.marks(lang, unit) ?? []) as Mark[];
    this.#drawn = wanted;
    this.#hover = -1;
    // A level further down or up keeps the keyboard where it is: on the first mark of what is new.
    const root = this.#host.value?.getRootNode() as ShadowRoot | undefined;
    this.#focus = -1;
    if (root && root.activeElement === this.#host.value) this.#focus = this.#step("first");
  }

  #picture(context: Context): TemplateResult {
    const frame = this.#frame as Frame;
    const size = { width: `${frame.width}px`, height: `${frame.height}px` };
    const focused = this.#marks[this.#focus];
    const hovered = this.#marks[this.#hover];
    return html`<div
      class="picture"
      ${ref((element) => {
        // Styles are set as properties: a style attribute falls under the page's policy.
        if (element) Object.assign((element as HTMLElement).style, { height: size.height });
      })}
    >
      <canvas
        ${ref(this.#canvas)}
        aria-hidden="true"
        dir="ltr"
        ${ref((element) => {
          if (element) Object.assign((element as HTMLElement).style, size);
        })}
      ></canvas>
      <svg class="marks" aria-hidden="true" viewBox="0 0 ${frame.width * 10} ${frame.height * 10}">
        ${hovered ? svg`<path class="hover" d=${hovered.path} />` : nothing}
        ${focused ? svg`<path class="focus" d=${focused.path} />` : nothing}
      </svg>
      <div
        class="keys${hovered?.at || hovered?.opens ? " point" : ""}"
        role="listbox"
        tabindex="0"
        aria-label=${this.#actions.label}
        aria-describedby="${this.name}-help"
        aria-activedescendant=${focused ? this.#optionId(this.#focus) : nothing}
        ${ref(this.#host)}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @focus=${() => this.#setFocus(this.#focus < 0 ? this.#step("first") : this.#focus)}
        @blur=${() => this.#setFocus(-1)}
        @pointermove=${(event: PointerEvent) => this.#move(event)}
        @pointerleave=${() => this.#setHover(-1)}
        @click=${(event: MouseEvent) => this.#click(event)}
      >
        ${this.#marks.map((mark, at) =>
          mark.stop
            ? html`<div role="option" id=${this.#optionId(at)} aria-selected=${at === this.#focus}>
                ${mark.spoken}
              </div>`
            : nothing,
        )}
      </div>
      ${this.#card(context, hovered ?? focused)}
    </div>`;
  }

  /** Name, amount with unit, share: beside the pointer, or beside the mark that has the focus. */
  #card(context: Context, mark: Mark | undefined): TemplateResult | typeof nothing {
    if (!mark) return nothing;
    const place = (element: Element | undefined) => {
      if (element) this.#place(element as HTMLElement, mark);
    };
    return html`<div class="card-tip" aria-hidden="true" ${ref(this.#tip)} ${ref(place)}>
      <span>${mark.name}</span>
      <b>${mark.value} <small>${mark.unit}</small></b>
      ${mark.share ? html`<span class="soft">${mark.share}</span>` : nothing}
    </div>`;
  }

  #place(card: HTMLElement, mark: Mark): void {
    const room = card.parentElement?.clientWidth ?? 0;
    const [left, top, width] = mark.bounds;
    const byPointer = this.#hover >= 0;
    const x = byPointer ? this.#pointer.x + 14 : left + width / 2;
    const y = byPointer ? this.#pointer.y + 18 : top - 8 - card.offsetHeight;
    const clear = Math.max(0, Math.min(x, room - card.offsetWidth));
    Object.assign(card.style, { left: `${clear}px`, top: `${Math.max(y, -card.offsetHeight)}px` });
  }

  #table(context: Context): TemplateResult {
    const rows = this.#marks.filter((mark) => mark.stop);
    return html`<div class="scroll">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">${t(context, "chart.column.name")}</th>
            <th scope="col" class="number">
              ${t(context, "chart.column.amount")} <small>${context.unit}</small>
            </th>
            <th scope="col" class="number">${t(context, "chart.column.share")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (mark) =>
              html`<tr>
                <th scope="row">
                  ${
                    mark.opens && this.#actions.open
                      ? html`<button type="button" class="link" @click=${() => this.#actions.open?.(mark)}>
                          ${mark.name}
                        </button>`
                      : mark.name
                  }
                </th>
                <td class="number">${mark.at ? figure(context, mark.value, mark.at) : mark.value}</td>
                <td class="number soft">${mark.share}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #optionId(at: number): string {
    return `${this.name}-${at}`;
  }

  #step(direction: string): number {
    return this.#frame?.step(this.#focus, direction) ?? -1;
  }

  #key(event: KeyboardEvent): void {
    const mark = this.#marks[this.#focus];
    const step = STEPS[event.key];
    if (event.altKey ? event.key === "ArrowUp" : event.key === "Escape") {
      // Only what this chart can undo is its own; otherwise Escape belongs to the panel around it.
      if (!this.#actions.up) return;
      this.#actions.up();
    } else if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    } else if (step) {
      this.#setFocus(this.#step(step));
    } else if (event.key === "Enter" && mark) {
      this.#act(mark);
    } else if (event.key === " " && mark?.at) {
      this.#context?.inspect(mark.at, this.#host.value ?? null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #act(mark: Mark): void {
    if (mark.opens && this.#actions.open) this.#actions.open(mark);
    else if (mark.at) this.#context?.inspect(mark.at, this.#host.value ?? null);
  }

  #at(event: MouseEvent): number {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.#pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    return this.#frame?.hit(this.#pointer.x, this.#pointer.y) ?? -1;
  }

  #move(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.#setHover(this.#at(event));
  }

  #click(event: MouseEvent): void {
    // A screen reader clicks the option itself, which lies nowhere near its mark.
    const option = (event.target as Element).id;
    const chosen = this.#marks.findIndex((_, at) => option === this.#optionId(at));
    const at = chosen >= 0 ? chosen : this.#at(event);
    const mark = this.#marks[at];
    if (!mark) return;
    // A row goes in, its number shows its place.
    const { x, y } = this.#pointer;
    const unit = this.#context?.unit ?? "";
    if (mark.at && chosen < 0 && this.#frame?.isAmount(at, unit, x, y))
      this.#context?.inspect(mark.at, this.#host.value);
    else this.#act(mark);
  }

  #setHover(at: number): void {
    const mark = this.#marks[at];
    if (at !== this.#hover) {
      this.#hover = at;
      this.request();
    } else if (mark && this.#tip.value) {
      this.#place(this.#tip.value, mark);
    }
  }

  #setFocus(at: number): void {
    if (at === this.#focus) return;
    this.#focus = at;
    this.request();
  }

  #toggle(): void {
    this.#asTable = !this.#asTable;
    this.request();
  }
}
