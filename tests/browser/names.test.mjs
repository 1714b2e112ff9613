// What a screen reader is told: every name of the overview, and a name for everything that can be pressed in any view.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { eachView, ready, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

test("the overview is told as agreed", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  // The lists of the charts and the counts of the checks follow the first picture.
  for (const list of await tab.locator("budget-widget .keys").all())
    await list.locator("[role=option]").first().waitFor({ state: "attached" });
  await tab.locator("budget-widget .badge li").first().waitFor();
  const told = await tab.locator("budget-widget .view").ariaSnapshot();
  const agreed = readFileSync(new URL("names/overview.txt", import.meta.url), "utf8");
  assert.equal(`${told}\n`, agreed);
});

test("everything that can be pressed has a name, and figures say their digits", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  await eachView(tab, async (view) => {
    const odd = await tab.evaluate(() => {
      const root = document.querySelector("budget-widget").shadowRoot;
      const name = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim();
      const nameless = [...root.querySelectorAll("button, select, [role=listbox], input")].filter(
        (element) => !name(element) && !element.labels?.length,
      );
      // WCAG 2.5.3: the words that are seen are in the name.
      const other = [...root.querySelectorAll(".figure[aria-label]")].filter(
        (figure) => !name(figure).includes(figure.textContent.trim()),
      );
      return [...nameless, ...other].map((element) => element.outerHTML.slice(0, 200));
    });
    assert.deepEqual(odd, [], view);
  });
});
