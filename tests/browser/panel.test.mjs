// A chart and its table: what a move costs, what the list and the table hold, fingers, large type, the way down.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { page, ready, world } from "./support.mjs";

/** A table of 300 classes, more than the list of a chart holds at a time. */
const MANY = (() => {
  const rows = [];
  for (let at = 0; at < 300; at += 1)
    rows.push(`${201 + at}\t第${at + 1}类支出\t${1000 - at}.0\t${1000 - at}.0\t`);
  const head = "功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出";
  return `2024年某局部门预算公开\n\n2024年一般公共预算支出情况表\n\n单位：万元\n\n${head}\n${rows.join("\n")}\n\t合计\t255150.0\t255150.0\t\n`;
})();

let w;
before(async () => {
  const widget = `<budget-widget lang="zh-CN" src="/many.txt" view="function"><p>纯文字内容</p></budget-widget>`;
  w = await world({ pages: { "/many.txt": MANY, "/many": page(widget) } });
});
after(() => w.close());

const keys = (tab) => tab.locator("budget-widget .keys").first();
const options = (tab) => tab.locator("budget-widget .keys").first().locator("[role=option]");
const tip = (tab) => tab.locator("budget-widget .card-tip").first();
const active = (tab) =>
  keys(tab).evaluate((element) => {
    const option = element.getRootNode().getElementById(element.getAttribute("aria-activedescendant"));
    return (
      option && [option.textContent.trim(), option.ariaSetSize, option.ariaPosInSet, option.ariaSelected]
    );
  });

test("a move renders nothing anew and repaints nothing", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  await options(tab).first().waitFor({ state: "attached" });
  // The badge and the footer come last.
  await tab.locator("budget-widget .foot").waitFor();
  await tab.evaluate(() => {
    globalThis.seen = { painted: 0, changed: new Set() };
    for (const name of ["fill", "stroke", "fillRect", "clearRect", "fillText"]) {
      const real = CanvasRenderingContext2D.prototype[name];
      CanvasRenderingContext2D.prototype[name] = function (...args) {
        globalThis.seen.painted += 1;
        return real.apply(this, args);
      };
    }
    const root = document.querySelector("budget-widget").shadowRoot;
    const watcher = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        globalThis.seen.changed.add(
          element?.closest(".card-tip, .marks, .keys")?.getAttribute("class") ?? "elsewhere",
        );
      }
    });
    watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const box = await keys(tab).boundingBox();
  const names = new Set();
  for (let at = 0; at < 40; at += 1) {
    await tab.mouse.move(
      box.x + box.width * (0.05 + 0.12 * (at % 8)),
      box.y + box.height * (0.1 + 0.18 * (at >> 3)),
    );
    if (await tip(tab).isVisible()) names.add(await tip(tab).innerText());
  }
  assert.ok(names.size > 5, "cards were shown");
  const seen = await tab.evaluate(() => ({ ...globalThis.seen, changed: [...globalThis.seen.changed] }));
  assert.equal(seen.painted, 0);
  assert.deepEqual(
    seen.changed
      .map((name) => name.split(" ")[0])
      .filter((name) => !["card-tip", "marks", "keys"].includes(name)),
    [],
  );
});

test("the list holds the options around the focus and says how many there are", async () => {
  const { tab } = await w.open("/many");
  await ready(tab);
  await tab.locator("budget-widget .units button", { hasText: "条形" }).click();
  await keys(tab).focus();
  const all = Number((await active(tab))[1]);
  assert.ok(all >= 50);
  assert.equal(await options(tab).count(), Math.min(all, 200));
  assert.deepEqual((await active(tab)).slice(1), [String(all), "1", "true"]);
  await tab.keyboard.press("End");
  assert.deepEqual((await active(tab)).slice(1), [String(all), String(all), "true"]);
  await tab.keyboard.press("Home");
  assert.equal((await active(tab))[2], "1");
  assert.equal(await tab.locator("budget-widget [role=option][aria-selected=true]").count(), 1);
});

test("the table form is paged, and keeps the mark that was selected", async () => {
  const { tab } = await w.open("/many");
  await ready(tab);
  await tab.locator("budget-widget .units button", { hasText: "条形" }).click();
  await keys(tab).focus();
  for (let at = 0; at < 30; at += 1) await tab.keyboard.press("ArrowDown");
  const [spoken] = await active(tab);
  const toggle = tab.locator("budget-widget .chart-tools button");
  await toggle.click();
  const rows = tab.locator("budget-widget .plain tbody tr");
  assert.equal(await rows.count(), 25);
  const pages = tab.locator("budget-widget .pages");
  assert.match(await pages.getByRole("status").innerText(), /^第 26–50 行，共 \d\d 行$/);
  const here = tab.locator('budget-widget .plain tr[aria-current="true"]');
  assert.equal(await here.count(), 1);
  assert.ok(spoken.startsWith((await here.locator("th").innerText()).trim()));
  const all = Number(/共 (\d+) 行/.exec(await pages.getByRole("status").innerText())[1]);
  await tab.emulateMedia({ media: "print" });
  await pages.waitFor({ state: "detached" });
  assert.equal(await rows.count(), all, "paper has them all");
  await tab.emulateMedia({ media: "screen" });
  await pages.waitFor();
  assert.equal(await rows.count(), 25);
  await pages.getByRole("button", { name: "上一页" }).click();
  assert.match(await pages.getByRole("status").innerText(), /^第 1–25 行/);
  assert.equal(await pages.getByRole("button", { name: "上一页" }).isDisabled(), true);
  await toggle.click();
  await keys(tab).focus();
  assert.equal((await active(tab))[0], spoken);
});

