/** Documents that the page itself holds, named by `#id`: `<script type="application/json" id="budget">…</script>`. */
import { BudgetError } from "./errors.js";

/** Whether an address names a part of the page. */
export const isInside = (address: string): boolean => address.startsWith("#");

/** The text of the element that an address such as `#budget` names, as bytes. */
export function bytesInside(address: string): Uint8Array {
  const found = typeof document === "undefined" ? null : document.getElementById(address.slice(1));
  if (!found) throw new BudgetError("network", address);
  return new TextEncoder().encode(found.textContent ?? "");
}
