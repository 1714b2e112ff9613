/** The style sheets of the element, the same for all on a page. */
import { viewStyles } from "budget-wasm:styles";
import { unsafeCSS } from "lit";
import base from "./css/base.css";
import frame from "./css/frame.css";

/** What the failure that is shown instead of a view needs too, and what comes before the first view. */
export function styles() {
  const views = new CSSStyleSheet();
  // Where it cannot be unpacked, nothing else can be, and the widget says so.
  viewStyles().then(
    (css) => views.replaceSync(css),
    () => undefined,
  );
  return [unsafeCSS(base + frame), views];
}
