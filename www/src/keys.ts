/** What a key means where it was pressed. */

/** Whether a key opens the search: a slash that nobody is writing. */
export function opensSearch(event: KeyboardEvent): boolean {
  const [from] = event.composedPath();
  const hasModifier = event.altKey || event.ctrlKey || event.metaKey;
  return event.key === "/" && !hasModifier && from instanceof HTMLElement && !isTypedIn(from);
}

function isTypedIn(element: HTMLElement): boolean {
  return element.isContentEditable || element.matches("input, textarea, select");
}
