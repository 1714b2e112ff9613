// The script beside libraries, minified for the same engine: bytes as they are and after brotli. Theirs only draw, or only
// compute; ours reads, checks and shows, and holds the document.
//
// `npm --prefix benches/page ci`, `npm --prefix www run build`, then `npm --prefix www run bench:sizes`.
import { brotliCompressSync } from "node:zlib";
import { ARITHMETIC, PEERS, scripts } from "./contenders.mjs";

const kilo = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;

console.log("| script | raw | brotli |\n|---|---|---|");
for (const { name, text } of await scripts([...PEERS, ...ARITHMETIC]))
  console.log(`| ${name} | ${kilo(Buffer.byteLength(text))} | ${kilo(brotliCompressSync(text).length)} |`);
