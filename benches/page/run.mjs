// The widget's page against pages of chart libraries, in one run: the same data and sizes, Chromium, processor slowed down
// four times.
//
// `npm --prefix benches/page ci`, `npm --prefix www run build`, then `CHROME_PATH=… npm --prefix www run bench:page [-- runs]`.
// The libraries are given numbers ready to be drawn; ours unpacks and reads the document first and checks it right after the first picture.
import { launch, serve } from "../../www/testing.mjs";
import { contenders } from "./contenders.mjs";
import { embedded, many } from "./data.mjs";
import { drill, heap, moves, start, treemap } from "./measure.mjs";
import { print } from "./table.mjs";

const RUNS = Number(process.argv[2] ?? 7);

const data = await embedded();
const list = await contenders(data);
const large = await many();
const pages = Object.fromEntries(list.map(({ page }, at) => [`/${at}`, page]));
pages["/many.json"] = large.package;
const server = await serve({ pages });
const browser = await launch();
const results = list.map(({ name, bytes }) => ({ name, bytes, start: [], move: [], task: [], repaints: [], drill: [], treemap: [], heap: [] }));
try {
  // In turn, so that what else the machine does meets all alike; the first round warms up.
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [at, contender] of list.entries()) {
      const url = `${server.url}/${at}`;
      const seen = {
        start: await start(browser, url),
        ...(await moves(browser, url, contender.ours)),
        drill: await drill(browser, url, contender.ours),
        treemap: await treemap(browser, url, contender.ours, large.items),
        heap: await heap(browser, url),
      };
      if (run > 0) for (const [key, value] of Object.entries(seen)) results[at][key].push(value);
    }
  }
  print(results, { browser: browser.version(), runs: RUNS });
} finally {
  await browser.close();
  await server.close();
}
