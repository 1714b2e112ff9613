/** What the steps of the page see of it. */
import { html, nothing, type TemplateResult } from "lit";
import type { NamedBytes } from "../reader.js";
import type { PackageCorrection } from "../types.js";
import type { Result, Step } from "./draft.js";
import type { Language } from "./words.js";

export interface Page {
  readonly lang: Language;
  /** The words for a key. */
  t(key: string, parameters?: Readonly<Record<string, string | number>>): string;
  readonly files: readonly NamedBytes[];
  readonly failures: ReadonlyMap<NamedBytes, string>;
  /** What keeps the page from working, or all files together from being a disclosure. */
  readonly failure: string | undefined;
  readonly isReady: boolean;
  /** What the page works with could not be had. */
  readonly isBroken: boolean;
  readonly step: Step | undefined;
  readonly wasCancelled: boolean;
  readonly result: Result | undefined;
  /** The address of what was read, as widgets of this page know it. */
  readonly source: string;
  readonly corrections: readonly PackageCorrection[];
  readonly canUndo: boolean;
  /** Gets what the page works with, once more. */
  start(): Promise<void>;
  add(files: Iterable<File>): Promise<void>;
  remove(file: NamedBytes): void;
  /** What pasted words are called. */
  nextPasted(): string;
  clear(): void;
  cancel(): void;
  /** Takes what people decided about a table into account, at once. */
  decide(correction: PackageCorrection): void;
  /** Takes back what was decided about one table, or with `undefined` about all. */
  forget(table: number | undefined): void;
  undo(): void;
  /** Hands a file of that name to the browser. */
  save(name: string, type: string, make: () => BlobPart | Promise<BlobPart>): Promise<void>;
  /** What the browser last did with it. */
  readonly said: string;
  say(words: string): void;
  request(): void;
}

/** The steps, each a part of the page. */
export const STEPS = ["files", "tables", "findings", "preview", "take"] as const;

type StepName = (typeof STEPS)[number];

const headingId = (name: StepName): string => `publish-${name}`;

/** A part of the page with its heading; without content it says what will stand there. */
export const section = (
  page: Page,
  name: StepName,
  content: TemplateResult | typeof nothing,
): TemplateResult =>
  html`<section class=${name} aria-labelledby=${headingId(name)}>
    <h2 id=${headingId(name)} tabindex="-1">${page.t(`${name}.heading`)}</h2>
    ${content === nothing ? html`<p class="soft">${page.t(`${name}.waiting`)}</p>` : content}
  </section>`;

/** The way to every step. The address belongs to the widgets of the page, so these are no links. */
export function steps(page: Page): TemplateResult {
  const go = (name: StepName) => {
    const heading = document.getElementById(headingId(name));
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  };
  return html`<nav class="steps" aria-label=${page.t("publish.steps")}>
    ${STEPS.map((name) => button(page.t(`${name}.heading`), () => go(name)))}
  </nav>`;
}

export const button = (words: string, act: (event: Event) => unknown, label?: string): TemplateResult =>
  html`<button type="button" aria-label=${label ?? nothing} @click=${act}>${words}</button>`;

/** A list to choose from; `choose` gets the chosen id. */
export const select = (
  label: string,
  options: readonly (readonly [id: string, words: string])[],
  chosen: string,
  choose: (id: string) => void,
): TemplateResult =>
  html`<select
    aria-label=${label}
    data-chosen=${chosen}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
  >
    ${options.map(([id, words]) => html`<option value=${id} ?selected=${id === chosen}>${words}</option>`)}
  </select>`;

/** Every list shows what holds, not what was chosen in vain. */
export function settle(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLSelectElement>("select[data-chosen]"))
    list.value = list.dataset["chosen"] ?? "";
}
