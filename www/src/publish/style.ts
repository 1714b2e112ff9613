/** The look of the page: its own sheet on the colours of the core. */
import { palettes } from "budget-wasm:palette";
import css from "./publish.css";

let sheet: CSSStyleSheet | undefined;

/** Gives a document the look, once. */
export function adopt(page: Document): void {
  if (sheet && page.adoptedStyleSheets.includes(sheet)) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :root { ${palettes.light} }
    @media screen and (prefers-color-scheme: dark) { :root { ${palettes.dark} } }
    @media screen and (prefers-contrast: more) { :root { ${palettes.contrast} } }
    ${css}
  `);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
