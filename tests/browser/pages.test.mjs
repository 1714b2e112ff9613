// The widget on every kind of page: served, from the disk, under a strict policy, without script, without WebAssembly.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { colours, eachView, OFFLINE, ready, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

test("a served page shows the embedded budget", async () => {
  const { tab, trouble } = await w.open("/plain");
  await ready(tab);
  const widget = tab.locator("budget-widget");
  assert.match(await widget.locator("h2").first().innerText(), /郑州市大数据管理局/);
  assert.equal(await widget.locator(".card.first .figure").first().innerText(), "6,273.0");
  assert.ok((await colours(tab)) > 20, "the flow is painted");
  assert.equal(await tab.locator("#fallback").isVisible(), false);
  assert.deepEqual(trouble, []);
});

test("the offline page works from the disk with no request", async () => {
  const { tab, trouble, requests } = await w.open(OFFLINE);
  await ready(tab);
  assert.equal(await tab.locator("budget-widget .card.first .figure").first().innerText(), "6,273.0");
  assert.deepEqual(requests, [OFFLINE]);
  assert.deepEqual(trouble, []);
});

test("a strict policy is kept: no violation, no request beyond the script", async () => {
  const { tab, trouble, requests } = await w.open("/strict");
  await ready(tab);
  assert.ok((await colours(tab)) > 20);
  await eachView(tab, async () => {});
  await tab.locator("budget-widget .tabs button", { hasText: "校核" }).click();
  await tab.locator("budget-widget .check").first().click();
  assert.deepEqual(trouble, []);
  assert.deepEqual(requests, [`${w.url}/strict`, `${w.url}/dist/budget-widget.js`]);
});

test("without script the content of the element stays", async () => {
  const { tab } = await w.open("/no-script");
  assert.equal(await tab.locator("#fallback").isVisible(), true);
});

test("a page whose policy forbids WebAssembly keeps its content and says why", async () => {
  const { tab } = await w.open("/no-wasm");
  await tab.evaluate(() => document.querySelector("budget-widget").updateComplete);
  await tab.locator("budget-widget .failure").waitFor();
  assert.match(await tab.locator("budget-widget .failure").innerText(), /安全策略/);
  assert.equal(await tab.locator("#fallback").isVisible(), true);
});

test("a source that cannot be fetched is said so, with a retry, and the content stays", async () => {
  const { tab } = await w.open("/missing");
  const failure = tab.locator("budget-widget .failure");
  await failure.waitFor();
  assert.match(await failure.innerText(), /无法取得预算文件/);
  assert.equal(await failure.locator("button").isVisible(), true);
  assert.equal(await tab.locator("#fallback").isVisible(), true);
});

test("the script tag itself mounts a widget", async () => {
  const { tab } = await w.open("/mounted");
  await ready(tab);
  assert.equal(await tab.locator("budget-widget .tabs [aria-current]").innerText(), "校核");
});

test("loading the script twice warns and changes nothing", async () => {
  const { tab, trouble } = await w.open("/twice");
  await ready(tab);
  assert.deepEqual(trouble, []);
});

test("two widgets on a page do not disturb each other", async () => {
  const { tab, trouble } = await w.open("/two");
  await tab.locator("budget-widget .tabs").nth(1).waitFor();
  await tab.locator("budget-widget").nth(1).locator(".tabs button", { hasText: "原表" }).click();
  assert.equal(await tab.locator("budget-widget").nth(0).locator(".tabs [aria-current]").innerText(), "总览");
  assert.equal(await tab.locator("budget-widget").nth(1).locator(".tabs [aria-current]").innerText(), "原表");
  assert.deepEqual(trouble, []);
});

test("invalid attributes fall back to the defaults", async () => {
  const { tab, trouble } = await w.open("/odd");
  await ready(tab);
  assert.equal(await tab.locator("budget-widget .tabs [aria-current]").innerText(), "总览");
  assert.equal(await tab.locator("budget-widget .units [aria-pressed=true]").innerText(), "万元");
  assert.deepEqual(trouble, []);
});

for (const width of [320, 390, 768, 1280, 1920]) {
  test(`nothing runs out of the page at ${width} px`, async () => {
    const { tab } = await w.open("/plain", { viewport: { width, height: 900 } });
    await ready(tab);
    for (const size of ["normal", "large"]) {
      await tab.locator("budget-widget").evaluate((widget, size) => widget.setAttribute("size", size), size);
      await eachView(tab, async (view) => {
        const wider = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `${view}, ${size}, is ${wider} px wider than the page`);
      });
    }
  });
}

test("the canvas is painted at the device's pixel ratio", async () => {
  const { tab } = await w.open("/plain", { deviceScaleFactor: 2 });
  await ready(tab);
  const sizes = await tab.evaluate(() => {
    const canvas = document.querySelector("budget-widget").shadowRoot.querySelector("canvas");
    return [
      canvas.width / canvas.getBoundingClientRect().width,
      canvas.height / canvas.getBoundingClientRect().height,
    ];
  });
  assert.deepEqual(
    sizes.map((size) => Math.round(size * 100) / 100),
    [2, 2],
  );
});

test("a widget that is taken out, moved and given another source goes on", async () => {
  const { tab, trouble } = await w.open("/plain");
  await ready(tab);
  const shown = await tab.evaluate(async () => {
    const widget = document.querySelector("budget-widget");
    const ready = () =>
      new Promise((resolve) =>
        widget.addEventListener("budget-ready", (event) => resolve(event.detail), { once: true }),
      );
    const table =
      "2023年某市某局部门预算公开\n\n2023年项目支出表\n\n单位：元\n\n项目名称\t合计\n甲\t2.00\n合计\t2.00\n";
    const seen = [];
    widget.remove();
    seen.push(widget.disclosure === undefined);
    let next = ready();
    document.body.append(widget);
    seen.push((await next).year);
    next = ready();
    widget.setAttribute("src", URL.createObjectURL(new Blob([table])));
    seen.push((await next).department);
    // The last of several changes counts, and only that one is told.
    let told = 0;
    widget.addEventListener("budget-ready", () => (told += 1));
    next = ready();
    widget.setAttribute("src", "/nowhere.txt");
    widget.removeAttribute("src");
    seen.push((await next).year, told);
    return seen;
  });
  assert.deepEqual(shown, [true, 2024, "某市某局", 2024, 1]);
  assert.deepEqual(trouble, []);
});
