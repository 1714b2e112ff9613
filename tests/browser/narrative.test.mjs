// The narrative and the glossary: what is shown, where its figures lead, by pointer, keyboard and link.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { page, ready, world } from "./support.mjs";

const LONG = `2024年某局部门预算公开\n\n一、收入情况说明\n\n${Array.from(
  { length: 2000 },
  (_, at) => `第 ${at} 段：基本支出预算为 ${at} 万元，比上年增加。\n\n`,
).join("")}`;

let w;
before(
  async () =>
    (w = await world({
      pages: {
        "/long.txt": LONG,
        "/long": page(
          `<budget-widget lang="zh-CN" src="/long.txt" view="narrative"><p>纯文字内容</p></budget-widget>`,
        ),
      },
    })),
);
after(() => w.close());

const view = (tab) => tab.locator("budget-widget .view");
const inspector = (tab) => tab.locator("budget-widget .inspector");
const focused = (tab, selector) =>
  tab.evaluate(
    (selector) =>
      document.querySelector("budget-widget").shadowRoot.activeElement?.matches(selector) ?? false,
    selector,
  );

test("chapters stand in the order of the document with their figures", async () => {
  const { tab, trouble } = await w.open("/plain#v=narrative");
  await ready(tab);
  const chapters = await view(tab).locator(".table-list button").allInnerTexts();
  assert.equal(chapters.length, 14);
  assert.equal(chapters[0], "目录");
  assert.match(chapters[5], /^支出预算总体情况说明\s+5 个数$/);
  assert.match(chapters[12], /^其他重要事项情况说明\s+14 个数\s+1 处请看$/);
  assert.deepEqual(
    await view(tab).locator(".prose h3").allInnerTexts(),
    chapters.map((chapter) => chapter.split("\n")[0]),
  );
  const third = view(tab).locator(".prose section").nth(5);
  assert.equal(
    await third.locator("p").innerText(),
    "郑州市大数据管理局 2024 年支出合计 6273 万元，其中：基本支出 1405.1 万元，占 22.40%；项目支出 4867.9 万元，占 77.6%。",
  );
  assert.deepEqual(await third.locator(".cited").evaluateAll((all) => all.map((one) => one.className)), [
    "cited in-table",
    "cited in-table",
    "cited checked",
    "cited in-table",
    "cited checked",
  ]);
  assert.deepEqual(trouble, []);
});

test("a figure opens its sentence with all its places, and the address is that of the figure", async () => {
  const { tab } = await w.open("/plain#v=narrative&k=narrative%2F3");
  await ready(tab);
  const figure = view(tab).locator('.figure[data-at="95.37"]');
  await figure.focus();
  await tab.keyboard.press("Enter");
  await inspector(tab).waitFor();
  assert.equal(await inspector(tab).locator("mark").first().innerText(), "1405.1");
  assert.match(await inspector(tab).locator("dl").innerText(), /表3 部门支出总体情况表 · 合计 · 基本支出/);
  assert.match(tab.url(), /s=95\.37/);
  await tab.keyboard.press("Escape");
  assert.ok(await focused(tab, '[data-at="95.37"]'), "the focus goes back to the figure");
  assert.doesNotMatch(tab.url(), /s=95/);
});

test("a link to a figure of a sentence opens its page with the figure marked", async () => {
  for (const link of ["s=95.38", "v=narrative&s=95.37"]) {
    const { tab } = await w.open(`/plain#${link}`);
    await ready(tab);
    const marked = view(tab).locator('.figure[aria-pressed="true"]');
    assert.equal(await marked.innerText(), "1405.1");
    await tab.waitForFunction(() => {
      const root = document.querySelector("budget-widget").shadowRoot;
      const box = root.querySelector('.view .figure[aria-pressed="true"]').getBoundingClientRect();
      return box.top > 0 && box.bottom < innerHeight;
    });
  }
});

test("the inspector of a cell leads to the sentence, that of the sentence into the narrative", async () => {
  const { tab } = await w.open("/plain#c=department-expenditure.%E5%90%88%E8%AE%A1.basic");
  await ready(tab);
  await inspector(tab).locator("summary").first().click();
  await inspector(tab).locator(".places .figure", { hasText: "说明" }).first().click();
  await inspector(tab).locator("blockquote").waitFor();
  await inspector(tab).locator("button.link", { hasText: "在说明中查看" }).click();
  await view(tab).locator('.narrative .figure[aria-pressed="true"]').waitFor();
  assert.match(tab.url(), /v=narrative&s=95\.37/);
  await tab.goBack();
  await view(tab).locator(".sheet-table").waitFor();
});

test("figures that no table has are marked with a sign and a word, and nobody is accused", async () => {
  const { tab } = await w.open("/plain#v=narrative&k=narrative%2F10");
  await ready(tab);
  const alone = view(tab).locator(".prose section .cited.alone");
  assert.equal(await alone.count(), 2);
  assert.equal(await alone.first().locator(".figure").getAttribute("aria-label"), "1 表中没有此数");
  assert.equal(await alone.first().locator("svg.sign").count(), 1);
  await alone.first().locator(".figure").click();
  assert.match(await inspector(tab).innerText(), /表中没有此数/);
  await tab.keyboard.press("Escape");
  // Words that a check speaks of lead to it.
  await view(tab).locator(".finding").click();
  await tab.locator('budget-widget .check[aria-expanded="true"]').waitFor();
  assert.match(tab.url(), /q=targets-said/);
});

