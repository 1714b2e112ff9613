/** Disclosures beside each other, as data. */
import type { Core, Disclosure } from "./disclosure.js";
import { BudgetError } from "./errors.js";
import type { Comparison } from "./types.js";

/**
 * Compares two to twenty disclosures line by line, in the unit of the first: years of one department in their order, other
 * departments with the first. Words are Chinese. The disclosures themselves stay as they are.
 *
 * @throws BudgetError when one of them is no disclosure or was freed.
 */
export function compare(a: Disclosure, b: Disclosure, ...more: Disclosure[]): Comparison {
  let core: Core | undefined;
  try {
    for (const other of [b, ...more]) {
      const compared = (core ?? coreOf(a)).beside(coreOf(other));
      core?.free();
      core = compared;
    }
    return (core ?? coreOf(a)).comparison("zh-CN", a.unit, "all") as Comparison;
  } finally {
    core?.free();
  }
}

/** The core of what a caller says is a disclosure. */
function coreOf(given: Disclosure): Core {
  const core = (given as Disclosure | null | undefined)?.core;
  if (!core) throw new BudgetError("internal", "No disclosure to compare.");
  return core;
}
