/** The classic script: registers the element, and mounts one where the script tag itself asks for it. */
import { define } from "./define.js";

export * from "./index.js";

const script = document.currentScript;
define();

// Editors that strip unknown elements still let a script tag with data attributes through.
if (
  script instanceof HTMLScriptElement &&
  (script.dataset["budget"] !== undefined || script.dataset["view"] !== undefined)
) {
  const { budget, view, lang, unit, theme, size } = script.dataset;
  const element = document.createElement("budget-widget");
  const attributes = { src: budget, view, lang, unit, theme, size };
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  // A widget cannot stand in the head; there it goes to the end of the page.
  if (document.body?.contains(script)) script.after(element);
  else if (document.readyState === "loading")
    document.addEventListener("DOMContentLoaded", () => document.body.append(element));
  else document.body.append(element);
}
