// The page that is saved: one file, no request, the same figures; and documents that a page holds itself.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { eachView, page, ready, STRICT, world } from "./support.mjs";

const KEPT = readFileSync(new URL("../fixtures/package/three-public.json", import.meta.url), "utf8");
const BLOCK = `<script type="application/json" id="kept">${KEPT.replaceAll("<", "\\u003c")}</script>`;

let w;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "budget-widget-"));
  w = await world({
    pages: {
      "/inside": page(`${BLOCK}<budget-widget src="#kept"><p>纯文字内容</p></budget-widget>`),
      "/nothing": page(`<budget-widget src="#nowhere"><p id="fallback">纯文字内容</p></budget-widget>`),
      "/large": page(`<budget-widget src="/kept.json" size="large" unit="元" lang="en"></budget-widget>`),
    },
    headers: { "/inside": { "content-security-policy": STRICT } },
  });
});
after(async () => {
  await w.close();
  rmSync(folder, { recursive: true });
});

/** Saves what a page shows as an offline page, and gives its address and text. */
async function saved(tab, name, words) {
  const waiting = tab.waitForEvent("download");
  await tab.locator("budget-widget .foot").getByRole("button", { name: words }).click();
  const download = await waiting;
  const path = join(folder, name);
  await download.saveAs(path);
  return {
    suggested: download.suggestedFilename(),
    address: pathToFileURL(path).href,
    text: readFileSync(path, "utf8"),
  };
}

const report = (tab) =>
  tab.evaluate(() => JSON.stringify(document.querySelector("budget-widget").disclosure.report()));

test("a saved page opens from the disk without a request and shows the same in every view", async () => {
  const { tab, requests } = await w.open("/packaged");
  await ready(tab);
  const before = requests.length;
  const first = await saved(tab, "first.html", /保存为离线网页/);
  assert.match(first.suggested, /\.html$/);
  assert.equal(requests.filter((address) => !address.startsWith("blob:")).length, before);

  const offline = await w.open(first.address);
  await ready(offline.tab);
  assert.equal(await report(offline.tab), await report(tab));
  await eachView(offline.tab, async (view) => {
    assert.notEqual(await offline.tab.locator("budget-widget .view").innerText(), "", view);
  });
  assert.deepEqual(offline.requests, [first.address]);
  assert.deepEqual(offline.trouble, []);

  // A copy of a copy is the same page.
  const second = await saved(offline.tab, "second.html", /保存为离线网页/);
  assert.equal(second.text, first.text);
});

test("the saved page keeps language, unit and size", async () => {
  const { tab } = await w.open("/large");
  await ready(tab);
  const { address } = await saved(tab, "large.html", /Save as an offline page/);
  const offline = await w.open(address);
  await ready(offline.tab);
  const widget = offline.tab.locator("budget-widget");
  for (const [name, value] of Object.entries({ lang: "en", unit: "元", size: "large", src: "#budget-1" })) {
    assert.equal(await widget.getAttribute(name), value);
  }
});

test("a document of the page itself is shown under a strict policy, and embedded elsewhere as a file", async () => {
  const { tab, trouble, requests } = await w.open("/inside");
  await ready(tab);
  const { title } = JSON.parse(KEPT).document;
  assert.equal(await tab.evaluate(() => document.querySelector("budget-widget").disclosure.title), title);
  assert.equal(requests.length, 2, "the page and the script");
  assert.deepEqual(trouble, []);
  await tab.locator("budget-widget .foot").getByRole("button", { name: "嵌入代码" }).click();
  const line = await tab.locator("budget-widget textarea").inputValue();
  assert.match(line, /src="[^"#/]+\.json"/);
});

test("an element that is not there is said, and the page's own content stays", async () => {
  const { tab } = await w.open("/nothing");
  await tab.locator("budget-widget .failure").waitFor();
  assert.match(await tab.locator("budget-widget .failure").innerText(), /#nowhere/);
  assert.ok(await tab.locator("#fallback").isVisible());
});

test("names that look like markup stay names in a saved page", async () => {
  const odd = JSON.parse(KEPT);
  odd.document.title = `</script><script>document.title="x"</script><!--`;
  const path = join(folder, "odd.json");
  writeFileSync(path, JSON.stringify(odd));
  const { tab } = await w.open("/plain");
  await ready(tab);
  await tab.evaluate((text) => {
    const source = URL.createObjectURL(new Blob([text]));
    document.querySelector("budget-widget").src = source;
    return new Promise((done) => addEventListener("budget-report", done, { once: true }));
  }, JSON.stringify(odd));
  const { address } = await saved(tab, "odd.html", /保存为离线网页/);
  const offline = await w.open(address);
  await ready(offline.tab);
  assert.equal(await offline.tab.title(), odd.document.title);
  assert.deepEqual(offline.trouble, []);
});
