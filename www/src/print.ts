/** A widget alone on paper. */

/** How long a browser that prints after the call may take to say so, in milliseconds. */
const LATE = 1000;

/** Hides everything of the page but `element` and what it stands in; gives back how to show it again. */
function alone(element: HTMLElement): () => void {
  const hidden: [HTMLElement, string][] = [];
  for (let inner: Element | undefined = element; inner; inner = around(inner)) {
    for (const other of inner.parentNode?.children ?? []) {
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

/** What an element stands in, out of shadow roots as well. */
function around(element: Element): Element | undefined {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** Opens what is folded, and tells what that was. */
export function unfold(root: ParentNode): HTMLDetailsElement[] {
  const folded = [...root.querySelectorAll("details")].filter(({ open }) => !open);
  for (const details of folded) details.open = true;
  return folded;
}

/** Hides the page only while it is printed: a frame that may open no dialogs refuses without a word, and no event comes. */
export function printAlone(element: HTMLElement): void {
  const hide = () => addEventListener("afterprint", alone(element), { once: true });
  addEventListener("beforeprint", hide, { once: true });
  try {
    print();
  } finally {
    // A refused call must leave nothing behind for the reader's own printing.
    setTimeout(() => removeEventListener("beforeprint", hide), LATE);
  }
}