test("Escape sends the card of the pointer away, wherever the focus is", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  const box = await keys(tab).boundingBox();
  await tab.mouse.move(box.x + 60, box.y + 24);
  await tip(tab).waitFor();
  await tab.keyboard.press("Escape");
  assert.equal(await tip(tab).isVisible(), false);
  await tab.mouse.move(box.x + 64, box.y + 26);
  assert.equal(await tip(tab).isVisible(), false, "not again for the same mark");
  await tab.mouse.move(box.x + 60, box.y + 70);
  await tip(tab).waitFor();
});

test("a chart that was left is where the reader left it", async () => {
  const { tab, trouble } = await w.open("/plain#v=function");
  await ready(tab);
  await keys(tab).focus();
  for (let at = 0; at < 3; at += 1) await tab.keyboard.press("ArrowDown");
  const left = await active(tab);
  await tab.locator("budget-widget .tabs button", { hasText: "校核" }).click();
  await keys(tab).waitFor({ state: "detached" });
  await tab.locator("budget-widget .tabs button", { hasText: "功能" }).click();
  await keys(tab).focus();
  assert.deepEqual(await active(tab), left);
  assert.deepEqual(trouble, []);
});

test("the first tap shows the card, the second opens; the card's buttons do the same", async () => {
  const { tab } = await w.open("/plain#v=function", {
    hasTouch: true,
    viewport: { width: 390, height: 800 },
  });
  await ready(tab);
  const trail = tab.locator("budget-widget .trail li");
  await keys(tab).scrollIntoViewIfNeeded();
  const box = await keys(tab).boundingBox();
  await tab.touchscreen.tap(box.x + 60, box.y + 24);
  await tip(tab).waitFor();
  assert.match(await tip(tab).innerText(), /一般公共预算支出[^]*5,947\.5 万元[^]*看下一级[^]*看出处/);
  assert.equal(await trail.count(), 1);
  for (const button of await tip(tab).locator("button").all()) {
    assert.ok((await button.boundingBox()).height >= 24);
  }
  await tab.touchscreen.tap(box.x + 60, box.y + 24);
  await trail.nth(1).waitFor();
  await tab.goBack();
  await trail.nth(1).waitFor({ state: "detached" });
  await tab.touchscreen.tap(box.x + 60, box.y + 24);
  await tip(tab).getByRole("button", { name: "看出处" }).click();
  await tab.locator("budget-widget .inspector").waitFor();
  assert.equal(await tab.locator("budget-widget .inspector .amount b").innerText(), "5,947.5");
});

test("in large type a press shows the card before it opens, and Escape closes it", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  await tab.locator("budget-widget").evaluate((widget) => widget.setAttribute("size", "large"));
  await tab.locator('budget-widget canvas[data-drawn*="true"]').waitFor();
  const box = await keys(tab).boundingBox();
  await tab.mouse.click(box.x + 60, box.y + 24);
  await tip(tab).getByRole("button", { name: "看下一级" }).waitFor();
  assert.equal(await tab.locator("budget-widget .trail li").count(), 1);
  await tab.keyboard.press("Escape");
  assert.equal(await tip(tab).locator("button").count(), 0);
  await tab.mouse.click(box.x + 60, box.y + 24);
  await tip(tab).getByRole("button", { name: "看下一级" }).click();
  await tab.locator("budget-widget .trail li").nth(1).waitFor();
});

for (const motion of ["no-preference", "reduce"]) {
  test(`the way down moves at most 200 ms with motion: ${motion}`, async () => {
    const { tab } = await w.open("/plain#v=function", { reducedMotion: motion });
    await ready(tab);
    await keys(tab).focus();
    await tab.evaluate(() => {
      const root = document.querySelector("budget-widget").shadowRoot;
      const moving = () => root.getAnimations().filter((one) => !(one instanceof CSSTransition));
      globalThis.seen = new Promise((done) => {
        // The picture is painted in the task that changes the trail.
        const watcher = new MutationObserver(() =>
          done(moving().map((one) => one.effect.getTiming().duration)),
        );
        watcher.observe(root.querySelector(".trail"), { childList: true });
      });
    });
    await tab.keyboard.press("Enter");
    const durations = await tab.evaluate(() => globalThis.seen);
    assert.equal(durations.length > 0, motion !== "reduce");
    assert.ok(
      durations.every((duration) => duration <= 200),
      String(durations),
    );
    await tab.locator("budget-widget .grows").waitFor({ state: "detached" });
  });
}

test("another pixel ratio repaints, time and again", async () => {
  const { context } = await w.open("/no-script");
  const tab = await context.newPage();
  // What the emulation of browsers leaves out: the word that the ratio of the screen is another.
  await tab.addInitScript(() => {
    const real = window.matchMedia;
    const asked = [];
    window.matchMedia = (query) => {
      const list = real.call(window, query);
      if (query.includes("resolution")) asked.push(list);
      return list;
    };
    window.toRatio = (ratio) => {
      Object.defineProperty(window, "devicePixelRatio", { value: ratio, configurable: true });
      for (const list of asked.splice(0)) list.dispatchEvent(new Event("change"));
    };
  });
  await tab.goto(`${w.url}/plain`);
  await ready(tab);
  const painted = () =>
    tab.evaluate(async () => {
      const widget = document.querySelector("budget-widget");
      await widget.updateComplete;
      const canvas = widget.shadowRoot.querySelector("canvas");
      return canvas.width / canvas.clientWidth;
    });
  assert.equal(await painted(), 1);
  for (const ratio of [2, 3, 1]) {
    await tab.evaluate((ratio) => toRatio(ratio), ratio);
    assert.equal(await painted(), ratio);
  }
});
