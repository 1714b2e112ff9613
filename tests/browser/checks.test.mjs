// The check list and the proof of every verdict: by pointer, by keyboard, by link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { page, ready, world } from "./support.mjs";

/** The “三公” table of the fixture with a total that its parts do not make. */
const WRONG = readFileSync(
  new URL("../fixtures/package/three-public.json", import.meta.url),
  "utf8",
).replaceAll('"1.9"', '"2.9"');

let w;
before(async () => {
  const widget = `<budget-widget lang="zh-CN" src="/wrong.json" view="checks"><p>纯文字内容</p></budget-widget>`;
  const infeasible = readFileSync(new URL("../conformance/joint/infeasible.txt", import.meta.url), "utf8");
  w = await world({
    pages: {
      "/wrong.json": WRONG,
      "/wrong": page(widget),
      "/infeasible.txt": infeasible,
      "/infeasible": page(widget.replace("wrong.json", "infeasible.txt")),
    },
  });
});
after(() => w.close());

const CAUSE = "code-tree:general-expenditure.21011.total";
const FOLLOWS = "table-total:department-expenditure.合计.total~2";
const link = (check) => `/plain#v=checks&q=${encodeURIComponent(check)}`;

const list = (tab) => tab.locator("budget-widget .view");
const open = (tab) => list(tab).locator('.check[aria-expanded="true"]');
/** The sum of medical care, which is off by rounding. */
const medical = (tab) => list(tab).locator(".check", { hasText: "21011 行政事业单位医疗 · 合计" }).first();
const rows = (tab, at = 0) => list(tab).locator(".operands").nth(at).locator("tr").allInnerTexts();
const words = (row) => row.split(/\s*\t\s*/);

test("the badge counts every verdict, and the list stands by cause and table", async () => {
  const { tab } = await w.open("/plain#v=checks");
  await ready(tab);
  const badge = await list(tab).locator(".badge li").allInnerTexts();
  assert.match(badge.join(" · "), /^\d+ 项一致 · \d+ 项在舍入范围内 · 0 项不符 · /);
  const rounding = list(tab).locator("section", { hasText: "舍入范围内" }).first();
  assert.deepEqual(await rounding.locator(".check-table").allInnerTexts(), [
    "表5 一般公共预算支出情况表",
    "全文",
  ]);
  assert.equal(await rounding.locator(".check").count(), 2, "what follows stands under its cause");
  assert.match(
    await rounding.locator(".check").first().innerText(),
    /^舍入范围内 · 科目层级\n21011 .*\n同因 5 处$/s,
  );
  const asks = await list(tab).locator("section").first().locator(".check .verdict").allInnerTexts();
  assert.equal(asks[0], "请核对", "what is said of the document asks and does not judge");
  assert.ok(
    asks.every((word) => word === "请核对" || word === "提示"),
    asks.join(" "),
  );
  const reading = list(tab).locator("section", { hasText: "读取情况" });
  await reading.locator("button.quiet").click();
  const tables = await reading.locator(".check-table").allInnerTexts();
  assert.equal(new Set(tables).size, tables.length, "a table is one heading of its group");
  assert.ok(tables.length > 3);
});

test("a check opens by keyboard and shows its whole proof", async () => {
  const { tab, trouble } = await w.open("/plain#v=checks");
  await ready(tab);
  await medical(tab).focus();
  await tab.keyboard.press("Enter");
  await open(tab).waitFor();
  assert.deepEqual((await rows(tab)).map(words), [
    ["符号", "位置", "公布", "最小", "最大"],
    ["+", "2101101 行政单位医疗 · 合计", "41.8", "41.75", "41.85"],
    ["+", "2101102 事业单位医疗 · 合计", "22.9", "22.85", "22.95"],
    ["Σ", "各部分相加", "64.7", "64.6", "64.8"],
    ["=", "21011 行政事业单位医疗 · 合计", "64.6", "64.55", "64.65"],
    ["", "差额", "−0.1", "−0.15", "0.15"],
  ]);
  const proof = await list(tab).locator(".check-detail").first().innerText();
  assert.match(proof, /单位：万元/);
  assert.match(proof, /能发现不小于 0\.3 的差错/);
  assert.match(tab.url(), /q=code-tree/);
  await tab.keyboard.press("Enter");
  assert.equal(await open(tab).count(), 0);
  assert.deepEqual(trouble, []);
});

