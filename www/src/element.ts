/** `<budget-widget>`: a disclosure on a page. Importing this file registers nothing; see `define.ts`. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { link, placeOf, type Context } from "./context.js";
import { Compared, type Named } from "./compared.js";
import { readFirst, type Disclosure } from "./disclosure.js";
import { fileName } from "./download.js";
import { BudgetError, budgetError } from "./errors.js";
import { say, wordsOf, type Words } from "./i18n.js";
import { isBreach, onDrop } from "./instance.js";
import { opensSearch } from "./keys.js";
import { ChartPanel, type ChartActions } from "./panels/chart.js";
import { Footer } from "./panels/footer.js";
import { header, tabs } from "./panels/header.js";
import { PANELS } from "./panels/index.js";
import { inspector, otherPlaces } from "./panels/inspector.js";
import { failure } from "./panels/failure.js";
import { paletteSheet } from "./palette.js";
import { languageOf, PAPER, roomOf, themeOf } from "./look.js";
import { printAlone, unfold } from "./print.js";
import { onRatio } from "./ratio.js";
import { Sheets } from "./sheets.js";
import { isInRightHalf, showExcerpt, showSelected, showTab } from "./sight.js";
import type { Progress } from "./sources.js";
import { styles } from "./styles.js";
import { oneOf, readPlace, SIZES, THEMES, UNITS, VIEWS, writePlace } from "./state.js";
import type { Place, Selection, Size, Theme } from "./state.js";
import { isCell, type Address, type ChartId, type Quote, type Unit } from "./types.js";
import type { BudgetEvents } from "./types/events.js";
import { loadWasm, type Wasm } from "./wasm.js";
import { elsewhere, embedLine, scriptText } from "./where.js";

/** A document that breaks the core again and again is not shown a further time by itself. */
const REBUILDS = 3;

/** The widget that keeps the page's address; others on the page leave it alone. */
let keeper: BudgetWidgetElement | undefined;

export class BudgetWidgetElement extends LitElement {
  static override get styles() {
    return styles();
  }

  static override get properties() {
    return {
      src: { type: String },
      view: { type: String },
      lang: { type: String },
      unit: { type: String },
      theme: { type: String, reflect: true },
      size: { type: String, reflect: true },
      compare: { type: String },
    };
  }

  declare src: string | null;
  declare view: string | null;
  declare unit: string | null;
  declare theme: string | null;
  declare size: string | null;
  /** Addresses of disclosures to compare with, separated by blanks. */
  declare compare: string | null;

