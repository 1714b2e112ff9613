// Pages that are hard on what stands in them: styles for everything, other directions, strict policies, frames without
// rights, documents that carry markup.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { colours, eachView, page, ready, STRICT, world } from "./support.mjs";

const WIDGET = `<budget-widget lang="zh-CN"><p id="fallback">纯文字内容</p></budget-widget>`;
const styled = (css, body = WIDGET, html = "") =>
  page(body).replace("<html", `<html ${html}`).replace("</head>", `<style>${css}</style></head>`);

const SCRIPT = readFileSync(new URL("../../www/dist/budget-widget.js", import.meta.url));
const DOCX = readFileSync(new URL("../fixtures/formats/zhengzhou-2024.docx", import.meta.url));
const TRUSTED = `${STRICT}; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html budget-widget`;
const integrity = `sha384-${createHash("sha384").update(SCRIPT).digest("base64")}`;

const MARKUP = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;
/** Marks that turn the direction of all that follows, and never end. */
const TURNED = "\u202e甲\u2067";
const document_ = (name) =>
  `2023年${name}部门预算公开\n\n2023年项目支出表\n\n单位：元\n\n项目名称\t合计\n${name}\t2.00\n合计\t2.00\n`;

const PAGES = {
  "/unset": styled(
    `* { all: unset !important } canvas { display: none !important }
     button { width: 5px !important; color: transparent !important } table { display: none !important }`,
  ),
  "/inherited": styled(
    `body { letter-spacing: 2em; word-spacing: 3em; line-height: 7; text-transform: uppercase; text-indent: 9em;
       text-align: right; white-space: pre; font: italic bold 40px serif; text-shadow: 9px 9px red; word-break: break-all;
       -webkit-text-fill-color: transparent }`,
  ),
  "/rtl": styled("", WIDGET, 'dir="rtl"'),
  "/hidden": styled("", `<div style="visibility: hidden">${WIDGET}</div>`),
  "/folded": styled("", `<div style="display: none">${WIDGET}</div>`),
  "/trusted": page(WIDGET),
  "/integrity": page(WIDGET).replace(" defer", ` defer integrity="${integrity}"`),
  "/wrong-integrity": page(WIDGET).replace(" defer", ` defer integrity="sha384-${"A".repeat(64)}"`),
  "/frame": page(`<iframe sandbox="allow-scripts" src="/plain" width="1200" height="800"></iframe>`, ""),
  "/markup.txt": document_(MARKUP),
  "/turned.txt": document_(TURNED),
  "/long.txt": document_("长".repeat(1 << 18)),
  "/budget.docx": DOCX,
};

let w;
before(async () => {
  w = await world({ pages: PAGES, headers: { "/trusted": { "content-security-policy": TRUSTED } } });
});
after(() => w.close());

/** What decides how text of the widget looks, and how much room its first views take. */
const look = (tab) =>
  tab.evaluate(() => {
    const root = document.querySelector("budget-widget").shadowRoot;
    const names = ["letterSpacing", "wordSpacing", "lineHeight", "textTransform", "textIndent", "textAlign"];
    names.push(
      "direction",
      "whiteSpace",
      "fontStyle",
      "fontWeight",
      "fontSize",
      "fontFamily",
      "textShadow",
      "color",
    );
    names.push("writingMode", "wordBreak", "webkitTextFillColor", "visibility", "display");
    return [".widget", ".tabs button", "h2", ".card .figure", ".chart canvas"].map((selector) => {
      const style = getComputedStyle(root.querySelector(selector));
      const { width, height } = root.querySelector(selector).getBoundingClientRect();
      // Where a page puts the widget, and how wide, is its own business.
      const size = /widget|canvas/.test(selector) ? [] : [Math.round(width), Math.round(height)];
      return [selector, ...names.map((name) => style[name]), ...size].join();
    });
  });

async function usual() {
  const { tab, context } = await w.open("/plain");
  await ready(tab);
  await tab.locator("budget-widget canvas").first().waitFor();
  const seen = await look(tab);
  await context.close();
  return seen;
}

for (const path of ["/unset", "/inherited", "/rtl"])
  test(`${path} changes nothing within the widget`, async () => {
    const { tab, trouble } = await w.open(path);
    await ready(tab);
    await tab.locator("budget-widget canvas").first().waitFor();
    assert.deepEqual(await look(tab), await usual());
    assert.ok((await colours(tab)) > 20, "the flow is painted");
    await eachView(tab, async () => {});
    assert.deepEqual(trouble, []);
  });

