/** How a widget is to look where it stands: language, colours, room. */
import { oneOf, THEMES, type Theme } from "./state.js";

/** The width of charts on paper in CSS pixels: what A4 and Letter upright leave between usual margins. */
export const PAPER = 680;

/** The language of an element: its own, that of the page around it, else Chinese. */
export function languageOf(element: HTMLElement): string {
  const near = element.lang || element.closest<HTMLElement>("[lang]")?.lang || document.documentElement.lang;
  return near || "zh-CN";
}

/** The colours that are wanted, or that the reader's system asks for. */
export function themeOf(attribute: string | null): Exclude<Theme, "auto"> {
  const wanted = oneOf(THEMES, attribute);
  if (wanted !== "auto") return wanted;
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** How much room a width gives, for the layout and the padding that charts must leave. */
export function roomOf(width: number, isLarge: boolean): "phone" | "tablet" | "wide" {
  const scale = isLarge ? 1.25 : 1;
  if (width < 640 * scale) return "phone";
  return width < 960 * scale ? "tablet" : "wide";
}
