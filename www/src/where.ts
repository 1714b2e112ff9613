/** Where this build lies and what it consists of, for what takes it elsewhere. */
import { isInside } from "./inside.js";

let address = "budget-widget.js";

/** Says where the script lies. */
export function scriptAt(chosen: string): void {
  address = chosen;
}

/** The text of the script that runs; none where the build is no single script. */
export let scriptText: (() => string) | undefined;

/** Says how the text of the script is had. */
export function scriptIs(written: () => string): void {
  scriptText = written;
}

/**
 * Addresses as another page needs them. What this page itself holds is there as the package that the footer gives, under the
 * `name` of its file, or not at all.
 */
export function elsewhere(addresses: readonly string[], name?: string): string {
  const there = (address: string) =>
    isInside(address) ? (name ? [`${name}.json`] : []) : [new URL(address, document.baseURI).href];
  return addresses.flatMap(there).join(" ");
}

/** The two lines that put a widget with these attributes into a page. */
export function embedLine(attributes: Readonly<Record<string, string | undefined>>): string {
  const quoted = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const written = Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${quoted(value ?? "")}"`);
  return `<script src="${quoted(address)}" defer></script>\n<budget-widget${written.join("")}></budget-widget>`;
}
