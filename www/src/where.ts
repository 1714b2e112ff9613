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

/** The address of a file beside the page: what an address gives a meaning of its own is written as a character. */
export const addressOf = (file: string): string => file.replace(/[%#?]/g, encodeURIComponent);

/**
 * Addresses as another page needs them. What this page itself holds is there as the package that the footer gives, under the
 * `name` of its file, or not at all.
 */
export function elsewhere(addresses: readonly string[], name?: string): string {
  const there = (address: string) =>
    isInside(address) ? (name ? [addressOf(`${name}.json`)] : []) : [new URL(address, document.baseURI).href];
  return addresses.flatMap(there).join(" ");
}

type Attributes = Readonly<Record<string, string | undefined>>;

function written(attributes: Attributes): string {
  const quoted = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${quoted(value ?? "")}"`)
    .join("");
}

/** The two lines that put a widget with these attributes into a page. */
export const embedLine = (attributes: Attributes): string =>
  `${scriptLine({})}\n<budget-widget${written(attributes)}></budget-widget>`;

/** The line of the script; what its `data-` attributes say makes it a widget of its own. */
export const scriptLine = (attributes: Attributes): string =>
  `<script${written({ src: address, ...attributes })} defer></script>`;
