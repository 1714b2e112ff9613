// The sums, orders and copies of the embedded disclosure judged with decimal.js and by the module that ships, in one run.
//
// `node benches/peers/decimal.mjs` in the repository's root, after `npm --prefix www run build`; with `CHROME_PATH` set also in headless
// Chromium. decimal.js is given each relation ready, with its figures and their ranges; our module finds the relations
// itself and does everything else that the report holds.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("www/package.json", root));
const path = (name) => fileURLToPath(new URL(name, root));
const DECIMAL = require.resolve("decimal.js").replace(/\.js$/, ".mjs");
const ROUNDS = 60;

/** The relations of a report that decimal.js can judge: kind, and signs with printed, least and greatest value. */
function relationsOf(report) {
  const kinds = ["sum", "order", "copy"];
  const judged = report.checks.filter(
    ({ kind, verdict, operands }) => kinds.includes(kind) && verdict !== "not-checked" && operands.length > 0,
  );
  return judged.map(({ kind, operands }) => ({
    kind,
    operands: operands.map(({ sign, value, min, max }) => ({ sign: Number(sign), value, min, max })),
  }));
}

/** Runs in Node and in the page: medians of milliseconds, taken in turn. */
async function measure({ relations, Decimal, ours, rounds }) {
  const zero = new Decimal(0);
  const of = (text) => (text === null ? zero : new Decimal(text));
  function judge({ kind, operands }) {
    if (kind === "copy") {
      const [first, ...others] = operands;
      return others.every((other) => of(other.min).lte(of(first.max)) && of(other.max).gte(of(first.min)));
    }
    let least = zero;
    let most = zero;
    for (const { sign, min, max } of operands) {
      least = sign > 0 ? least.plus(of(min)) : least.minus(of(max));
      most = sign > 0 ? most.plus(of(max)) : most.minus(of(min));
    }
    return kind === "order" ? least.lte(0) : least.lte(0) && most.gte(0);
  }
  const timed = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const times = { decimal: [], check: [], report: [] };
  let held = 0;
  for (let round = 0; round < rounds; round++) {
    times.decimal.push(timed(() => (held = relations.filter(judge).length)));
    let disclosure;
    times.check.push(timed(() => (disclosure = ours.check())));
    times.report.push(timed(() => disclosure.report()));
    disclosure.free();
  }
  const late = (list) => list.slice(rounds >> 2).sort((a, b) => a - b);
  const median = (list) => late(list)[late(list).length >> 1];
  return {
    held,
    first: { decimal: times.decimal[0], check: times.check[0], report: times.report[0] },
    decimal: median(times.decimal),
    check: median(times.check),
    report: median(times.report),
  };
}

/** Runs in Node and in the page: a package read, and all of it checked. */
function checked(core, source) {
  const disclosure = core.Disclosure.fromPackage(source, "zh-CN");
  disclosure.summary();
  return disclosure;
}

const shown = (ms) => `${ms.toFixed(2)} ms`;

function print(where, { held, first, decimal, check, report }, relations) {
  console.log(`${where}: ${held} of ${relations.length} relations hold within rounding by decimal.js`);
  console.log(`  decimal.js, these relations         ${shown(decimal)} (first ${shown(first.decimal)})`);
  console.log(
    `  package read, everything checked    ${shown(check)} (first ${shown(first.check)}), ${(check / decimal).toFixed(1)} ×`,
  );
  console.log(
    `  the report as JavaScript            ${shown(report)} (first ${shown(first.report)}), ${(report / decimal).toFixed(1)} ×`,
  );
}

const core = await import(pathToFileURL(path("www/.build/viewer/budget_widget.js")).href);
await core.default({ module_or_path: readFileSync(path("www/.build/viewer/budget_widget_bg.wasm")) });
const source = readFileSync(path("www/.build/zhengzhou-2024.json"));
const relations = relationsOf(core.Disclosure.fromPackage(source, "zh-CN").report());
const { Decimal } = await import(pathToFileURL(DECIMAL).href);
const ours = { check: () => checked(core, source) };
print("Node", await measure({ relations, Decimal, ours, rounds: ROUNDS }), relations);

if (process.env.CHROME_PATH && existsSync(process.env.CHROME_PATH)) {
  const { launch, serve } = await import(new URL("www/testing.mjs", root).href);
  const server = await serve({ pages: { "/peer": "<!doctype html><title>t</title>" } });
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(`${server.url}/peer`);
    const files = {
      glue: readFileSync(path("www/.build/viewer/budget_widget.js"), "utf8"),
      module: readFileSync(path("www/.build/viewer/budget_widget_bg.wasm")).toString("base64"),
      decimal: readFileSync(DECIMAL, "utf8"),
      measure: measure.toString(),
      checked: checked.toString(),
    };
    const result = await tab.evaluate(
      async ({ files, relations, source, rounds }) => {
        const load = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
        const core = await load(files.glue);
        await core.default({ module_or_path: Uint8Array.from(atob(files.module), (c) => c.charCodeAt(0)) });
        const { Decimal } = await load(files.decimal);
        const run = (0, eval)(`(${files.measure})`);
        const checked = (0, eval)(`(${files.checked})`);
        const bytes = new TextEncoder().encode(source);
        const ours = { check: () => checked(core, bytes) };
        return run({ relations, Decimal, ours, rounds });
      },
      { files, relations, source: source.toString("utf8"), rounds: ROUNDS },
    );
    print(`Chromium ${browser.version()}`, result, relations);
  } finally {
    await browser.close();
    await server.close();
  }
}
