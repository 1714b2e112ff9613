// What a screen reader and a keyboard find: axe in every view, theme and size.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eachView, ready, violations, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

for (const theme of ["light", "dark", "contrast"]) {
  for (const size of ["normal", "large"]) {
    test(`no violation in ${theme}, ${size}`, async () => {
      const { tab } = await w.open("/plain");
      await ready(tab);
      await tab.evaluate(
        ([theme, size]) => {
          const widget = document.querySelector("budget-widget");
          widget.setAttribute("theme", theme);
          widget.setAttribute("size", size);
        },
        [theme, size],
      );
      await eachView(tab, async (view) => assert.deepEqual(await violations(tab), [], view));
      await tab.locator("budget-widget .tabs button", { hasText: "校核" }).click();
      await tab.locator("budget-widget .check", { hasText: "科目层级" }).first().click();
      await tab.locator("budget-widget .operands .figure").first().click();
      assert.deepEqual(await violations(tab), [], "inspector");
      await tab.keyboard.press("Escape");
      await tab.getByRole("button", { name: "搜索" }).click();
      for (const typed of ["采购", "64.6", "没有这个词"]) {
        await tab.locator("budget-widget .search input").fill(typed);
        assert.deepEqual(await violations(tab), [], `search ${typed}`);
      }
      await tab.keyboard.press("Escape");
      await tab.getByRole("button", { name: "名词" }).click();
      assert.deepEqual(await violations(tab), [], "terms");
      await tab.keyboard.press("Escape");
      await tab.locator("budget-widget .tabs button", { hasText: "项目与绩效" }).click();
      await tab.locator("budget-widget .keys").first().press("Enter");
      await tab.locator("budget-widget .project .targets").waitFor();
      assert.deepEqual(await violations(tab), [], "project");
    });
  }
}

test("the chart is a list that says what it holds", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const list = tab.getByRole("listbox", { name: "钱从哪里来，到哪里去" });
  assert.equal(await list.count(), 1);
  assert.equal(await list.getByRole("option", { name: "一般公共预算，6,273.0 万元" }).count(), 1);
});

test("the keyboard reaches every figure of the overview and comes back", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const figures = await tab.locator("budget-widget .view .figure").count();
  const reached = new Set();
  const focused = () =>
    tab.evaluate(() => {
      const root = document.querySelector("budget-widget").shadowRoot;
      const at = root.activeElement;
      return at?.matches(".figure") ? [...root.querySelectorAll(".view .figure")].indexOf(at) : -1;
    });
  // Every figure, both charts and the tools around them are stops; a few more, and the focus has left the widget.
  for (let stops = 0; stops < figures + 30; stops += 1) {
    await tab.keyboard.press("Tab");
    const at = await focused();
    if (at >= 0) reached.add(at);
  }
  assert.equal(reached.size, figures);
});
