// The guide for editors of portals: its lines work as they are pasted, its words are those of the widget.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { page, ready, world } from "./support.mjs";

const bytesOf = (path) => readFileSync(new URL(path, import.meta.url));
const GUIDE = bytesOf("../../www/guide.html").toString("utf8");

const text = (html) => html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const BLOCKS = [...GUIDE.matchAll(/<pre><code>([^]*?)<\/code><\/pre>/g)].map(([, code]) => text(code));
/** What is pasted into a page; what has no script of its own stands on a page that has it already. */
const PASTED = BLOCKS.filter((code) => /<script|<budget-widget/.test(code));

let w;
before(async () => {
  const kept = bytesOf("../fixtures/package/three-public.json");
  const files = {
    "budget-widget.js": bytesOf("../../www/dist/budget-widget.js"),
    "budget-reader.js": bytesOf("../../www/dist/budget-reader.js"),
    "budget-2024.docx": bytesOf("../fixtures/formats/zhengzhou-2024.docx"),
    "tables.xlsx": bytesOf("../fixtures/formats/zhengzhou-2024.xlsx"),
    "narrative.docx": bytesOf("../fixtures/formats/zhengzhou-2024-numbered.docx"),
    "budget-2024.json": kept,
    "budget-2023.json": kept,
  };
  const unread = {
    "empty.docx": "",
    "broken.docx": "PK\u0003\u0004broken",
    "nothing.txt": "见附件\n",
    "paper.ofd": "%OFD-1.0",
  };
  const unreadable = Object.entries(unread).flatMap(([name, bytes]) => [
    [`/static/${name}`, bytes],
    [`/unread-${name.split(".")[0]}`, page(`<budget-widget src="/static/${name}"></budget-widget>`)],
  ]);
  const served = Object.entries(files).map(([name, bytes]) => [`/static/${name}`, bytes]);
  const pasted = PASTED.map((code, at) => {
    const script = code.includes("<script") ? "" : "/static/budget-widget.js";
    return [`/pasted-${at}`, page(code, script)];
  });
  w = await world({ pages: Object.fromEntries([...served, ...pasted, ...unreadable]) });
});
after(() => w.close());

test("every line of the guide shows its document", async () => {
  assert.ok(PASTED.length >= 4);
  for (const [at, code] of PASTED.entries()) {
    const { tab, trouble, context } = await w.open(`/pasted-${at}`);
    await ready(tab);
    assert.deepEqual(trouble, [], code);
    await context.close();
  }
});

test("the guide says the widget's own words and knows all its attributes", () => {
  const wordsOf = (name) => bytesOf(`../../src/i18n/zh-CN${name}.txt`).toString("utf8");
  const words = wordsOf("");
  const rows = GUIDE.split('<section id="trouble">')[1].matchAll(/<tr>\s*<td>([^<，]+)[^]*?<\/td>/g);
  const seen = [...rows].map(([, said]) => said.trim()).filter((said) => !said.startsWith("只有标签"));
  assert.equal(seen.length, 7);
  for (const part of seen.flatMap((said) => said.split("：")))
    assert.ok((words + wordsOf(".formats")).includes(part), part);
  for (const kind of ["ofd", "doc", "scanned", "encrypted"]) {
    const [, said] = wordsOf(".formats").match(new RegExp(`^kind.${kind} = (.*)$`, "m"));
    assert.ok(GUIDE.includes(said), said);
  }
  const element = bytesOf("../../www/src/element.ts").toString("utf8");
  const [, listed] = element.match(/get properties\(\) \{\s+return \{([^]*?)\n {4}\};/);
  for (const [, name] of listed.matchAll(/^ {6}(\w+):/gm)) {
    assert.ok(GUIDE.includes(`<td><code>${name}</code></td>`), name);
    const alone = name === "src" ? "data-budget=" : `<code>data-${name}</code>`;
    assert.ok(GUIDE.includes(alone), alone);
  }
  const [, views] = bytesOf("../../www/src/state.ts")
    .toString("utf8")
    .match(/VIEWS = \[([^]*?)\]/);
  for (const [, view] of views.matchAll(/"([\w-]+)"/g))
    assert.ok(GUIDE.includes(`<code>${view}</code>`), view);
});

test("what the widget says of a file that it cannot read stands in the guide", async () => {
  const rows = [...GUIDE.split('<section id="trouble">')[1].matchAll(/<tr>\s*<td>([^<]+)<\/td>/g)];
  for (const [name, said] of [
    ["empty.docx", "文件是空的"],
    ["broken.docx", "文件已损坏"],
    ["nothing.txt", "没有找到预算表"],
    ["paper.ofd", "OFD 文件"],
  ]) {
    const { tab, context } = await w.open(`/unread-${name.split(".")[0]}`);
    const shown = await tab.locator("budget-widget .failure").innerText();
    assert.ok(shown.includes(said), shown);
    assert.ok(
      rows.some(([, row]) => shown.includes(row)),
      `no row for ${shown}`,
    );
    await context.close();
  }
});

test("the guide names every kind of file that is read, and leads to the page for those who publish", async () => {
  const ends = bytesOf("../../src/source/formats/ends.txt").toString("utf8").trim().split("\n");
  const [, section] = GUIDE.match(/<section id="file">([^]*?)<\/section>/);
  for (const end of ends) assert.match(section, new RegExp(`\\.${end}[、）]`), end);
  const { tab } = await w.open("/guide.html");
  await tab.getByRole("link", { name: "预算公开发布工具" }).click();
  const accepted = await tab.locator("budget-publisher input[type=file]").getAttribute("accept");
  assert.deepEqual(
    accepted.split(",").filter((kind) => kind.startsWith(".")),
    ends.map((end) => `.${end}`),
  );
});

test("no line of the guide is wider than a phone", async () => {
  const { tab } = await w.open("/guide.html", { viewport: { width: 360, height: 800 } });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} px`);
});
