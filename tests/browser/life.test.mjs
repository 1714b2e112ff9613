// A long life: widgets that come and go, views that change, many on one page, and what stays of them in memory.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { page, ready, world } from "./support.mjs";

const MB = 1 << 20;
/** What is kept in any case, such as compiled code and fonts, is there after so many rounds. */
const WARM = 50;

let w;
before(async () => {
  const many = Array.from(
    { length: 50 },
    (_, at) => `<budget-widget view="${at % 2 ? "tables" : "overview"}"></budget-widget>`,
  );
  w = await world({ pages: { "/empty": page(`<main></main>`), "/many": page(many.join("")) } });
});
after(() => w.close());

/** Opens a page that counts the instances of the core and knows their memories. */
async function counted(address) {
  const opened = await w.open("/no-script");
  await opened.tab.addInitScript(() => {
    window.memories = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      // What unpacks the script goes again with its memory.
      const memory = Object.values(exports).find((held) => held instanceof WebAssembly.Memory);
      if (!exports.restore) window.memories.push(memory);
      return made;
    };
  });
  await opened.tab.goto(w.url + address);
  return opened;
}

/** Bytes of the heap after all garbage is gone, and of the module's memory. */
async function held({ context, tab }) {
  const session = await context.newCDPSession(tab);
  // Twice: what a finaliser lets go is garbage only then.
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const module = await tab.evaluate(() => window.memories.map((memory) => memory.buffer.byteLength));
  return { heap: usedSize, module };
}

const grown = (before, after) => `${((after.heap - before.heap) / MB).toFixed(2)} MB`;

test("1,000 widgets that come and go leave nothing behind", { timeout: 300_000 }, async (t) => {
  const opened = await counted("/empty");
  const rounds = (count) =>
    opened.tab.evaluate(async (count) => {
      const main = document.querySelector("main");
      for (let at = 0; at < count; at += 1) {
        const widget = document.createElement("budget-widget");
        const shown = new Promise((resolve) => widget.addEventListener("budget-ready", resolve));
        main.append(widget);
        // One of ten leaves while it is still reading.
        if (at % 10) await shown;
        widget.remove();
      }
    }, count);
  await rounds(WARM);
  const before = await held(opened);
  await rounds(1000 - WARM);
  const after = await held(opened);
  t.diagnostic(`grown by ${grown(before, after)} after the first ${WARM}`);
  assert.ok(after.heap - before.heap < 2 * MB, grown(before, after));
  assert.deepEqual(after.module, before.module, "the module's memory");
  assert.equal(after.module.length, 1, "one instance");
  assert.deepEqual(opened.trouble, []);
});

test("500 changes of the view leave nothing behind", { timeout: 300_000 }, async (t) => {
  const opened = await counted("/plain");
  await ready(opened.tab);
  const changes = (count) =>
    opened.tab.evaluate(async (count) => {
      const widget = document.querySelector("budget-widget");
      for (let at = 0; at < count; at += 1) {
        const tabs = widget.shadowRoot.querySelectorAll(".tabs button");
        tabs[at % tabs.length].click();
        await widget.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, count);
  await changes(WARM);
  const before = await held(opened);
  await changes(500);
  const after = await held(opened);
  t.diagnostic(`grown by ${grown(before, after)} after the first ${WARM}`);
  assert.ok(after.heap - before.heap < 2 * MB, grown(before, after));
  assert.deepEqual(after.module, before.module, "the module's memory");
  assert.deepEqual(opened.trouble, []);
});

test("fifty widgets on one page share one instance", { timeout: 120_000 }, async () => {
  const { tab, trouble } = await counted("/many");
  await tab.waitForFunction(
    () =>
      [...document.querySelectorAll("budget-widget")].every(({ shadowRoot }) =>
        shadowRoot?.querySelector(".foot"),
      ),
    undefined,
    { timeout: 100_000 },
  );
  assert.equal(await tab.evaluate(() => window.memories.length), 1);
  // Each is its own: what is done in one happens in no other.
  await tab.evaluate(async () => {
    const widgets = [...document.querySelectorAll("budget-widget")];
    widgets[7].shadowRoot.querySelectorAll(".tabs button")[2].click();
    await widgets[7].updateComplete;
  });
  const opened = await tab.evaluate(() =>
    [...document.querySelectorAll("budget-widget")].map(({ shadowRoot }) =>
      shadowRoot.querySelector(".tabs [aria-current]").textContent.trim(),
    ),
  );
  assert.equal(opened.filter((name) => name === "经济分类").length, 1);
  assert.deepEqual(trouble, []);
});
