/** The classic script: registers the element, and mounts one where the script tag itself asks for it. */
import { define } from "./define.js";
import { make } from "./mount.js";
import { readerAt, readerBy, type Reader } from "./foreign.js";
import { trusted } from "./trusted.js";
import { named } from "./worker.js";
import { scriptAt, scriptIs } from "./where.js";

export * from "./api.js";

/** The function that the build puts around this script: its text is the script's, and no request is needed to have it. */
declare const budgetWidgetScript: () => void;

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
// A script inside the page has no address, and nothing beside it.
const beside = script?.src ? new URL("budget-reader.js", script.src).href : undefined;
if (script?.src) scriptAt(script.src);
scriptIs(() => `(${budgetWidgetScript.toString()})()`);
if (script?.dataset["reader"]) readerAt(script.dataset["reader"]);
readerBy({
  reaches: (address = beside) => address !== undefined || loaded() !== undefined,
  load: (address = beside) => loaded() ?? (address === undefined ? undefined : fetchReader(address)),
  thread: (address = beside) => (address === undefined ? undefined : new Worker(trusted(address), named)),
});
define();

/** The reader where the page has its script already. */
function loaded(): Promise<Reader> | undefined {
  const { BudgetReader } = globalThis as { BudgetReader?: Reader };
  return BudgetReader && Promise.resolve(BudgetReader);
}

/** The reader from its address, by an element: `fetch` cannot read files beside a page on the disk. */
function fetchReader(address: string): Promise<Reader> {
  const element = document.createElement("script");
  element.src = trusted(address);
  // A policy that trusts scripts by their nonce trusts what they load by the same.
  if (script?.nonce) element.nonce = script.nonce;
  const done = new Promise<Reader>((resolve, reject) => {
    const fail = () => reject(new Error(address));
    element.onload = () => loaded()?.then(resolve) ?? fail();
    element.onerror = fail;
  });
  document.head.append(element);
  return done.finally(() => element.remove());
}

// Editors that strip unknown elements still let a script tag with data attributes through.
if (script && (script.dataset["budget"] !== undefined || script.dataset["view"] !== undefined)) {
  const { budget = "", ...options } = script.dataset;
  const element = make({ ...options, src: budget });
  // A widget cannot stand in the head; there it goes to the end of the page.
  if (document.body?.contains(script)) script.after(element);
  else if (document.readyState === "loading")
    document.addEventListener("DOMContentLoaded", () => document.body.append(element));
  else document.body.append(element);
}
