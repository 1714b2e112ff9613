// What a screen reader and a keyboard find: axe in every view, theme and size.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { eachView, ready, world } from "./support.mjs";

const axe = createRequire(new URL("../../www/package.json", import.meta.url)).resolve("axe-core/axe.min.js");

let w;
before(async () => (w = await world()));
after(() => w.close());

/** Every violation in one line each, with the markup it is about. */
async function violations(tab) {
  if (!(await tab.evaluate(() => "axe" in window))) await tab.addScriptTag({ path: axe });
  return tab.evaluate(async () => {
    const { violations } = await window.axe.run(document.querySelector("budget-widget"), {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      // The page around the widget is the portal's.
      rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } },
    });
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
  });
}

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
