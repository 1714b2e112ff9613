// How a reader gets from a figure to its place: by pointer, by keyboard, by link.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eachView, ready, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

const inspector = (tab) => tab.locator("budget-widget .inspector");

test("a click on a band of the flow opens its place in the published table", async () => {
  const { tab, trouble } = await w.open("/plain");
  await ready(tab);
  const box = await tab.locator("budget-widget .keys").first().boundingBox();
  // Between the first two stages there is nothing but bands.
  await tab.mouse.move(box.x + box.width * 0.17, box.y + box.height * 0.4);
  await tab.locator("budget-widget .card-tip").first().waitFor();
  await tab.mouse.click(box.x + box.width * 0.17, box.y + box.height * 0.4);
  await inspector(tab).waitFor();
  assert.equal(await inspector(tab).locator(".amount b").innerText(), "4,867.9");
  assert.match(await inspector(tab).locator("dl").innerText(), /一般公共预算支出情况表/);
  assert.equal(await inspector(tab).locator(".excerpt .here").innerText(), "4,867.9");
  await inspector(tab).locator("button.link", { hasText: "在原表中查看" }).click();
  const cell = tab.locator('budget-widget .sheet-table .figure[aria-pressed="true"]');
  assert.equal(await cell.innerText(), "4,867.9");
  assert.match(tab.url(), /c=general-expenditure/);
  assert.deepEqual(trouble, []);
});

test("a click on a table cell opens the inspector, Escape closes it and gives the focus back", async () => {
  const { tab } = await w.open("/plain#v=tables&t=general-expenditure");
  await ready(tab);
  const cell = tab.locator('budget-widget .figure[data-at="general-expenditure.21011.total"]').first();
  await cell.click();
  await inspector(tab).waitFor();
  const words = await inspector(tab).innerText();
  assert.match(words, /64\.6/);
  assert.match(words, /64\.6\s+64\.55\s+64\.65/);
  assert.match(words, /舍入范围内/);
  assert.match(tab.url(), /c=general-expenditure\.21011\.total/);
  await tab.keyboard.press("Escape");
  assert.equal(await inspector(tab).count(), 0);
  assert.equal(await cell.evaluate((element) => element.getRootNode().activeElement === element), true);
});

test("arrow keys walk the flow, Enter opens the place", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const keys = tab.locator("budget-widget .keys").first();
  await keys.focus();
  const active = () =>
    keys.evaluate((element) =>
      element.getRootNode().getElementById(element.getAttribute("aria-activedescendant"))?.textContent.trim(),
    );
  assert.match(await active(), /^一般公共预算，6,273\.0 万元/);
  await tab.keyboard.press("ArrowRight");
  assert.match(await active(), /^项目支出，4,867\.9 万元/);
  await tab.keyboard.press("ArrowDown");
  assert.match(await active(), /^基本支出，1,405\.1 万元/);
  await tab.keyboard.press("Home");
  assert.match(await active(), /^一般公共预算，/);
  await tab.keyboard.press("End");
  const last = await active();
  await tab.keyboard.press("Enter");
  await inspector(tab).waitFor();
  assert.ok(last.includes(await inspector(tab).locator(".amount b").innerText()));
  assert.ok((await tab.locator('budget-widget .marks .focus[d]:not([d=""])').count()) <= 1);
});

test("bars are drilled into and left again, by pointer, keyboard and the browser's Back", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  const trail = tab.locator("budget-widget .trail li");
  const keys = tab.locator("budget-widget .keys");
  assert.equal(await trail.count(), 1);
  await keys.focus();
  await tab.keyboard.press("Enter");
  await trail.nth(1).waitFor();
  assert.match(await trail.last().innerText(), /5,947\.5/);
  assert.match(await keys.innerText(), /一般行政管理事务，4,867\.9 万元/);
  await keys.focus();
  await tab.keyboard.press("Escape");
  await trail.nth(1).waitFor({ state: "detached" });
  await tab.goBack();
  await trail.nth(1).waitFor();
  assert.match(await trail.last().innerText(), /5,947\.5/);
  await tab.goBack();
  await trail.nth(1).waitFor({ state: "detached" });
  const box = await keys.boundingBox();
  await tab.mouse.click(box.x + 120, box.y + 60);
  await trail.nth(1).waitFor();
});

