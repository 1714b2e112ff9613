/** What an aborted call throws, as `fetch` does: the reason of the signal. Old browsers know no reason. */
export function aborted(signal: AbortSignal | undefined): unknown {
  return (signal?.reason as unknown) ?? new DOMException("The reading was aborted.", "AbortError");
}