test("what a page hides stays hidden, and is there when it is shown", async () => {
  for (const [path, shown] of [
    ["/hidden", { visibility: "visible" }],
    ["/folded", { display: "block" }],
  ]) {
    const { tab, trouble } = await w.open(path);
    const widget = tab.locator("budget-widget .widget");
    await widget.waitFor({ state: "attached" });
    assert.equal(await widget.isVisible(), false, path);
    await tab.evaluate((style) => Object.assign(document.querySelector("body > div").style, style), shown);
    await tab.locator("budget-widget canvas").first().waitFor();
    assert.ok((await colours(tab)) > 20);
    assert.deepEqual(trouble, []);
  }
});

test("pages that require trusted types have charts, and the reader of foreign files", async () => {
  const { tab, trouble } = await w.open("/trusted");
  await ready(tab);
  await eachView(tab, async () => {});
  await tab.evaluate(() => document.querySelector("budget-widget").setAttribute("src", "/budget.docx"));
  await tab.waitForFunction(() => document.querySelector("budget-widget").disclosure?.title.includes("郑州"));
  await tab.locator("budget-widget .foot").waitFor();
  assert.deepEqual(trouble, []);
});

test("the script runs by its integrity, and not by a wrong one", async () => {
  const right = await w.open("/integrity");
  await ready(right.tab);
  assert.deepEqual(right.trouble, []);
  const wrong = await w.open("/wrong-integrity");
  assert.equal(await wrong.tab.locator("#fallback").isVisible(), true);
  assert.match(wrong.trouble.join(), /integrity/);
});

test("a frame without an origin, storage and history shows all views", async () => {
  const { tab, trouble } = await w.open("/frame");
  const frame = tab.frameLocator("iframe");
  await frame.locator("budget-widget .foot").waitFor();
  const tabs = frame.locator("budget-widget .tabs button");
  for (let at = 0; at < (await tabs.count()); at += 1) {
    await tabs.nth(at).click();
    assert.equal(await tabs.nth(at).getAttribute("aria-current"), "page");
  }
  assert.deepEqual(trouble, []);
});

test("nothing is stored, and no cookie is set", async () => {
  const { tab, context } = await w.open("/plain");
  await ready(tab);
  await eachView(tab, async () => {});
  assert.deepEqual(await context.cookies(), []);
  const stored = () =>
    Promise.all([localStorage.length, sessionStorage.length, indexedDB.databases(), caches.keys()]);
  assert.deepEqual(await tab.evaluate(stored), [0, 0, [], []]);
});

async function showing(path) {
  const opened = await w.open("/plain");
  await ready(opened.tab);
  await opened.tab.evaluate(
    (src) =>
      new Promise((resolve) => {
        const widget = document.querySelector("budget-widget");
        for (const type of ["budget-report", "budget-error"]) widget.addEventListener(type, resolve);
        widget.setAttribute("src", src);
      }),
    path,
  );
  return opened;
}

test("markup in a document is text on the page", async () => {
  const { tab, trouble } = await showing("/markup.txt");
  await eachView(tab, async () => {});
  const found = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("budget-widget");
    return [shadowRoot.querySelectorAll("img, script").length, shadowRoot.textContent.includes("<img src=x")];
  });
  assert.deepEqual(found, [0, true]);
  assert.equal(await tab.title(), "t");
  assert.deepEqual(trouble, []);
});

test("marks that turn the direction end with the text that has them", async () => {
  const { tab, trouble } = await showing("/turned.txt");
  await eachView(tab, async () => {});
  const loose = await tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("budget-widget");
    const turned = [...shadowRoot.querySelectorAll(".widget *")].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.data.includes("\u202e")),
    );
    return [
      turned.length > 0,
      turned.filter((element) => getComputedStyle(element).unicodeBidi !== "isolate").length,
    ];
  });
  assert.deepEqual(loose, [true, 0]);
  assert.deepEqual(trouble, []);
});

test("a name of most of a megabyte leaves the page alive", async () => {
  const { tab, trouble } = await showing("/long.txt");
  await tab.locator("budget-widget :is(.tabs, .failure)").first().waitFor();
  assert.deepEqual(trouble, []);
});
