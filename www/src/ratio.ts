/** Calls `changed` whenever the pixel ratio changes, as when a window goes to another screen; gives back how to stop. */
export function onRatio(changed: () => void): () => void {
  let query: MediaQueryList;
  const again = () => {
    query.removeEventListener("change", again);
    watch();
    changed();
  };
  function watch(): void {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", again);
  }
  watch();
  return () => query.removeEventListener("change", again);
}
