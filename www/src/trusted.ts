/** Addresses of scripts for pages that load only trusted ones (`require-trusted-types-for 'script'`). */

interface Policy {
  createScriptURL(address: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;

/** The address as the page wants it. Throws where the page does not allow the policy `budget-widget`. */
export function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (!trustedTypes) return address;
  policy ??= trustedTypes.createPolicy("budget-widget", { createScriptURL: (given) => given });
  return policy.createScriptURL(address);
}