test("what follows opens under its cause and keeps it open", async () => {
  const { tab } = await w.open(link(CAUSE));
  await ready(tab);
  const follows = list(tab).locator(".follows .check");
  assert.equal(await follows.count(), 5);
  await follows.nth(2).click();
  assert.equal(await open(tab).count(), 2);
  assert.equal((await rows(tab, 1)).length, 12);
  await follows.nth(2).click();
  assert.equal(await open(tab).count(), 1);
  await medical(tab).click();
  assert.equal(await open(tab).count(), 0);
});

test("a link opens a check under its cause, and one of a group that is closed", async () => {
  const { tab } = await w.open(link(FOLLOWS));
  await ready(tab);
  assert.equal(await open(tab).count(), 2);
  const { tab: quiet } = await w.open(link("code-tree:general-expenditure.201.total"));
  await ready(quiet);
  assert.equal(await open(quiet).count(), 1);
  assert.equal(
    await open(quiet).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }),
    true,
    "it is in sight",
  );
});

test("a figure of a sentence leads to its sentence, and from there back into the list", async () => {
  const { tab } = await w.open("/plain#v=checks");
  await ready(tab);
  await list(tab).locator("section", { hasText: "一致" }).last().locator("button.quiet").click();
  const claim = list(tab).locator(".check", { hasText: "文表一致" }).first();
  await claim.click();
  await list(tab).locator(".operands .figure").first().click();
  const inspector = tab.locator("budget-widget .inspector");
  await inspector.locator("blockquote mark").waitFor();
  assert.match(await inspector.innerText(), /参与核对/);
  assert.ok((await inspector.locator(".operands tr").count()) >= 5);
});

test("the checks of a figure lead into the list", async () => {
  const { tab } = await w.open("/plain#c=general-expenditure.21011.total");
  await ready(tab);
  const inspector = tab.locator("budget-widget .inspector");
  await inspector.locator(".follows .leading").first().click();
  await open(tab).first().waitFor();
  assert.equal(await open(tab).count(), 2);
  assert.equal(await tab.locator("budget-widget .tabs [aria-current]").innerText(), "校核");
});

test("what does not agree is said by a sign and in words", async () => {
  const { tab, trouble } = await w.open("/wrong");
  await ready(tab);
  const first = list(tab).locator(".check").first();
  assert.match(await first.innerText(), /^不符 · 须改正 · “三公”经费合计\n/);
  assert.equal(await first.locator("svg.sign.contradiction").count(), 1);
  await first.click();
  const table = (await rows(tab)).map(words);
  assert.deepEqual(table.at(-2).slice(2), ["2.9", "2.85", "2.95"]);
  assert.deepEqual(table.at(-1), ["", "差额", "1", "−0.15", "0.15"]);
  assert.match(await list(tab).locator(".check-detail").innerText(), /请对照原表核对/);
  assert.deepEqual(trouble, []);
});

test("on a phone every figure has its name above its numbers, and nothing runs out of the page", async () => {
  for (const size of ["normal", "large"]) {
    const { tab } = await w.open(link(FOLLOWS), { viewport: { width: 390, height: 844 } });
    await ready(tab);
    await tab.evaluate((size) => document.querySelector("budget-widget").setAttribute("size", size), size);
    const narrow = list(tab).locator(".operands.narrow").first();
    await narrow.waitFor();
    const texts = await narrow.locator("tbody tr").allInnerTexts();
    assert.equal(texts[0].trim(), "2101101 行政单位医疗 · 合计");
    assert.deepEqual(words(texts[1]), ["+", "41.8", "41.75", "41.85"]);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide in ${size}`);
    const cut = await narrow.evaluate((table) => table.scrollWidth - table.parentElement.clientWidth);
    assert.ok(cut <= 0, `the figures need ${cut} px more in ${size}`);
  }
});

test("relations that cannot hold together are shown as one equation with what it follows from", async () => {
  const { tab, trouble } = await w.open("/infeasible");
  await ready(tab);
  const first = list(tab).locator(".check").first();
  assert.match(await first.innerText(), /^不符 · 请核对 · 联立核对\n/);
  await first.click();
  const numbers = (await rows(tab)).map(words).map((row) => [row[0], row[2]]);
  assert.deepEqual(numbers, [
    ["符号", "公布"],
    ["+", "41.8"],
    ["+", "22.9"],
    ["+", "35.5"],
    ["Σ", "100.2"],
    ["+", "60.0"],
    ["+", "39.9"],
    ["Σ", "99.9"],
    ["", "0.3"],
  ]);
  const from = list(tab).locator(".check-detail .leading");
  assert.equal(await from.count(), 3);
  await from.first().click();
  assert.match(await open(tab).innerText(), /^舍入范围内 · /);
  assert.deepEqual(trouble, []);
});
