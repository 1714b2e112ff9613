/** The colours of the core as a style sheet; a page overrides them by setting the same properties. */
import type { Wasm } from "./wasm.js";

export function paletteSheet(wasm: Wasm): CSSStyleSheet {
  const made = new CSSStyleSheet();
  const sheet = (palette: string, ...hosts: string[]) =>
    `${hosts.join(", ")} { ${wasm.paletteCss(palette)} }`;
  const auto = `:host(:not([theme="light"]):not([theme="dark"]):not([theme="contrast"]))`;
  made.replaceSync(`
    ${sheet("light", ":host")}
    @media screen and (prefers-color-scheme: dark) { ${sheet("dark", auto)} }
    @media screen and (prefers-contrast: more) { ${sheet("contrast", auto)} }
    @media screen { ${sheet("dark", ':host([theme="dark"])')} }
    ${sheet("contrast", ':host([theme="contrast"])')}
  `);
  return made;
}