  #disclosure: Disclosure | undefined;
  #wasm: Wasm | undefined;
  #words: Words = {};
  #checked = false;
  #onPaper = false;
  #error: BudgetError | undefined;
  #place: Place | undefined;
  #selection: Selection | undefined;
  #opener: HTMLElement | undefined;
  #opened = new Set<string>();
  #chosen = new Map<string, string>();
  #pointerX = 0;
  #toLeft = false;
  #centred: string | undefined;
  /** The view whose tab was brought into sight, with what decides where tabs stand. */
  #tab: string | undefined;
  #width = 0;
  #coloured = false;
  #reading: AbortController | undefined;
  /** How often the core broke under what is shown. */
  #rebuilt = 0;
  readonly #undo: (() => void)[] = [];
  readonly #sheets = new Sheets(
    () => this.renderRoot,
    () => {
      this.requestUpdate();
      return this.updateComplete;
    },
  );
  /** By name; each keeps what the reader did with it, and its frame while it is shown. */
  readonly #charts = new Map<string, ChartPanel>();
  /** What was opened for paper only. */
  #unfolded: HTMLDetailsElement[] = [];
  /** Those of the view that is rendered. */
  #shown: ChartPanel[] = [];
  readonly #compared = new Compared(() => this.requestUpdate());
  readonly #footer = new Footer(() => this.requestUpdate());

  /** The disclosure that is shown, once it was read. */
  get disclosure(): Disclosure | undefined {
    return this.#disclosure;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    keeper ??= this;
    const again = () => this.requestUpdate();
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      this.#listen(matchMedia(query), "change", again);
    }
    const paper = matchMedia("print");
    this.#listen(paper, "change", () => this.#toPaper(paper.matches));
    this.#listen(window, "beforeprint", () => this.#toPaper(true));
    this.#listen(window, "afterprint", () => this.#toPaper(false));
    // A zoom changes the pixel ratio without changing the element, another screen changes nothing but the ratio.
    this.#listen(window, "resize", again);
    this.#undo.push(onRatio(again));
    // Another widget of the page, or this one in answer to the reader, broke the core that all of them share.
    this.#undo.push(onDrop(() => this.#rebuild()));
    this.#listen(window, "hashchange", () => this.#followAddress());
    this.#listen(window, "popstate", () => this.#followAddress());
    this.#listen(this, "pointerdown", (event) => (this.#pointerX = (event as PointerEvent).clientX));
    this.#listen(this, "keydown", (event) => this.#key(event as KeyboardEvent));
    // A card shown by the pointer goes wherever the focus is.
    this.#listen(window, "keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape" && !event.defaultPrevented) this.#dismiss();
    });
    const observer = new ResizeObserver(([entry]) => {
      // Laid out in a frame of its own: a change of height during the callback would loop.
      requestAnimationFrame(() => this.#resize(entry?.contentRect.width ?? 0));
    });
    observer.observe(this);
    this.#undo.push(() => observer.disconnect());
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const undo of this.#undo.splice(0)) undo();
    this.#reading?.abort();
    if (keeper === this) keeper = undefined;
    this.#opener = undefined;
    this.#sheets.forget();
    for (const chart of this.#charts.values()) chart.free();
    this.#compared.clear();
    this.#disclosure?.free();
    this.#disclosure = undefined;
  }

  #listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.#undo.push(() => target.removeEventListener(type, listener));
  }

  protected override willUpdate(changed: PropertyValues): void {
    // The first reading begins when the element is put into the page.
    if ((changed.has("src") || changed.has("compare")) && this.hasUpdated && this.isConnected)
      void this.#read();
    if (changed.has("view") && this.view && this.#place && this.#place.view !== this.view) {
      this.#place = { view: oneOf(VIEWS, this.view) };
      this.#selection = undefined;
    }
    if (changed.has("lang") && this.#wasm) this.#words = wordsOf(this.#wasm.words(this.#lang));
  }

  get #lang(): string {
    return languageOf(this);
  }

  /** The language of the words that are shown, for voices. */
  get #spoken(): string {
    return this.#lang.startsWith("en") ? "en" : "zh-CN";
  }

  get #unit(): Unit {
    return UNITS.find((unit) => unit === this.unit) ?? this.#disclosure?.unit ?? "万元";
  }

  get #theme(): Exclude<Theme, "auto"> {
    return this.#onPaper ? "light" : themeOf(this.theme);
  }

  get #size(): Size {
    return oneOf(SIZES, this.size);
  }

  get #room(): ReturnType<typeof roomOf> {
    return this.#onPaper ? "tablet" : roomOf(this.#width, this.#size === "large");
  }

  /** The width that charts fill: the element's own without the padding of `.widget`. */
  get #inner(): number {
    if (this.#onPaper) return PAPER;
    return this.#width - 2 * (this.#room === "phone" ? 16 : 32);
  }

  /** Shows the same anew with another core; nothing of the broken one is touched. */
  #rebuild(): void {
    if (!this.#disclosure) return;
    const kept = [this.#disclosure, ...this.#compared.others].map(({ bytes }) => bytes);
    this.#forget();
    // What broke the core may be a view of this widget: then it fails instead, before this begins.
    queueMicrotask(() => {
      if (this.#error || !this.isConnected) return;
      this.#rebuilt += 1;
      if (this.#rebuilt > REBUILDS) this.#fail(new BudgetError("internal", "WebAssembly"));
      else void this.#read(kept);
    });
  }

  /** Lets go of what a broken core holds. */
  #forget(): void {
    for (const chart of this.#charts.values()) chart.forget();
    this.#compared.clear(true);
    this.#disclosure = undefined;
  }

  /** Reads the sources that the page names, or packages that were `kept`. */
  async #read(kept?: Uint8Array[]): Promise<void> {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#error = undefined;
    if (!kept) this.#rebuilt = 0;
    try {
      // Attributes that the page sets right after making the element count as well.
      await null;
      if (signal.aborted) return;
      const named = kept ? [] : addresses(this.compare).map((source) => ({ name: source, source }));
      const onProgress = (progress: Progress) => this.#tell("budget-progress", progress);
      const reading = readFirst(kept ?? addresses(this.src), { lang: this.#lang, signal, onProgress });
      const [wasm, first] = await Promise.all([loadWasm().then((core) => (this.#wasm = core)), reading]);
      const { disclosure } = first;
      if (signal.aborted) return disclosure.free();
      // Another widget broke the core in the meantime.
      if (wasm !== (await loadWasm())) return await this.#read(kept);
      this.#compared.clear();
      this.#disclosure?.free();
      this.#sheets.forget();
      if (!this.#coloured) {
        const root = this.renderRoot as ShadowRoot;
        root.adoptedStyleSheets = [paletteSheet(wasm), ...root.adoptedStyleSheets];
        this.#coloured = true;
      }
      this.#disclosure = disclosure;
      this.#checked = false;
      this.#words = wordsOf(wasm.words(this.#lang));
      this.#place ??= (keeper === this && readPlace(location.hash)) || { view: oneOf(VIEWS, this.view) };
      this.#selection = this.#selectionOf(this.#place);
      // The observer tells the width a frame later.
      this.#width ||= Math.round(this.clientWidth);
      this.requestUpdate();
      await this.updateComplete;
      if (signal.aborted) return;
      this.#showSelected();
      this.#tell("budget-ready", {
        title: disclosure.title,
        department: disclosure.department,
        year: disclosure.year,
      });
      await nextFrame();
      if (signal.aborted) return;
      const summary = disclosure.summary();
      this.#checked = true;
      this.requestUpdate();
      this.#tell("budget-report", { summary });
      const more = first.others.map(({ name, bytes }): Named => ({ name, source: bytes }));
      await this.#compared.add(disclosure, [...more, ...named], { lang: this.#lang, signal });
    } catch (thrown) {
      if (signal.aborted) return;
      this.#fail(thrown);
    }
  }

  /** Says what went wrong; after a trap the core is not trusted any more, and the next reading starts another. */
  #fail(thrown: unknown): void {
    if (!isBreach(thrown)) {
      for (const chart of this.#charts.values()) chart.free();
      this.#compared.clear();
      this.#disclosure?.free();
    }
    this.#forget();
    this.#selection = undefined;
    this.#error = budgetError(thrown);
    this.requestUpdate();
    this.#tell("budget-error", { code: this.#error.code, message: this.#error.message });
  }

  /** A view that cannot be made becomes a failure that is said, with the page's own content below it. */
  protected override async performUpdate(): Promise<void> {
    try {
      await super.performUpdate();
    } catch (thrown) {
      if (this.#error) throw thrown;
      this.#fail(thrown);
    }
  }

  #tell<Name extends keyof BudgetEvents>(type: Name, detail: BudgetEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  /** A page that unsets everything (`* { all: unset !important }`) leaves the element in a line, where it has no width. */
  #stand(): void {
    if (getComputedStyle(this).display === "inline") this.style.setProperty("display", "block", "important");
  }

  #resize(width: number): void {
    const rounded = Math.round(width);
    if (rounded === 0) this.#stand();
    if (rounded === this.#width) return;
    const isFirst = this.#width === 0;
    this.#width = rounded;
    this.requestUpdate();
    // A place that a link names can be shown only now.
    if (isFirst) void this.updateComplete.then(() => this.#showSelected());
  }

  protected override render(): TemplateResult {
    const disclosure = this.#disclosure;
    const place = this.#place;
    if (this.#error) return failure(this.#error, this.#wasm, this.#lang, () => void this.#read());
    if (!disclosure || !place) return html`<slot></slot>`;
    const context = this.#context(disclosure, place);
    this.#shown = [];
    return html`<div class="widget" part="widget" lang=${this.#spoken} data-room=${this.#room}>
      ${header(context)} ${tabs(context)}
      <div class="body" ?data-beside=${this.#selection && PANELS[place.view].beside}>
        <div class="view">${this.#width > 0 ? PANELS[place.view].render(context) : nothing}</div>
        ${this.#layer(context)}
      </div>
      ${this.#checked ? this.#footer.render(context) : nothing}
    </div>`;
  }

  /** What floats over the view: a panel that was opened last, else the inspector. */
  #layer(context: Context): TemplateResult | typeof nothing {
    const sheet = this.#sheets.render(context);
    if (sheet !== nothing) return html`<div class="layer">${sheet}</div>`;
    if (!this.#selection) return nothing;
    return html`<div class="layer" ?data-left=${this.#toLeft}>
      ${inspector(context, this.#selection, () => this.#close())}
    </div>`;
  }

  #context(disclosure: Disclosure, place: Place): Context {
    const style = getComputedStyle(this);
    const properties = this.#wasm?.paletteProperties() ?? [];
    const colours = properties.map((name) => `${name}:${style.getPropertyValue(name)};`).join("");
    const selection = this.#selection;
    const context: Context = {
      disclosure,
      label: this.getAttribute("aria-label") ?? disclosure.title,
      compared: this.#compared,
      words: this.#words,
      lang: this.#lang,
      unit: this.#unit,
      unitName: say(this.#words, `unit.${this.#unit}`),
      place,
      checked: this.#checked,
      selected: selection && placeOf("cell" in selection ? selection.cell : selection.sentence),
      others: new Set(),
      paper: this.#onPaper,
      narrow: this.#room === "phone",
      size: this.#size,
      theme: oneOf(THEMES, this.theme),
      look: {
        lang: this.#lang,
        unit: this.#unit,
        large: this.#size === "large",
        theme: this.#theme,
        colours,
      },
      width: this.#inner,
      font: style.fontFamily,
      opened: this.#opened,
      chosen: this.#chosen,
      inspect: (at, opener) => this.#inspect(at, opener),
      open: (sheet, opener) => this.#sheets.open(sheet, opener),
      go: (next) => this.#go(next),
      show: (what) => {
        this.#opened.add(what);
        this.requestUpdate();
      },
      choose: (what, form) => {
        this.#chosen.set(what, form);
        this.requestUpdate();
      },
      add: (files) => {
        const named = files.map((file) => ({ name: file.name, source: file }));
        const options = { lang: this.#lang, signal: this.#reading?.signal };
        this.#compared.add(disclosure, named, options).catch((thrown: unknown) => this.#fail(thrown));
      },
      showBeside: (place) => {
        this.#compared.place = place;
        this.requestUpdate();
      },
      set: (attribute, value) => (this[attribute] = value),
      chart: (id, actions) => this.#chart(context, id, actions),
      shown: () => this.#shown,
      // Of several widgets a place opens the first one.
      address: () => location.href.replace(/#.*$/, "") + (keeper === this ? writePlace(place) : ""),
      embedded: () =>
        embedLine({
          src: elsewhere(addresses(this.src), fileName(disclosure)),
          compare: elsewhere(addresses(this.compare)),
          view: place.view === "overview" ? undefined : place.view,
          lang: this.#spoken,
          ...this.#liking,
        }),
      offline: scriptText && this.#wasm && this.#offline.bind(this, disclosure, this.#wasm, scriptText),
      print: () => printAlone(this),
    };
    if (selection)
      context.others = new Set(otherPlaces(context, selection).map((other) => placeOf(other.at)));
    return context;
  }

  #chart(context: Context, id: ChartId, actions: ChartActions): TemplateResult | typeof nothing {
    const name = actions.name ?? id;
    let chart = this.#charts.get(name);
    if (!chart) this.#charts.set(name, (chart = new ChartPanel(id, name, () => this.requestUpdate())));
    const rendered = chart.render(context, actions);
    if (rendered !== nothing) this.#shown.push(chart);
    return rendered;
  }

  /** How the page and the reader want everything shown, as attributes. */
  get #liking(): Record<"unit" | "theme" | "size", string | undefined> {
    return {
      unit: this.unit ?? undefined,
      theme: this.theme ?? undefined,
      size: this.#size === "large" ? "large" : undefined,
    };
  }

  #offline(disclosure: Disclosure, wasm: Wasm, script: () => string): string {
    const liking = Object.entries(this.#liking).filter(([, value]) => value);
    const attributes = liking.map(([name, value]) => `${name}=${value}`);
    const packages = [disclosure, ...this.#compared.others].map(({ text }) => text);
    return wasm.offlinePage(this.#spoken, disclosure.title, attributes, packages, script());
  }

  /** Charts are laid out for paper before it is printed, and for the screen afterwards. */
  #toPaper(onPaper: boolean): void {
    if (this.#onPaper === onPaper || !this.#disclosure) return;
    this.#onPaper = onPaper;
    this.requestUpdate();
    // At once: `print` called by a script waits for no task.
    if (this.isUpdatePending) void this.performUpdate();
  }

  protected override updated(): void {
    // Paper is finer than screens.
    const ratio = this.#onPaper ? 3 : devicePixelRatio || 1;
    for (const chart of this.#charts.values()) {
      if (this.#shown.includes(chart)) chart.paint(ratio);
      else chart.free();
    }
    const selected = JSON.stringify(this.#selection);
    if (selected !== this.#centred) showExcerpt(this.renderRoot);
    this.#centred = selected;
    // Before there are tabs none can be seen; other sizes and words move them.
    const tab = this.#disclosure && [this.#place?.view, this.#size, this.#inner, this.#spoken].join();
    if (tab !== this.#tab) showTab(this.renderRoot);
    this.#tab = tab;
    // Nothing can be opened on paper.
    if (this.#onPaper) this.#unfolded.push(...unfold(this.renderRoot));
    else for (const details of this.#unfolded.splice(0)) details.open = false;
  }

  /** Follows a link of the page to a place in the widget. */
  #followAddress(): void {
    if (keeper !== this) return;
    const place =
      readPlace(location.hash) ??
      (location.hash === "" ? { view: oneOf(VIEWS, this.getAttribute("view")) } : undefined);
    if (!place || !this.#disclosure) return;
    this.#sheets.forget();
    this.#place = place;
    this.#selection = this.#selectionOf(place);
    this.requestUpdate();
    void this.updateComplete.then(() => this.#showSelected());
  }

  #selectionOf(place: Place): Selection | undefined {
    const core = this.#disclosure?.core;
    const cell = place.cell && core?.locate(place.cell);
    if (cell) return { cell };
    const sentence = place.sentence && core?.locateSentence(place.sentence);
    return sentence ? { sentence } : undefined;
  }

  #go(place: Place): void {
    const { key, table, view } = this.#place ?? {};
    const turned = (view === "narrative" || view === "projects") && place.key !== key;
    const moved = place.view !== view || place.table !== table || turned;
    this.#place = place;
    this.#sheets.forget();
    if (place.cell || place.sentence || place.line) this.#selection = this.#selectionOf(place);
    else if (moved) this.#selection = undefined;
    if (!this.#selection) this.#opener = undefined;
    const active = (this.renderRoot as ShadowRoot).activeElement;
    this.#writeAddress("push");
    this.requestUpdate();
    this.#tell("budget-view", { ...place });
    void this.updateComplete.then(() => {
      this.#showSelected();
      // What had the focus may be gone with the view before; its tab takes over.
      if (active && !active.isConnected) this.#focus('.tabs [aria-current="page"]');
    });
  }

  #writeAddress(how: "push" | "replace"): void {
    if (keeper !== this || !this.#place) return;
    // In full: a page with a <base> would send a bare fragment elsewhere.
    const address = location.pathname + location.search + writePlace(this.#place);
    try {
      if (how === "push") history.pushState(history.state, "", address);
      else history.replaceState(history.state, "", address);
    } catch {
      // Sandboxed pages and some file: pages refuse; the widget works without an address.
    }
  }

  #inspect(at: Address, opener?: EventTarget | null): void {
    // Words of a table are no figure: they are shown where they are printed.
    if (isCell(at) && !this.#disclosure?.core.locate(link(at))) {
      return this.#go({ view: "tables", table: at.table, line: at.line });
    }
    const from = opener instanceof HTMLElement ? opener : undefined;
    this.#sheets.forget();
    if (!from?.closest(".inspector")) {
      this.#opener = from;
      this.#toLeft = this.#isRight(from);
    }
    this.#selection = isCell(at) ? { cell: at } : { sentence: at };
    const quote = isCell(at)
      ? null
      : (this.#disclosure?.core.quote(this.#lang, at.line, at.start) as Quote | null);
    if (this.#place) {
      const cell = isCell(at) ? link(at) : undefined;
      this.#place = { ...this.#place, cell, sentence: quote?.link, line: undefined };
    }
    this.#writeAddress("replace");
    this.requestUpdate();
    this.#tell("budget-select", { at });
    void this.updateComplete.then(() => this.#focus(".inspector"));
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  /** Whether a figure was chosen in the right half, where the inspector would lie over it. */
  #isRight(from: HTMLElement | undefined): boolean {
    return isInRightHalf(this, from, this.#pointerX) && !PANELS[this.#place?.view ?? "overview"].beside;
  }

  #close(): void {
    this.#selection = undefined;
    if (this.#place) this.#place = { ...this.#place, cell: undefined, sentence: undefined, line: undefined };
    this.#writeAddress("replace");
    // An inspector that a link opened goes back to the figure it speaks of.
    const marked = this.renderRoot.querySelector<HTMLElement>('.view .figure[aria-pressed="true"]');
    const opener = this.#opener?.isConnected ? this.#opener : marked;
    this.#opener = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => opener?.focus({ preventScroll: true }));
  }

  /** Brings what the address or the reader asked for into sight. */
  #showSelected(): void {
    const { key, view } = this.#place ?? {};
    showSelected(this.renderRoot, view === "narrative" ? key : undefined);
  }

  /** Whether a card of a chart was sent away. */
  #dismiss(): boolean {
    return this.#shown.some((chart) => chart.dismiss());
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (opensSearch(event)) {
      event.preventDefault();
      this.#sheets.open({ name: "search" }, event.composedPath()[0]);
    }
    if (event.key !== "Escape") return;
    if (this.#dismiss()) return event.preventDefault();
    if (this.#sheets.isOpen) this.#sheets.close();
    else if (this.#selection) this.#close();
    else return;
    event.preventDefault();
  }
}

/** The addresses that an attribute names. */
function addresses(attribute: string | null): string[] {
  return attribute?.split(/\s+/).filter(Boolean) ?? [];
}

/** Resolves when what was painted is on the screen; in a page that is not shown, soon. */
function nextFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

declare global {
  interface HTMLElementTagNameMap {
    "budget-widget": BudgetWidgetElement;
  }
}
