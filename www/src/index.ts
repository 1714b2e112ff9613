/** The ES module. The reader of foreign documents lies beside it. */
import { readerBy } from "./foreign.js";

export * from "./api.js";

readerBy(
  (address) =>
    address === undefined
      ? import("./reader.js")
      : import(/* webpackIgnore: true */ /* @vite-ignore */ address),
  () => true,
);
