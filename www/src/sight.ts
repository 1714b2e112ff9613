/** Brings into sight what a reader asked for, within the widget's own root. */

/** The tab of the open view, where the tabs are wider than the page. */
export function showTab(root: ParentNode): void {
  centre(root.querySelector<HTMLElement>('.tabs [aria-current="page"]'), root.querySelector(".tabs"));
}

/** The cell of the inspector's excerpt. */
export function showExcerpt(root: ParentNode): void {
  centre(root.querySelector<HTMLElement>(".excerpt .here"), root.querySelector(".excerpt"));
}

function centre(what: HTMLElement | null, strip: Element | null): void {
  if (!what || !strip) return;
  const away = what.getBoundingClientRect().left - strip.getBoundingClientRect().left;
  strip.scrollLeft += away - (strip.clientWidth - what.clientWidth) / 2;
}

/** The open check, the selected figure of a table or a sentence, else the `chapter` of the narrative. */
export function showSelected(root: ParentNode, chapter: string | undefined): void {
  const checks = root.querySelectorAll<HTMLElement>('.check[aria-expanded="true"]');
  const open = checks[checks.length - 1];
  const box = open?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) open?.scrollIntoView({ block: "center" });
  const figures = ':is(.sheet-table, .narrative) :is(.figure[aria-pressed="true"], .here)';
  const cell = root.querySelector<HTMLElement>(figures);
  if (cell) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    cell.scrollIntoView({ block: "center", inline: "center", behavior: calm ? "auto" : "smooth" });
  } else if (chapter) {
    const begins = `[data-key="${CSS.escape(chapter)}"]`;
    const shown = root.querySelector<HTMLElement>(begins) ?? root.querySelector<HTMLElement>(".narrative");
    shown?.scrollIntoView({ block: "start" });
    shown?.focus({ preventScroll: true });
  }
}

/** Whether what was pressed lies in the right half of a widget; for a chart, which is as wide as that, the pointer tells. */
export function isInRightHalf(widget: Element, pressed: Element | undefined, pointerX: number): boolean {
  const own = widget.getBoundingClientRect();
  const box = pressed?.getBoundingClientRect();
  const x = box && box.width < own.width / 2 ? box.left + box.width / 2 : pointerX;
  return x > own.left + own.width / 2;
}
