/** The ES module. The reader of foreign documents lies beside it. */
import { readerBy } from "./foreign.js";
import { named } from "./worker.js";

export * from "./api.js";

readerBy({
  reaches: () => true,
  load: (address) =>
    address === undefined
      ? import("./reader.js")
      : import(/* webpackIgnore: true */ /* @vite-ignore */ address),
  // Written out, so that bundlers see it.
  thread: (address) =>
    address === undefined
      ? new Worker(new URL("./reader.js", import.meta.url), { type: "module", ...named })
      : new Worker(address, { type: "module", ...named }),
});
