// Search and projects: what is found and shown, by keyboard and by link.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ready, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

const panel = (tab) => tab.locator("budget-widget .sheet-panel.search");
const field = (tab) => panel(tab).locator("input");
const selected = (tab) => panel(tab).locator('[role=option][aria-selected="true"]');

test("a slash opens the search, an amount is found in every form, Enter goes to its cell", async () => {
  const { tab, trouble } = await w.open("/plain");
  await ready(tab);
  await tab.locator("budget-widget .tabs button").first().focus();
  await tab.keyboard.press("/");
  await field(tab).waitFor();
  assert.equal(await field(tab).evaluate((input) => input.getRootNode().activeElement === input), true);
  assert.match(await panel(tab).locator("[role=status]").innerText(), /可以输入金额/);
  await field(tab).fill("64.6");
  const amounts = panel(tab).locator('[aria-label="金额"] [role=option]');
  const first = await amounts.allInnerTexts();
  // Ten cells print it, and the check of their sum says it.
  assert.match(await panel(tab).locator("[role=status]").innerText(), /^找到 11 处$/);
  for (const typed of ["64.60", "646,000元", "６４．６"]) {
    await field(tab).fill(typed);
    assert.deepEqual(await amounts.allInnerTexts(), first, typed);
  }
  for (let at = 0; at < 7; at += 1) await tab.keyboard.press("ArrowDown");
  assert.match(
    await selected(tab).innerText(),
    /^21011 行政事业单位医疗\s+64\.6 万元\s+表5 一般公共预算支出情况表 · 合计$/,
  );
  assert.equal(
    await field(tab).getAttribute("aria-activedescendant"),
    await selected(tab).getAttribute("id"),
  );
  await tab.keyboard.press("Enter");
  await tab.locator('budget-widget .sheet-table .figure[aria-pressed="true"]').waitFor();
  assert.match(tab.url(), /c=general-expenditure\.21011\.total/);
  assert.equal(await panel(tab).count(), 0);
  assert.deepEqual(trouble, []);
});

test("a slash with a modifier, or one that is typed, is left alone", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  await tab.locator("budget-widget .tabs button").first().focus();
  await tab.keyboard.press("Control+/");
  assert.equal(await panel(tab).count(), 0);
  await tab.locator("budget-widget").evaluate((widget) => {
    const typed = document.createElement("div");
    typed.contentEditable = "true";
    typed.textContent = " ";
    widget.shadowRoot.querySelector(".head").append(typed);
    typed.focus();
  });
  await tab.keyboard.press("/");
  assert.equal(await panel(tab).count(), 0);
  await tab.locator("budget-widget .tabs button").first().focus();
  await tab.keyboard.press("/");
  await field(tab).waitFor();
});

test("kinds are named, sentences and checks are gone to, nothing found says so", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  await tab.getByRole("button", { name: "搜索" }).click();
  await field(tab).fill("采购");
  const kinds = await panel(tab)
    .locator("[role=group]")
    .evaluateAll((groups) => groups.map((group) => group.getAttribute("aria-label")));
  assert.deepEqual(kinds, ["说明文字", "名词", "校核"]);
  const sentence = panel(tab).locator("[role=group]").first().locator("[role=option]").first();
  assert.equal(await sentence.locator("mark").innerText(), "采购");
  await sentence.click();
  assert.match(tab.url(), /v=narrative&k=narrative%2F10&l=\d+/);
  await tab.locator("budget-widget .narrative .here").waitFor();
  await tab.getByRole("button", { name: "搜索" }).click();
  await field(tab).fill("没有这个词");
  assert.match(await panel(tab).locator("[role=status]").innerText(), /没有找到“没有这个词”/);
  await tab.keyboard.press("Escape");
  await panel(tab).waitFor({ state: "detached" });
  const back = tab.locator("budget-widget button", { hasText: "搜索" });
  assert.equal(await back.evaluate((button) => button.getRootNode().activeElement === button), true);
});