test("the number of a bar shows its place, the rest of the row goes in", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  const box = await tab.locator("budget-widget .keys").boundingBox();
  // The amounts stand right of the bars, before the shares.
  let found = false;
  for (let x = box.x + box.width - 60; !found && x > box.x + box.width * 0.7; x -= 12) {
    await tab.mouse.click(x, box.y + 20);
    await tab.evaluate(() => document.querySelector("budget-widget").updateComplete);
    found = (await inspector(tab).count()) > 0;
    if (!found) await tab.goBack();
  }
  assert.equal(await inspector(tab).locator(".amount b").innerText(), "5,947.5");
  assert.equal(await tab.locator("budget-widget .trail li").count(), 1);
});

test("a link to a cell opens the table with the cell marked", async () => {
  const { tab } = await w.open("/plain#c=department-expenditure.2010301.basic.public.goods");
  await ready(tab);
  assert.equal(await tab.locator("budget-widget .tabs [aria-current]").innerText(), "原表");
  assert.equal(
    await tab.locator('budget-widget .sheet-table .figure[aria-pressed="true"]').innerText(),
    "199.8",
  );
  assert.equal(await inspector(tab).locator(".amount b").innerText(), "199.8");
});

test("a link to a cell holds no line that was marked before", async () => {
  const { tab } = await w.open("/plain#v=tables&t=department-expenditure&l=20");
  await ready(tab);
  await tab.locator("budget-widget .sheet-table .figure").first().click();
  await inspector(tab).waitFor();
  assert.match(tab.url(), /[#&]c=department-expenditure\./);
  assert.doesNotMatch(tab.url(), /&l=/);
  await tab.keyboard.press("Escape");
  await inspector(tab).waitFor({ state: "detached" });
  assert.ok(tab.url().endsWith("#v=tables&t=department-expenditure"), tab.url());
});

test("an address of the page that only looks like a place moves nothing", async () => {
  const { tab } = await w.open("/plain#v=checks");
  await ready(tab);
  const current = tab.locator('budget-widget .tabs [aria-current="page"]');
  for (const hash of ["#t=2", "#k=20103", "#l=7&q=a", "#v=tables&more=1"]) {
    await tab.evaluate(async (hash) => {
      const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await heard;
      await document.querySelector("budget-widget").updateComplete;
    }, hash);
    assert.equal((await current.innerText()).trim(), "校核", hash);
  }
  await tab.evaluate(() => (location.hash = "#v=tables"));
  await tab.locator("budget-widget .sheet-table").waitFor();
});

test("the unit switch moves the point and nothing else", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const total = tab.locator("budget-widget .card.first .figure").first();
  await tab.getByRole("button", { name: "元", exact: true }).click();
  assert.equal(await total.innerText(), "62,730,000");
  await tab.locator("budget-widget .units button", { hasText: "亿元" }).click();
  assert.equal(await total.innerText(), "0.62730");
  await tab.locator("budget-widget .tabs button", { hasText: "原表" }).click();
  assert.match(await tab.locator("budget-widget .sheet .caption").innerText(), /单位：万元/);
});

test("every figure on every view leads to a place", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  // In one go inside the page: a view has some hundred figures.
  const lost = () =>
    tab.evaluate(async () => {
      const widget = document.querySelector("budget-widget");
      const lost = [];
      for (const figure of widget.shadowRoot.querySelectorAll(".view .figure")) {
        figure.click();
        await widget.updateComplete;
        const inspector = widget.shadowRoot.querySelector(".inspector");
        const name = figure.getAttribute("aria-label") ?? figure.textContent.trim();
        // A place is a table with line and cell, or a section with its line.
        if (!/第 \d+ 行/.test(inspector?.textContent ?? "") || !name) lost.push(name);
        document.activeElement.shadowRoot?.activeElement?.dispatchEvent(
          new KeyboardEvent("keydown", {
            key: "Escape",
            bubbles: true,
            composed: true,
          }),
        );
        await widget.updateComplete;
        if (widget.shadowRoot.querySelector(".inspector")) lost.push(`${name} does not close`);
      }
      return lost;
    });
  await eachView(tab, async (view) => assert.deepEqual(await lost(), [], view));
});

test("the chart and its table hold the same figures", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  const spoken = await tab.locator("budget-widget .keys [role=option]").allInnerTexts();
  await tab.locator("budget-widget .chart-tools button").click();
  const rows = await tab.locator("budget-widget .plain tbody tr").allInnerTexts();
  assert.equal(rows.length, spoken.length);
  for (const [at, row] of rows.entries()) {
    const [name, amount] = row.split("\t");
    assert.ok(spoken[at].startsWith(`${name.trim()}，${amount.trim()} 万元`), `${spoken[at]} | ${row}`);
  }
});

