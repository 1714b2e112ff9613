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

/** The files that are open and what was decided about them, with what was decided before each step that can be taken back. */
interface Draft {
  files: readonly NamedBytes[];
  corrections: readonly PackageCorrection[];
  history: readonly (readonly PackageCorrection[])[];
}

const EMPTY: Draft = { files: [], corrections: [], history: [] };

/** The names of the files of a draft that could be read. */
const readNames = ({ files }: Draft, { failures }: Outcome): string[] =>
  files.filter((file) => !failures.has(file)).map(({ name }) => name);

export class Publisher implements Page {
  isReady = false;
  isBroken = false;
  step: Step | undefined;
  wasCancelled = false;
  source = "";
  said = "";
  /** What the page shows is of this draft, all of it. */
  #shown = EMPTY;
  #outcome: Outcome | undefined;
  /** The draft that is being read: it takes the place of the other with its outcome. */
  #asked: Draft | undefined;
  /** The names of the files that the corrections are about: those that were read last. */
  #readBefore: readonly string[] = [];
  #failure: string | undefined;
  #reading: AbortController | undefined;
  #cancelled = 0;
  #pasted = 0;
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
    this.isBroken = false;
    this.#failure = undefined;
    this.request();
    try {
      await prepare();
      this.isReady = true;
    } catch (thrown) {
      this.isBroken = true;
      const isOnDisk = location.protocol === "file:";
      const key = isOnDisk ? "publish.failed-disk" : "publish.failed-start";
      this.#failure = this.t(key, { detail: messageOf(thrown) });
    }
    this.request();
  }

  t(key: string, parameters?: Readonly<Record<string, string | number>>): string {
    return words(this.lang, key, parameters);
  }

  get files(): readonly NamedBytes[] {
    return this.#shown.files;
  }

  get corrections(): readonly PackageCorrection[] {
    return this.#shown.corrections;
  }

  get canUndo(): boolean {
    return this.#shown.history.length > 0;
  }

  get failures(): ReadonlyMap<NamedBytes, string> {
    return this.#outcome?.failures ?? new Map();
  }

  get failure(): string | undefined {
    return this.#failure ?? this.#outcome?.failure;
  }

  get result(): Result | undefined {
    return this.#outcome?.result;
  }

  async add(given: Iterable<File>): Promise<void> {
    const list = [...given];
    if (list.length === 0 || !this.isReady) return;
    const cancelled = this.#cancelled;
    this.#failure = undefined;
    this.step = { step: "fetch" };
    this.request();
    const read = async (file: File) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    try {
      const opened = await Promise.all(list.map(read));
      if (cancelled !== this.#cancelled) return;
      // A file is known by its name: opened again it is the same draft, corrected meanwhile.
      const all = new Map([...this.#latest.files, ...opened].map((file) => [file.name, file]));
      // Tables keep their numbers when others follow.
      void this.#open({ ...this.#latest, files: [...all.values()] });
    } catch (thrown) {
      if (cancelled !== this.#cancelled) return;
      // A folder, or a file that was moved meanwhile.
      this.#failure = `${list.map(({ name }) => name).join(", ")}: ${messageOf(thrown)}`;
      this.step = undefined;
      this.request();
    }
  }

  nextPasted(): string {
    this.#pasted += 1;
    return this.t("files.pasted", { count: this.#pasted });
  }

  remove(file: NamedBytes): void {
    const { corrections, history } = this.#latest;
    const files = this.#latest.files.filter((other) => other !== file);
    // A file that could not be read has no tables, so that those of the others keep their numbers.
    const kept = this.failures.has(file) ? { corrections, history } : undefined;
    void this.#open({ ...EMPTY, files, ...kept });
  }

  clear(): void {
    void this.#open(EMPTY);
  }

  /** What is shown stays as it is. */
  cancel(): void {
    this.#cancelled += 1;
    this.#reading?.abort();
    this.#asked = undefined;
    this.step = undefined;
    this.wasCancelled = true;
    this.request();
  }

  decide(correction: PackageCorrection): void {
    this.#correct(decided(this.#latest.corrections, correction));
  }

  forget(table: number | undefined): void {
    const { corrections } = this.#latest;
    this.#correct(corrections.filter((correction) => table !== undefined && correction.table !== table));
  }

  undo(): void {
    const { files, history } = this.#latest;
    const corrections = history[history.length - 1];
    if (corrections) void this.#readAgain({ files, corrections, history: history.slice(0, -1) });
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

  /** What comes next builds on what is being read, if anything is. */
  get #latest(): Draft {
    return this.#asked ?? this.#shown;
  }

  /** Reads other files. A draft that has other tables now is read as if nothing had been decided. */
  async #open(draft: Draft): Promise<void> {
    const before = this.#latest.corrections;
    const outcome = await this.#read(draft);
    if (!outcome) return;
    // What cannot be read says nothing of what was decided.
    if (!outcome.result && outcome.misfit === undefined && draft.files.length > 0)
      return this.#show(draft, outcome);
    const fits = outcome.misfit === undefined && this.#goesOn(draft, outcome);
    if (draft.corrections.length > 0 && !fits) {
      outcome.result?.disclosure.free();
      return this.#open({ ...EMPTY, files: draft.files });
    }
    this.#show(draft, outcome);
    if (before.length > 0 && outcome.result)
      this.say(this.t(draft.corrections.length > 0 ? "tables.kept" : "tables.not-kept"));
  }

  /** Whether what was read before is still there, in front: only then do tables keep their numbers. */
  #goesOn(draft: Draft, outcome: Outcome): boolean {
    const now = readNames(draft, outcome);
    return this.#readBefore.every((name, at) => name === now[at]);
  }

  #correct(corrections: readonly PackageCorrection[]): void {
    const { files, history, corrections: before } = this.#latest;
    void this.#readAgain({ files, corrections, history: [...history, before] });
  }

  /** Reads with other corrections and says how the checks end now; those that do not fit are put back. */
  async #readAgain(draft: Draft): Promise<void> {
    const base = this.#latest;
    const outcome = await this.#read(draft);
    if (!outcome) return;
    if (outcome.misfit !== undefined) {
      this.#asked = undefined;
      this.step = undefined;
      // What was decided just before has not been shown yet.
      if (base !== this.#shown) await this.#open(base);
      this.say(outcome.misfit);
      return;
    }
    this.#show(draft, outcome);
    if (!outcome.result) return;
    const { error, warning, info } = outcome.result.report.summary;
    this.say(this.t("tables.read-again", { error, warning, info }));
  }

  /** Nothing when it was cancelled or another draft is read meanwhile. */
  async #read(draft: Draft): Promise<Outcome | undefined> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#asked = draft;
    this.#failure = undefined;
    this.wasCancelled = false;
    this.said = "";
    const show = (step: Step) => {
      if (reading.signal.aborted) return;
      this.step = step;
      this.request();
    };
    try {
      const outcome = await readDraft(draft.files, draft.corrections, this.lang, reading.signal, show);
      if (!reading.signal.aborted) return outcome;
      outcome.result?.disclosure.free();
    } catch {
      // Only what was ended ends here.
    }
    return undefined;
  }

  /** Shows a draft. The widgets of the page get what was read of it: a block of data whose name no widget has seen. */
  #show(draft: Draft, outcome: Outcome): void {
    this.result?.disclosure.free();
    this.#block?.remove();
    this.#shown = draft;
    this.#outcome = outcome;
    this.#asked = undefined;
    this.step = undefined;
    this.request();
    this.#block = undefined;
    this.source = "";
    if (!outcome.result) return;
    this.#readBefore = readNames(draft, outcome);
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