test("a figure and a link of the page take the place of the panel that is open", async () => {
  const { tab } = await w.open("/plain#v=tables&t=department-expenditure");
  await ready(tab);
  const inspector = tab.locator("budget-widget .inspector");
  await tab.getByRole("button", { name: "搜索" }).click();
  await field(tab).waitFor();
  assert.equal(await inspector.count(), 0);
  await tab.locator("budget-widget .sheet-table .figure").first().click();
  await inspector.waitFor();
  assert.equal(await panel(tab).count(), 0);
  assert.equal(await inspector.evaluate((element) => element.getRootNode().activeElement === element), true);
  await tab.getByRole("button", { name: "名词" }).click();
  await tab.locator("budget-widget .sheet-panel.terms").waitFor();
  await tab.evaluate(() => (location.hash = "#v=checks"));
  await tab.locator("budget-widget .sheet-panel").waitFor({ state: "detached" });
});

test("projects stand by amount, one opens with its money and its targets, Back comes back", async () => {
  const { tab, trouble } = await w.open("/plain#v=projects");
  await ready(tab);
  const view = tab.locator("budget-widget .view");
  assert.match(await view.locator(".goals").innerText(), /目标 1：通过持续不断的数据治理服务/);
  const list = tab.getByRole("listbox", { name: "项目" });
  const options = await list.getByRole("option").allInnerTexts();
  assert.match(options[0], /^市政务网络、云、机房及业务系统建设维护项目，4,091\.1 万元，84\.0%/);
  assert.equal(options.length, 4);
  await list.focus();
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await view.locator(".targets").waitFor();
  assert.match(decodeURIComponent(tab.url()), /v=projects&k=全市政务数据治理项目/);
  assert.equal(await view.locator(".amount .figure").innerText(), "405.2");
  const rows = await view.locator(".targets tr").allInnerTexts();
  assert.deepEqual(
    rows.slice(1, 4).map((row) => row.split(/\s*\t\s*/)),
    [["产出指标 3"], ["数据资源目录", "1 套"], ["查询平台服务人次", "≥23 万 次"]],
  );
  await view.locator(".place", { hasText: "≥600 条" }).click();
  await tab.locator("budget-widget .sheet-table tr.here").waitFor();
  assert.match(await tab.locator("budget-widget .sheet-table tr.here").innerText(), /异议数据处理数量/);
  await tab.goBack();
  await view.locator(".targets").waitFor();
  // The same targets as a chart, of which each leads to where it is printed.
  const chart = tab.getByRole("listbox", { name: "绩效指标" });
  await chart.getByRole("option", { name: "服务支撑场景，≥20 个" }).waitFor({ state: "attached" });
  await chart.press("End");
  await chart.press("Enter");
  await tab.locator("budget-widget .sheet-table tr.here").waitFor();
  assert.match(await tab.locator("budget-widget .sheet-table tr.here").innerText(), /异议数据处理数量/);
  await tab.goBack();
  await view.locator(".targets").waitFor();
  await tab.goBack();
  await view.locator(".goals").waitFor();
  assert.deepEqual(trouble, []);
});

test("what is said of the targets stands below them and leads to its check", async () => {
  const { tab } = await w.open("/plain#v=projects");
  await ready(tab);
  const findings = tab.locator("budget-widget .view .follows .leading");
  assert.equal(await findings.count(), 2);
  await findings.first().click();
  await tab.locator('budget-widget .check[aria-expanded="true"]').waitFor();
});

test("a disclosure without projects and targets says so", async () => {
  const { tab } = await w.open("/packaged");
  await ready(tab);
  await tab.locator("budget-widget .tabs button", { hasText: "项目与绩效" }).click();
  assert.match(await tab.locator("budget-widget .view").innerText(), /没有列出项目.*没有绩效目标/s);
});
