// Each measurement in a page of its own, with the processor slowed down before anything is loaded.
const SLOWER = 4;
const VIEWPORT = { width: 1280, height: 1400 };
const MOVES = 60;

/** A page at `url` whose first charts are painted, and its debugger. */
async function opened(browser, url, look, hash = "") {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const tab = await context.newPage();
  const debug = await context.newCDPSession(tab);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await debug.send("Performance.enable");
  try {
    await tab.addInitScript(countRepaints);
    // The page tells by itself: a question from outside would be work in the middle of its start.
    const told = tab.waitForEvent("console", (message) => message.text().startsWith("first "));
    await tab.goto(url + hash, { waitUntil: "commit" });
    const first = Number((await told).text().slice(6));
    return await look(tab, debug, first);
  } finally {
    await context.close();
  }
}

/** Counts what is drawn on canvases, and keeps the memory of WebAssembly modules. */
function countRepaints() {
  globalThis.repaints = 0;
  for (const name of ["fill", "stroke", "fillRect", "clearRect", "fillText", "drawImage"]) {
    const real = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      globalThis.repaints += 1;
      return real.apply(this, args);
    };
  }
}

/** Milliseconds from the start of the script to the first painted charts. */
export const start = (browser, url) => opened(browser, url, (_tab, _debug, first) => first);

async function metrics(debug) {
  const { metrics } = await debug.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/**
 * Moves the pointer over the flow, column after column: milliseconds of script and of all work of the main thread a move,
 * and operations on canvases for all moves.
 */
export const moves = (browser, url, ours) =>
  opened(browser, url, async (tab, debug) => {
    const box = await (ours ? tab.locator("budget-widget .keys").first() : tab.locator("#flow")).boundingBox();
    await tab.evaluate(() => (globalThis.repaints = 0));
    const settled = () => tab.evaluate(() => painted().then(() => painted()));
    const move = async (x, y, times) => {
      const before = await metrics(debug);
      await tab.mouse.move(x, y);
      await settled();
      const after = await metrics(debug);
      times.script.push((after.ScriptDuration - before.ScriptDuration) * 1000);
      times.task.push((after.TaskDuration - before.TaskDuration) * 1000);
    };
    const away = { script: [], task: [] };
    for (let at = 0; at < 15; at += 1) await move(2 + at, 2, away);
    await tab.mouse.move(box.x + 10, box.y + 10);
    await settled();
    await tab.evaluate(() => (globalThis.repaints = 0));
    const over = { script: [], task: [] };
    for (let at = 0; at < MOVES; at += 1) {
      const x = box.x + (box.width * (0.08 + 0.12 * (at % 6)));
      const y = box.y + box.height * (0.12 + 0.076 * Math.floor(at / 6));
      await move(x, y, over);
    }
    const repaints = await tab.evaluate(() => globalThis.repaints);
    return { move: median(over.script) - median(away.script), task: median(over.task) - median(away.task), repaints };
  });

/** Milliseconds from a press on the first bar to the painted level below it. */
export const drill = (browser, url, ours) =>
  opened(
    browser,
    url,
    async (tab) => {
      await tab.evaluate((ours) => {
        globalThis.drilled = new Promise((done) => {
          let pressed = 0;
          addEventListener("click", () => (pressed = performance.now()), { capture: true });
          const finish = () => painted().then((now) => done(now - pressed));
          if (!ours) return (globalThis.drawn = finish);
          const drawn = canvases()[0].dataset.drawn;
          const look = () => (canvases()[0].dataset.drawn !== drawn ? finish() : requestAnimationFrame(look));
          addEventListener("click", look, { capture: true });
        });
      }, ours);
      const [x, y] = await tab.evaluate((ours) => {
        const box = (ours ? canvases()[0] : document.getElementById("bars")).getBoundingClientRect();
        const [x, y] = ours ? [120, 60] : Contender.middle(charts.bars, 0);
        return [box.left + x, box.top + y];
      }, ours);
      await tab.mouse.click(x, y);
      return tab.evaluate(() => globalThis.drilled);
    },
    ours ? "#v=function" : "",
  );

/** Milliseconds to a painted treemap of many items, given as figures to the others and as a disclosure that was read to ours. */
export const treemap = (browser, url, ours, items) =>
  opened(browser, url, (tab) =>
    tab.evaluate(ours ? treemapOfOurs : treemapOfPeer, items),
  );

async function treemapOfOurs(items) {
  const { core } = await BudgetWidget.read("/many.json");
  const canvas = document.createElement("canvas");
  document.querySelector("budget-widget").replaceWith(canvas);
  const begun = performance.now();
  const chart = core.chart("treemap", undefined, 1216, "zh-CN", "万元", false, "light", "");
  if (!chart) return null;
  chart.draw(canvas, 1, "sans-serif");
  const spent = (await painted()) - begun;
  return chart.mark(0, "zh-CN", "万元").value === items[0].value.toLocaleString("en") ? spent : NaN;
}

function treemapOfPeer(items) {
  const place = Object.assign(document.createElement("div"), { className: "host" });
  place.style.height = "540px";
  document.getElementById("flow").replaceWith(place);
  const begun = performance.now();
  Contender.treemap(place, items);
  return painted().then((now) => now - begun);
}

/** Megabytes of JavaScript after the first charts, rubbish collected. */
export const heap = (browser, url) =>
  opened(browser, url, async (_tab, debug) => {
    await debug.send("HeapProfiler.collectGarbage");
    return (await metrics(debug)).JSHeapUsedSize / 1e6;
  });

/** @param {number[]} list */
export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