test("a chapter of the list is gone to, and the browser's Back comes back", async () => {
  const { tab } = await w.open("/plain#v=narrative");
  await ready(tab);
  await view(tab).locator(".table-list button", { hasText: "政府性基金" }).click();
  assert.match(tab.url(), /k=narrative%2F8/);
  assert.ok(await focused(tab, '[data-key="narrative/8"]'));
  const top = await view(tab)
    .locator('[data-key="narrative/8"]')
    .evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 800, String(top));
  await tab.goBack();
  assert.doesNotMatch(tab.url(), /k=/);
});

test("a document of two thousand paragraphs comes in pages", async () => {
  const { tab, trouble } = await w.open("/long");
  await ready(tab);
  await view(tab).locator(".prose p").first().waitFor();
  assert.equal(await view(tab).locator(".prose p").count(), 120);
  assert.equal(await view(tab).locator(".turn").count(), 1);
  await view(tab).locator(".turn").click();
  await view(tab).locator(".turn").nth(1).waitFor();
  assert.match(await view(tab).locator(".prose p").first().innerText(), /^第 120 段/);
  assert.match(await view(tab).locator(".prose h3").innerText(), /（续）$/);
  await tab.goBack();
  await view(tab).locator(".prose p", { hasText: "第 0 段" }).first().waitFor();
  assert.deepEqual(trouble, []);
});

test("paper has all pages, and every chapter once", async () => {
  const { tab } = await w.open("/long");
  await ready(tab);
  await view(tab).locator(".turn").click();
  await view(tab).locator(".turn").nth(1).waitFor();
  await tab.emulateMedia({ media: "print" });
  await view(tab).locator(".turn").first().waitFor({ state: "detached" });
  const paragraphs = await view(tab).locator(".prose p").allTextContents();
  assert.deepEqual(
    paragraphs.map((text) => Number(/^第 (\d+) 段/.exec(text.trim())?.[1])),
    Array.from({ length: 2000 }, (_, at) => at),
  );
  const headings = await view(tab).locator(".prose h3").allTextContents();
  assert.deepEqual(
    headings.filter((heading) => heading.includes("（续）")),
    [],
  );
  await tab.emulateMedia({ media: "screen" });
  await view(tab).locator(".turn").nth(1).waitFor();
});

test("a term is marked once in a chapter and opens the glossary at it", async () => {
  const { tab } = await w.open("/plain#v=narrative&k=narrative%2F7");
  await ready(tab);
  const chapter = view(tab).locator(".prose section", { hasText: "具体支出情况如下" });
  const term = chapter.locator(".term-link", { hasText: "“三公”经费" });
  assert.equal(await term.count(), 1);
  await term.click();
  const panel = tab.locator("budget-widget .sheet-panel.terms");
  const entry = panel.locator("[aria-current]");
  await entry.waitFor();
  assert.equal((await entry.innerText()).trim(), "“三公”经费");
  assert.ok(await focused(tab, ".term[aria-current]"));
  assert.match(await panel.innerText(), /纳入市级财政预算管理/, "the document's own words");
  await tab.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.ok(await focused(tab, ".term-link"));
});

test("the glossary holds the document's terms with their place and ours, marked as ours", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const open = tab.getByRole("button", { name: "名词" });
  await open.click();
  const panel = tab.locator("budget-widget .sheet-panel.terms");
  await panel.waitFor();
  const lists = panel.locator("h4");
  assert.deepEqual(await lists.allInnerTexts().then((all) => all.map((one) => one.split(/\s/)[0])), [
    "本文件的解释",
    "本站解释",
  ]);
  assert.equal(await panel.locator(".term-list").first().locator("dt").count(), 10);
  await tab.keyboard.type("2010");
  assert.match(await panel.innerText(), /没有这个词/);
  await tab.locator("budget-widget .sheet-panel input").fill("行政运行");
  assert.equal(await panel.locator("dt").count(), 1);
  // As the search compares: neither width nor blanks matter.
  await panel.locator("input").fill("行政 运行");
  assert.equal(await panel.locator("dt").count(), 1);
  assert.match(await panel.locator("[role=status]").textContent(), /1 条/);
  await panel.locator("input").fill("２０３");
  assert.match(await panel.locator("dt").first().innerText(), /^203 /);
  await panel.locator("input").fill("项目支出");
  await panel.locator("dd .link").first().click();
  assert.match(tab.url(), /v=narrative&k=glossary&l=\d+$/);
  await panel.waitFor({ state: "detached" });
  assert.match(await view(tab).locator(".narrative .here").innerText(), /项目支出/);
});

test("a code says in one quiet line what it is, and whose words that are", async () => {
  const { tab } = await w.open("/plain#v=function&k=221");
  await ready(tab);
  assert.match(await view(tab).locator(".explained").innerText(), /^本站解释 /);
  await tab.goto(`${w.url}/plain#c=general-expenditure.2010302.project`);
  await inspector(tab).locator(".explained").waitFor();
  assert.match(
    await inspector(tab).locator(".explained").innerText(),
    /^本站解释 行政单位未单设项级科目的项目支出。$/,
  );
});
