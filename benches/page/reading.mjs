// How long published PDF files take to be read and checked on a page, beside pdf.js, which gives no more than their text.
//
// `npm --prefix benches/page ci`, `npm --prefix www run build`, then
// `CHROME_PATH=… npm --prefix www run bench:reading [-- folder [runs]]`: the PDF files of a folder, those of
// `../shared/corpus` where it is there, else the fixtures. Both read the same bytes in the same page, in turn.
import { readdirSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../../www/testing.mjs";
import { median } from "./measure.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const places = ["../shared/corpus", "tests/fixtures/formats"].map((place) => join(root, place));
const folder = process.argv[2] || places.find((place) => existsSync(place));
const RUNS = Number(process.argv[3] ?? 5);

const modules = { "/pdf.mjs": "pdf.mjs", "/pdf.worker.mjs": "pdf.worker.mjs" };
const module = (name) => readFileSync(new URL(`node_modules/pdfjs-dist/build/${name}`, import.meta.url));
const pages = Object.fromEntries(Object.entries(modules).map(([path, name]) => [path, module(name)]));
pages["/"] = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<script src="/dist/budget-widget.js"></script><p>门户</p>`;

const names = readdirSync(folder).filter((name) => name.endsWith(".pdf"));
for (const name of names) pages[`/${encodeURIComponent(name)}`] = readFileSync(join(folder, name));

const server = await serve({ pages });
const browser = await launch();
const rows = [];
try {
  for (const name of names) {
    const address = `/${encodeURIComponent(name)}`;
    const runs = { first: [], again: [], frame: [], theirs: [] };
    let pagesOf = 0;
    let refused;
    // The first round warms up.
    for (let run = 0; run <= RUNS && !refused; run += 1) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await tab.goto(server.url, { waitUntil: "load" });
      const seen = await tab.evaluate(read, address);
      await context.close();
      if (seen.refused) refused = seen.refused;
      else if (run > 0) for (const key of Object.keys(runs)) runs[key].push(seen[key]);
      pagesOf = seen.pages;
    }
    rows.push({ name, refused, pages: pagesOf, bytes: pages[address].length, ...runs });
  }
  print(rows);
} finally {
  await browser.close();
  await server.close();
}

/** Milliseconds: the first file of a page, the same once more, the longest frame meanwhile, and the text by pdf.js. */
async function read(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const pdfjs = await import("/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
  const text = async (data) => {
    const task = pdfjs.getDocument({ data, useSystemFonts: false });
    const file = await task.promise;
    for (let page = 1; page <= file.numPages; page += 1) await (await file.getPage(page)).getTextContent();
    const { numPages } = file;
    await task.destroy();
    return numPages;
  };
  const timed = async (work) => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  // Its worker is started and its code is compiled before it is timed; ours is not, in `first`.
  const pages = await text(bytes.slice());
  let frame = 0;
  let last = performance.now();
  let watching = true;
  const watch = (now) => {
    frame = Math.max(frame, now - last);
    last = now;
    if (watching) requestAnimationFrame(watch);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(watch);
  });
  try {
    const first = await timed(() => BudgetWidget.read(bytes));
    const again = await timed(() => BudgetWidget.read(bytes));
    watching = false;
    const theirs = await timed(() => text(bytes.slice()));
    return { pages, first, again, frame, theirs };
  } catch (error) {
    return { pages, refused: String(error) };
  }
}

function print(rows) {
  console.log(`Chromium ${browser.version()}, medians of ${RUNS} pages each: milliseconds.\n`);
  const cells = [["document", "pages", "KB", "first, with the reader's start", "again", "longest frame", "pdf.js, text only", "again / pdf.js"]];
  for (const { name, refused, pages, bytes, first, again, frame, theirs } of rows) {
    const head = [name, String(pages), (bytes / 1000).toFixed(0)];
    if (refused) cells.push([...head, refused, "", "", "", ""]);
    else {
      const [a, b, c, d] = [first, again, frame, theirs].map(median);
      cells.push([...head, ...[a, b, c, d].map((ms) => ms.toFixed(0)), (b / d).toFixed(2)]);
    }
  }
  const read = rows.filter(({ refused }) => !refused);
  const most = (key) => Math.max(...read.map((row) => median(row[key])));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  for (const line of cells) console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
  if (read.length > 0)
    console.log(`\nmost: first ${most("first").toFixed(0)}, again ${most("again").toFixed(0)}, frame ${most("frame").toFixed(0)}`);
}
