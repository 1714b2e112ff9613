// Disclosures beside each other: named by the page, chosen by the reader, broken ones among them; as data for developers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { page, ready, violations, world } from "./support.mjs";

/** A budget of one department: `rows` are code, name, amount. */
const budget = (year, rows, unit = "万元", words = "") => {
  const total = rows.reduce((sum, [, , amount]) => sum + Number(amount), 0).toFixed(1);
  const lines = rows.map(([code, name, amount]) => `${code}\t${name}\t${amount}\t${amount}\t`);
  const head = "功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出";
  return `${year}年某市档案局部门预算公开\n\n${words}\n\n${year}年部门支出总体情况表\n\n单位：${unit}\n\n${head}\n${lines.join("\n")}\n\t合计\t${total}\t${total}\t\n`;
};
const OLD = budget(2023, [
  ["201", "一般公共服务支出", "100.0"],
  ["205", "教育支出", "20.0"],
  ["210", "医疗卫生与计划生育支出", "5.0"],
]);
const NEW = budget(
  2024,
  [
    ["201", "一般公共服务支出", "112.5"],
    ["206", "科学技术支出", "8.0"],
    ["210", "卫生健康支出", "5.0"],
  ],
  "万元",
  "2024年支出预算125.5万元，比2023年增加0.5万元，主要原因是人员增加。",
);
const KEPT = readFileSync(new URL("../fixtures/package/three-public.json", import.meta.url), "utf8");
const widget = (attributes) =>
  page(`<budget-widget lang="zh-CN" ${attributes}><p id="fallback">纯文字内容</p></budget-widget>`);

let w;
before(async () => {
  w = await world({
    pages: {
      "/new.txt": NEW,
      "/old.txt": OLD,
      "/broken.txt": "hello",
      "/one.json": KEPT,
      "/two.json": KEPT.replaceAll("2024", "2023"),
      "/both": widget(`src="/new.txt" compare="/old.txt" view="comparison"`),
      "/alone": widget(`src="/new.txt" view="comparison"`),
      "/one-broken": widget(`src="/new.txt" compare="/nowhere.txt /broken.txt /old.txt" view="comparison"`),
      "/packages": widget(`src="/one.json /two.json" view="comparison"`),
    },
  });
});
after(() => w.close());

const view = (tab) => tab.locator("budget-widget .view");
const section = (tab, name) => view(tab).locator(".units button", { hasText: name });
const row = (tab, name) => view(tab).locator("table.compared tr", { hasText: name });
const changed = (tab) => view(tab).locator("th", { hasText: "比 2023 年" });

test("two years stand beside each other: changed, new, gone and renamed lines are said", async () => {
  const { tab, trouble } = await w.open("/both");
  await changed(tab).waitFor();
  await section(tab, "功能分类").click();
  await row(tab, "科学技术支出").waitFor();
  assert.match(
    await row(tab, "一般公共服务支出").innerText(),
    /100\.0[\s\S]*112\.5[\s\S]*增加 12\.5（12\.5%）/,
  );
  assert.match(await row(tab, "科学技术支出").innerText(), /未列[\s\S]*8\.0[\s\S]*新增/);
  assert.match(await row(tab, "教育支出").innerText(), /20\.0[\s\S]*未列[\s\S]*不再列出/);
  assert.match(await row(tab, "卫生健康支出").innerText(), /持平[\s\S]*原为 医疗卫生与计划生育支出/);
  assert.equal(new URL(tab.url()).hash, "#v=comparison&k=function");
  assert.deepEqual(trouble, []);
});

test("a figure of the shown budget opens the inspector, one of the other the place in its own document", async () => {
  const { tab } = await w.open("/both#v=comparison&k=function");
  await changed(tab).waitFor();
  await row(tab, "一般公共服务支出")
    .getByRole("button", { name: /112\.5/ })
    .click();
  await tab.locator("budget-widget .inspector").waitFor();
  await tab.keyboard.press("Escape");
  const other = row(tab, "一般公共服务支出").getByRole("button", { name: /100\.0/ });
  await other.click();
  const card = view(tab).locator(".beside");
  assert.match(await card.innerText(), /2023年某市档案局[\s\S]*部门支出[\s\S]*一般公共服务支出[\s\S]*100\.0/);
  assert.equal(await other.getAttribute("aria-expanded"), "true");
  await other.click();
  await card.waitFor({ state: "detached" });
});

