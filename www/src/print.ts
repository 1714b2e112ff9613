/** A widget alone on paper. */

/** Hides everything of the page but `element` and what it stands in; gives back how to show it again. */
function alone(element: HTMLElement): () => void {
  const hidden: [HTMLElement, string][] = [];
  for (let inner: Element = element; inner.parentElement; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (
        other === inner ||
        !(other instanceof HTMLElement) ||
        /^(HEAD|SCRIPT|STYLE|LINK)$/.test(other.tagName)
      )
        continue;
      hidden.push([other, other.style.display]);
      other.style.display = "none";
    }
  }
  return () => {
    for (const [other, display] of hidden) other.style.display = display;
  };
}

export function printAlone(element: HTMLElement): void {
  const show = alone(element);
  // Some browsers print when this task has ended.
  addEventListener("afterprint", show, { once: true });
  print();
}
