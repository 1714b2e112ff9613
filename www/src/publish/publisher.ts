/** What the page does: opens files, reads them, takes corrections into account, hands out what was made. Nothing is kept. */
import { download } from "../download.js";
import type { NamedBytes } from "../reader.js";
import type { PackageCorrection } from "../types.js";
import { decided, readDraft, type Outcome, type Result, type Step } from "./draft.js";
import type { Page } from "./page.js";
import { prepare } from "./scripts.js";
import { words, type Language } from "./words.js";

/** The id of the block of data that the widgets of the page show, before its number. */
const BLOCK = "budget-draft-";

/** How long what was said stays on the page, in milliseconds. */
const HEARD = 10_000;

export class Publisher implements Page {
  files: readonly NamedBytes[] = [];
  corrections: readonly PackageCorrection[] = [];
  isReady = false;
  step: Step | undefined;
  wasCancelled = false;
  source = "";
  said = "";
  #outcome: Outcome | undefined;
  #broken: string | undefined;
  /** The corrections before each step that can be taken back. */
  #history: (readonly PackageCorrection[])[] = [];
  #reading: AbortController | undefined;
  #block: HTMLScriptElement | undefined;
  #made = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called whenever the page is to be shown anew. */
  constructor(
    readonly lang: Language,
    readonly request: () => void,
  ) {}

  /** Gets what the page works with. */
  async start(): Promise<void> {
    try {
      await prepare();
      this.isReady = true;
    } catch (thrown) {
      this.#broken = this.t("publish.failed-start", { detail: messageOf(thrown) });
    }
    this.request();
  }

  t(key: string, parameters?: Readonly<Record<string, string | number>>): string {
    return words(this.lang, key, parameters);
  }

  get failures(): ReadonlyMap<NamedBytes, string> {
    return this.#outcome?.failures ?? new Map();
  }

  get failure(): string | undefined {
    return this.#broken ?? this.#outcome?.failure;
  }

  get result(): Result | undefined {
    return this.#outcome?.result;
  }

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  async add(given: Iterable<File>): Promise<void> {
    const list = [...given];
    if (list.length === 0 || !this.isReady) return;
    this.step = { step: "fetch" };
    this.request();
    const read = async (file: File) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    try {
      const opened = await Promise.all(list.map(read));
      // A file is known by its name: opened again it is the same draft, corrected meanwhile.
      const all = new Map([...this.files, ...opened].map((file) => [file.name, file]));
      // Tables keep their numbers when others follow.
      this.#open([...all.values()], this.corrections);
    } catch (thrown) {
      // A folder, or a file that was moved meanwhile.
      this.step = undefined;
      this.#outcome = {
        failures: this.failures,
        result: this.result,
        failure: `${list.map(({ name }) => name).join(", ")}: ${messageOf(thrown)}`,
      };
      this.request();
    }
  }

  remove(file: NamedBytes): void {
    this.#open(
      this.files.filter((other) => other !== file),
      [],
    );
  }

  clear(): void {
    this.#open([], []);
  }

  cancel(): void {
    this.#reading?.abort();
  }

  decide(correction: PackageCorrection): void {
    this.#correct(decided(this.corrections, correction));
  }

  forget(table: number | undefined): void {
    this.#correct(this.corrections.filter((correction) => table !== undefined && correction.table !== table));
  }

  undo(): void {
    const before = this.#history.pop();
    if (!before) return;
    this.corrections = before;
    void this.#readAgain();
  }

  async save(name: string, type: string, make: () => BlobPart | Promise<BlobPart>): Promise<void> {
    try {
      download(new Blob([await make()], { type }), name);
      this.say(this.t("take.made", { name }));
    } catch (thrown) {
      this.say(this.t("take.failed", { detail: messageOf(thrown) }));
    }
  }

  say(text: string): void {
    this.said = text;
    this.request();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.said = "";
      this.request();
    }, HEARD);
  }

  #open(files: readonly NamedBytes[], corrections: readonly PackageCorrection[]): void {
    this.files = files;
    this.corrections = corrections;
    if (corrections.length === 0) this.#history = [];
    void this.#read().then(() => {
      if (corrections.length > 0 && this.corrections === corrections) this.#keepWhatFits();
    });
  }

  /** Says what was decided before and counts on; a draft that has other tables now is read as if nothing had been decided. */
  #keepWhatFits(): void {
    if (this.result) return this.say(this.t("tables.kept"));
    if (this.failure === undefined) return;
    this.corrections = [];
    this.#history = [];
    void this.#read().then(() => this.say(this.t("tables.not-kept")));
  }

  #correct(corrections: readonly PackageCorrection[]): void {
    this.#history.push(this.corrections);
    this.corrections = corrections;
    void this.#readAgain();
  }

  /** Reads with other corrections and says how the checks end now. */
  async #readAgain(): Promise<void> {
    const { corrections } = this;
    await this.#read();
    if (!this.result || this.corrections !== corrections || this.wasCancelled) return;
    const { error, warning, info } = this.result.report.summary;
    this.say(this.t("tables.read-again", { error, warning, info }));
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.wasCancelled = false;
    this.said = "";
    const show = (step: Step | undefined) => {
      if (this.#reading !== reading) return;
      this.step = step;
      this.request();
    };
    try {
      const outcome = await readDraft(this.files, this.corrections, this.lang, reading.signal, show);
      if (this.#reading === reading) this.#show(outcome);
      else outcome.result?.disclosure.free();
    } catch {
      // Only what was cancelled ends here.
      if (this.#reading === reading) this.wasCancelled = true;
    }
    show(undefined);
  }

  /** Gives the widgets of the page what was read: a block of data whose name no widget has seen. */
  #show(outcome: Outcome): void {
    this.result?.disclosure.free();
    this.#block?.remove();
    this.#outcome = outcome;
    this.#block = undefined;
    this.source = "";
    if (!outcome.result) return;
    this.#made += 1;
    this.#block = document.createElement("script");
    this.#block.type = "application/json";
    this.#block.id = `${BLOCK}${this.#made}`;
    this.#block.textContent = new TextDecoder().decode(outcome.result.bytes);
    document.body.append(this.#block);
    this.source = `#${this.#block.id}`;
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
