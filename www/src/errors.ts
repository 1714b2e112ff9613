/** The errors of the interface: one class, stable codes. */

export type ErrorCode = "network" | "policy" | "unreadable" | "unsupported" | "internal";

export class BudgetError extends Error {
  override readonly name = "BudgetError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Where it is known: the file of several, its line, its byte from 0. */
    readonly at?: { file?: string; line?: number; offset?: number },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const CODES: readonly string[] = ["network", "policy", "unreadable", "unsupported", "internal"];

/** Any thrown value as a `BudgetError`. */
export function budgetError(thrown: unknown): BudgetError {
  if (thrown instanceof BudgetError) return thrown;
  if (!(thrown instanceof Error)) return new BudgetError("internal", String(thrown));
  const { code, at } = thrown as { code?: unknown; at?: BudgetError["at"] };
  if (typeof code === "string" && CODES.includes(code)) {
    return new BudgetError(code as ErrorCode, thrown.message, at, { cause: thrown });
  }
  const policy = /unsafe-eval|Content Security Policy|disallowed by embedder/i.test(thrown.message);
  return new BudgetError(policy ? "policy" : "internal", thrown.message, undefined, { cause: thrown });
}