test("nothing keeps a screen reader or a keyboard from it, wide and narrow", async () => {
  for (const width of [1280, 390]) {
    const { tab, context } = await w.open("/both#v=comparison&k=function", {
      viewport: { width, height: 800 },
    });
    await view(tab).locator(".compared .outcome").first().waitFor();
    const other = view(tab).getByRole("button", { name: /100\.0/ });
    await other.focus();
    await tab.keyboard.press("Enter");
    await view(tab).locator(".beside").waitFor();
    assert.deepEqual(await violations(tab), [], String(width));
    await context.close();
  }
});

test("what cannot be read is said, and the others are compared", async () => {
  const { tab } = await w.open("/one-broken");
  await changed(tab).waitFor();
  const failed = await view(tab).locator(".failed").allInnerTexts();
  assert.equal(failed.length, 2);
  assert.match(failed[0], /nowhere\.txt/);
  assert.match(failed[1], /broken\.txt/);
});

test("a reader adds another year from the disk, without a request", async () => {
  const { tab, requests, trouble } = await w.open("/alone");
  await view(tab).getByText("只有一份文件").waitFor();
  assert.match(await row(tab, "支出合计").innerText(), /125\.0[\s\S]*125\.5[\s\S]*增加 0\.5/);
  const before = requests.length;
  await view(tab)
    .locator("input[type=file]")
    .setInputFiles([
      { name: "2023.txt", mimeType: "text/plain", buffer: Buffer.from(OLD) },
      { name: "odd.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1, 2, 3]) },
    ]);
  await changed(tab).waitFor();
  await view(tab).locator(".failed").waitFor();
  assert.match(await view(tab).locator(".failed").innerText(), /odd\.bin/);
  assert.match(await row(tab, "支出合计").innerText(), /125\.0[\s\S]*125\.5[\s\S]*增加 0\.5/);
  assert.equal(await view(tab).getByText("只有一份文件").count(), 0);
  assert.equal(requests.length, before);
  assert.deepEqual(trouble, []);
});

test("several packages in src are compared with the first", async () => {
  const { tab } = await w.open("/packages");
  await changed(tab).waitFor();
  await section(tab, "“三公”经费").click();
  await view(tab).locator("table.compared").waitFor();
  assert.equal(await view(tab).locator("table.compared thead th").count(), 4);
});

test("on a phone lines are a list, and nothing runs over", async () => {
  const { tab } = await w.open("/both", { viewport: { width: 390, height: 800 } });
  await view(tab).locator("ul.compared .change").first().waitFor();
  assert.equal(await view(tab).locator("table.compared").count(), 0);
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("developers get the comparison as plain data, and an error for what is no disclosure", async () => {
  const { tab } = await w.open("/alone");
  await ready(tab);
  const result = await tab.evaluate(async () => {
    const { compare, read } = globalThis.BudgetWidget;
    const [a, b] = [await read("/new.txt"), await read("/old.txt")];
    const made = compare(a, b);
    const line = made.sections[1].lines.find(({ code }) => code === "201");
    const refused = [undefined, null, 3, {}].map((other) => {
      try {
        return compare(a, other);
      } catch (thrown) {
        return thrown.code;
      }
    });
    return {
      years: made.columns.map(({ year, document }) => [year, document]),
      plain: JSON.stringify(made) === JSON.stringify(structuredClone(made)),
      values: line.cells.map(({ value, printed, difference, rate }) => [value, printed, difference, rate]),
      at: line.cells[0].at.table,
      stays: a.report().schema,
      refused,
    };
  });
  assert.deepEqual(result, {
    years: [
      [2023, 1],
      [2024, 0],
    ],
    plain: true,
    values: [
      ["100.0", "100.0", null, null],
      ["112.5", "112.5", "12.5", "12.5%"],
    ],
    at: "department-expenditure",
    stays: "budget-report/1",
    refused: ["internal", "internal", "internal", "internal"],
  });
});