test("text never needs more room than the chart gave it", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  // The core lays out with upper bounds of letter widths; the browser's own font must keep to them.
  const wide = await tab.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    const { fontFamily } = getComputedStyle(document.querySelector("budget-widget"));
    const samples = {
      "6,273.0": 7,
      机关事业单位基本养老保险缴费支出: 16,
      "Projects and items": 18,
      2010301: 7,
    };
    context.font = `100px ${fontFamily}`;
    return Object.entries(samples)
      .filter(([text, ems]) => context.measureText(text).width > ems * 100)
      .map(([text]) => text);
  });
  assert.deepEqual(wide, []);
});

test("a package is shown, and leaves as it came", async () => {
  const { tab, trouble } = await w.open("/packaged");
  await ready(tab);
  const cell = tab.locator('budget-widget .figure[data-at="three-public.合计.total"]').first();
  assert.equal(await cell.innerText(), "1.9");
  const answers = await tab.evaluate(async () => {
    const code = (promise) =>
      promise.then(
        () => "read",
        (error) => error.code,
      );
    const text = await (await fetch("/kept.json")).text();
    const kept = await BudgetWidget.read(new Blob([" \n" + text]));
    const embedded = await BudgetWidget.read();
    return {
      same: JSON.stringify(kept) === JSON.stringify(JSON.parse(text)),
      csv: kept.toCSV("three-public"),
      nothing: kept.toCSV("nothing"),
      embedded: embedded.toJSON().schema,
      one: await code(BudgetWidget.read([new Blob([text])])),
      broken: await code(BudgetWidget.read(new Blob(['{"schema": ']))),
      other: await code(BudgetWidget.read(new Blob(['{"schema": "budget-package/2"}']))),
    };
  });
  assert.match(answers.csv, /^\uFEFF“三公”经费合计,.*\r\n1\.9,,1\.0,,1\.0,0\.9\r\n$/);
  delete answers.csv;
  assert.deepEqual(answers, {
    same: true,
    nothing: "",
    embedded: "budget-package/1",
    one: "read",
    broken: "unreadable",
    other: "unsupported",
  });
  assert.deepEqual(trouble, []);
});

test("each form of a chart is painted anew", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  const seen = [];
  for (const form of ["条形", "方块", "层级"]) {
    await tab.locator("budget-widget .view .units button", { hasText: form }).click();
    const picture = await tab.evaluate(async () => {
      const widget = document.querySelector("budget-widget");
      await widget.updateComplete;
      const canvas = widget.shadowRoot.querySelector(".view canvas");
      const box = canvas.getBoundingClientRect();
      return [canvas.toDataURL(), canvas.width / box.width === canvas.height / box.height];
    });
    assert.equal(picture[1], true, `${form} is stretched`);
    seen.push(picture[0]);
  }
  assert.equal(new Set(seen).size, 3);
});

test("a cell of the matrix opens the lines behind it, Escape closes them", async () => {
  const { tab } = await w.open("/plain#v=economic");
  await ready(tab);
  const matrix = tab.getByRole("listbox", {
    name: "两种分类如何对应",
    exact: true,
  });
  await matrix.focus();
  const active = () =>
    matrix.evaluate((list) =>
      list.getRootNode().getElementById(list.getAttribute("aria-activedescendant")).textContent.trim(),
    );
  for (let at = 0; at < 40 && !(await active()).includes("780.8"); at += 1)
    await tab.keyboard.press("ArrowRight");
  assert.match(await active(), /780\.8/);
  await tab.keyboard.press("Enter");
  const lines = tab.getByRole("listbox", { name: /^两种分类如何对应 301/ });
  await lines.waitFor();
  assert.ok((await lines.getByRole("option", { name: /基本工资/ }).count()) > 0);
  assert.match(tab.url(), /k=301/);
  await lines.focus();
  await tab.keyboard.press("Escape");
  await matrix.waitFor();
  assert.doesNotMatch(tab.url(), /k=/);
});

test("the tab of the view stays in sight on a phone, in large type too", async () => {
  const { tab } = await w.open("/plain#v=checks", { viewport: { width: 390, height: 800 } });
  await ready(tab);
  const seen = () =>
    tab.evaluate(async () => {
      const widget = document.querySelector("budget-widget");
      await widget.updateComplete;
      const strip = widget.shadowRoot.querySelector(".tabs").getBoundingClientRect();
      const open = widget.shadowRoot.querySelector('.tabs [aria-current="page"]').getBoundingClientRect();
      return open.left >= strip.left - 1 && open.right <= strip.right + 1;
    });
  assert.equal(await seen(), true);
  await tab.locator("budget-widget").evaluate((widget) => widget.setAttribute("size", "large"));
  assert.equal(await seen(), true);
});
