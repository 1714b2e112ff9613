// The page for those who publish: real files in, corrections, findings, and the files for the public out.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { done, give, input, openPublisher, settled, text, UNCLEAR } from "./publisher.mjs";
import { page, ready, world } from "./support.mjs";

const AXE = createRequire(new URL("../../www/package.json", import.meta.url)).resolve("axe-core/axe.min.js");
const file = (name) => fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
const DOCX = file("zhengzhou-2024.docx");
const PDF = file("zhengzhou-2024-docx.pdf");
const OFFLINE = pathToFileURL(fileURLToPath(new URL("../../www/dist/publish.html", import.meta.url))).href;
let w;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "budget-publisher-"));
  w = await world({
    pages: {
      "/pdf": page(`<budget-widget src="/printed.pdf"><p>纯文字内容</p></budget-widget>`),
      "/printed.pdf": readFileSync(PDF),
    },
  });
});
after(async () => {
  await w.close();
  rmSync(folder, { recursive: true });
});

const opened = (address, options) => openPublisher(w, address, options);

/** The report on what is open, as the widget of the findings has it. */
async function report(tab, at = 0) {
  await tab.locator("budget-widget .tabs").nth(at).waitFor();
  return tab.evaluate((index) => document.querySelectorAll("budget-widget")[index].disclosure.report(), at);
}

async function saved(tab, name) {
  const waiting = tab.waitForEvent("download");
  await tab.locator("budget-publisher").getByRole("button", { name, exact: true }).click();
  const download = await waiting;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { path, text: readFileSync(path, "utf8") };
}

test("a Word file is read, checked, shown and taken along without a request", async () => {
  const { tab, requests, trouble } = await opened();
  const before = requests.length;
  await give(tab, DOCX);
  assert.match(await tab.locator(".files").innerText(), /13 张表，404 个金额/);
  assert.match(await tab.locator(".tables").innerText(), /应公开的表都在/);
  assert.equal(await tab.locator(".tables tbody tr td:nth-child(3) select").count(), 13);
  const { summary } = await report(tab);
  assert.match(await tab.locator(".findings .summary").innerText(), new RegExp(`须改正 ${summary.error} 项`));
  assert.deepEqual((await report(tab, 1)).summary, summary, "the preview shows the same");

  const page = await saved(tab, "离线网页");
  const csv = await saved(tab, "核对结果 CSV（Excel 可打开）");
  assert.match(csv.text, /^\ufefffile,severity,/);
  const sarif = JSON.parse((await saved(tab, "核对结果 SARIF（供技术人员）")).text);
  assert.equal(sarif.version, "2.1.0");
  assert.equal(csv.text.trim().split("\r\n").length - 1, sarif.runs[0].results.length);
  const packed = JSON.parse((await saved(tab, "数据包")).text);
  assert.equal(packed.schema, "budget-package/1");
  assert.ok((await saved(tab, "工作簿 XLSX")).text.startsWith("PK"));
  assert.match((await saved(tab, "budget-widget.js")).text, /BudgetWidget/);
  const outside = requests.slice(before).filter((address) => !address.startsWith("blob:"));
  assert.deepEqual(outside, [], "nothing leaves the machine");
  assert.deepEqual(trouble, []);

  const offline = await w.open(pathToFileURL(page.path).href);
  await ready(offline.tab);
  assert.deepEqual((await report(offline.tab)).summary, summary);
  assert.deepEqual(offline.requests, [pathToFileURL(page.path).href]);
});

test("what people say of a table changes the findings at once, is kept and can be taken back", async () => {
  const { tab } = await opened();
  await give(tab, text("unclear.txt", UNCLEAR));
  const form = tab.getByLabel("第 1 张表识别为");
  assert.equal(await form.inputValue(), "other");
  const decide = async (label, value) => {
    await tab.getByLabel(label, { exact: true }).selectOption(value);
    await settled(tab);
  };
  await decide("第 1 张表识别为", "general-expenditure");
  await decide("第 1 张表的单位", "万元");
  await tab.getByRole("button", { name: "第 1 张表的 4 栏" }).click();
  await decide("第 1 张表第 1 栏的内容", "code");
  await decide("第 1 张表第 2 栏的内容", "name");
  await decide("第 1 张表第 3 栏的内容", "total");
  await decide("第 1 张表第 4 栏的内容", "project");
  const packed = JSON.parse((await saved(tab, "数据包")).text);
  assert.deepEqual(packed.corrections, [
    {
      table: 1,
      form: "general-expenditure",
      unit: "万元",
      columns: [
        { column: 1, holds: "code" },
        { column: 2, holds: "name" },
        { column: 3, holds: "total" },
        { column: 4, holds: "project" },
      ],
    },
  ]);
  assert.equal(packed.tables[0].id, "general-expenditure");
  const found = (await report(tab)).checks.filter(({ verdict }) => verdict === "contradiction");
  assert.ok(
    found.some(({ id }) => id.includes("general-expenditure")),
    JSON.stringify(found.map(({ id }) => id)),
  );
  const notes = (await report(tab)).checks.filter(({ reason }) => reason?.includes("corrected"));
  assert.equal(notes.length, 1);

  await tab.getByRole("button", { name: "撤销上一步" }).click();
  await settled(tab);
  assert.equal(JSON.parse((await saved(tab, "数据包")).text).corrections[0].columns.length, 3);
  await tab.getByRole("button", { name: "全部撤销" }).click();
  await settled(tab);
  assert.equal(await form.inputValue(), "other");
});

test("files that cannot be read are named with the reason and the others are read", async () => {
  const { tab } = await opened();
  await give(
    tab,
    { name: "预算.docx", mimeType: "application/octet-stream", buffer: readFileSync(DOCX) },
    { name: "空.xlsx", mimeType: "application/octet-stream", buffer: Buffer.alloc(0) },
    { name: "坏.docx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\u0003\u0004broken") },
    { name: "密.pdf", mimeType: "application/pdf", buffer: readFileSync(file("password.pdf")) },
    { name: "乱.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(999) },
    { name: "旧.doc", mimeType: "", buffer: Buffer.from("d0cf11e0a1b11ae1".padEnd(2048, "0"), "hex") },
  );
  const failed = tab.locator(".opened li[data-failed]");
  assert.equal(await failed.count(), 5);
  assert.match(await failed.nth(3).innerText(), /乱\.pdf\s*内容不是 PDF 文件。请确认它能打开/);
  assert.match(await failed.nth(4).innerText(), /旧\.doc\s*.*请用 Word 或 WPS 另存为 \.docx/);
  assert.match(await failed.nth(0).innerText(), /空\.xlsx\s*文件是空的/);
  assert.match(await failed.nth(1).innerText(), /坏\.docx\s*文件已损坏/);
  assert.match(await failed.nth(2).innerText(), /密\.pdf\s*.*加密/);
  assert.match(await tab.locator(".files").innerText(), /13 张表/);
  await failed.nth(0).getByRole("button").click();
  await settled(tab);
  assert.equal(await failed.count(), 4);

  // Nothing but a broken file: said, and the steps wait.
  await tab.getByRole("button", { name: "全部移除" }).click();
  const focused = await tab.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, "1. 打开文件", "the focus goes nowhere else");
  await input(tab).setInputFiles([text("no.txt", "hello")]);
  await tab.locator(".opened .error").waitFor();
  assert.match(await tab.locator(".opened .error").innerText(), /没有找到预算表/);
  assert.equal(await tab.locator("budget-widget").count(), 0);
});

test("several files are one disclosure, and it is said how", async () => {
  const { tab } = await opened();
  await give(
    tab,
    text("表.txt", UNCLEAR),
    text("说明.txt", "第二部分 预算情况说明\n一、收支总体情况\n某局2024年收入总计3.00万元。\n"),
  );
  assert.match(await tab.locator(".files").innerText(), /2 个文件合并为一份公开材料：表\.txt、说明\.txt/);
  assert.equal((await report(tab)).document.claims, 1);
});

test("a table is pasted, a file is dropped", async () => {
  const { tab } = await opened();
  await tab.evaluate(() => {
    const rows = [
      ["收入", "", "支出", ""],
      ["项目", "金额", "项目", "金额"],
      ["本年收入合计", "3", "本年支出合计", "4"],
    ];
    const html = `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", `<p>2024年部门收支总体情况表</p><p>单位：万元</p>${html}`);
    document
      .querySelector(".paste textarea")
      .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await done(tab);
  assert.equal(await tab.getByLabel("第 1 张表识别为").inputValue(), "department-balance");
  await tab.evaluate((words) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([words], "拖.txt"));
    document
      .querySelector(".drop")
      .dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, UNCLEAR);
  await tab.getByText("拖.txt", { exact: true }).waitFor();
  await done(tab);
  assert.equal(await tab.locator(".tables .scroll > table > tbody > tr").count(), 2);
});

test("a draft that is opened again takes its own place and keeps what was decided, as far as it fits", async () => {
  const { tab } = await opened();
  const said = (words) => tab.locator(".said").filter({ hasText: words }).waitFor();
  const corrections = async () => JSON.parse((await saved(tab, "数据包")).text).corrections;
  await give(tab, text("draft.txt", UNCLEAR));
  await tab.getByLabel("第 1 张表的单位").selectOption("元");
  await said("已按指定重新读取");
  await input(tab).setInputFiles([text("draft.txt", UNCLEAR.replace("3.10", "3.00"))]);
  await said("仍然有效");
  assert.equal(await tab.locator(".opened li").count(), 1);
  assert.equal((await corrections())[0].unit, "元");
  // What comes behind it has other tables.
  await input(tab).setInputFiles([text("more.txt", UNCLEAR)]);
  await said("仍然有效");
  assert.equal((await corrections())[0].table, 1);
  await tab.getByLabel("第 2 张表的单位").selectOption("元");
  await said("已按指定重新读取");
  await input(tab).setInputFiles([text("more.txt", "一、收支总体情况\n某局2024年收入总计3.00万元。\n")]);
  await said("不适合现在的文件");
  assert.equal(await corrections(), undefined);
});

test("every step is reached from everywhere, and a file that is dropped beside the frame is opened", async () => {
  const { tab } = await opened();
  const draft = await tab.evaluateHandle((words) => {
    const data = new DataTransfer();
    data.items.add(new File([words], "拖.txt"));
    return data;
  }, UNCLEAR);
  await tab.locator("h1").dispatchEvent("drop", { dataTransfer: draft });
  await done(tab);
  for (const name of ["3. 核对结果", "5. 导出与发布", "1. 打开文件"]) {
    await tab.getByRole("navigation", { name: "步骤" }).getByRole("button", { name }).click();
    const heading = await tab.evaluate(() => [
      document.activeElement.textContent,
      document.activeElement.getBoundingClientRect().top,
      document.querySelector(".steps").getBoundingClientRect().bottom,
    ]);
    assert.equal(heading[0], name);
    assert.ok(heading[1] >= heading[2] && heading[1] < 900, `${heading}`);
  }
});

test("what is typed is read as what is pasted", async () => {
  const { tab } = await opened();
  await tab.locator(".paste textarea").fill(UNCLEAR);
  await tab.keyboard.press("Tab");
  await done(tab);
  assert.equal(await tab.locator(".paste textarea").inputValue(), "");
});

/** What the inspector says: the figure, the place, the cell that is outlined, and whether a head stands above it. */
const inspected = async (widget) => {
  const inspector = widget.locator(".inspector");
  await inspector.waitFor();
  const found = {
    place: await inspector.locator("dl dd").first().innerText(),
    figure: await inspector.locator(":is(.amount b, mark)").innerText(),
    here: await inspector.locator(".excerpt .here").allInnerTexts(),
    heads: await inspector.locator(".excerpt th").count(),
  };
  await widget.page().keyboard.press("Escape");
  assert.equal(await inspector.count(), 0);
  return found;
};

test("a figure of a PDF is shown where it is printed, to the publisher and to readers", async () => {
  const { tab } = await opened();
  await give(tab, PDF);
  const reader = await w.open("/pdf");
  for (const widget of [
    tab.locator("budget-widget").nth(0),
    tab.locator("budget-widget").nth(1),
    reader.tab.locator("budget-widget"),
  ]) {
    const view = (name) => widget.locator(".tabs button", { hasText: name }).click();
    await widget.locator(".tabs").waitFor();
    await view("校核");
    await widget.locator("button.check", { hasText: "舍入范围内" }).first().click();
    await widget.locator(".check-detail button.figure").first().click();
    assert.match((await inspected(widget)).place, /第 \d+ 页第 \d+ 行/);
    await view("原表");
    await widget.locator(".table-list button").nth(4).click();
    await widget.locator(".sheet-table button.figure").nth(3).click();
    const cell = await inspected(widget);
    assert.match(cell.place, /第 \d+ 页第 \d+ 行 · 第 \d+ 格/);
    assert.deepEqual(cell.here, [cell.figure]);
    assert.ok(cell.heads > 2, "the head of the table stands above the row");
    await view("说明");
    await widget.locator(".narrative button.figure").first().click();
    assert.match((await inspected(widget)).place, /第 \d+ 页第 \d+ 行/);
  }
  // With another file beside it every sentence names its own.
  await input(tab).setInputFiles([
    text("补充.txt", "第二部分 预算情况说明\n一、收支总体情况\n某局2024年收入总计3.00万元。\n"),
  ]);
  await tab.waitForFunction(
    () => document.querySelectorAll("budget-widget")[1].disclosure?.toJSON().sources.length === 2,
  );
  const widget = tab.locator("budget-widget").nth(1);
  await widget.locator(".tabs button", { hasText: "说明" }).click();
  await widget.locator(".narrative button.figure").first().click();
  assert.match((await inspected(widget)).place, /zhengzhou-2024-docx\.pdf · 第 \d+ 页第 \d+ 行/);
  const places = (await report(tab, 1)).checks.flatMap(({ message }) => message["zh-CN"]);
  assert.ok(places.some((words) => words.includes("补充.txt · 第 3 行")));
});

test("a reading can be cancelled", async () => {
  const { tab } = await opened();
  const long = `${UNCLEAR}\n`.repeat(20_000);
  await input(tab).setInputFiles([text("long.txt", long)]);
  await tab.getByRole("button", { name: "取消" }).click();
  await tab.getByRole("status").filter({ hasText: "已取消" }).waitFor();
  assert.equal(await tab.locator(".opened").count(), 0, "what was not read is not open");
  await give(tab, text("short.txt", UNCLEAR));
});

test("the page in one file works from the disk", async () => {
  const { tab, requests, trouble } = await opened(OFFLINE);
  await give(tab, DOCX);
  assert.match(await tab.locator(".files").innerText(), /13 张表，404 个金额/);
  const page = await saved(tab, "离线网页");
  assert.deepEqual(
    requests.filter((address) => !address.startsWith("blob:")),
    [OFFLINE],
  );
  assert.deepEqual(trouble, []);
  const offline = await w.open(pathToFileURL(page.path).href);
  await ready(offline.tab);
  assert.deepEqual((await report(offline.tab)).summary, (await report(tab)).summary);
});

test("a package is opened as it is", async () => {
  const { tab } = await opened();
  const kept = fileURLToPath(new URL("../fixtures/package/three-public.json", import.meta.url));
  await give(tab, kept);
  assert.match(await tab.locator(".files").innerText(), /已经读好的数据包/);
  assert.equal(await tab.locator(".tables select").count(), 0);
});

for (const [name, options, large] of [
  ["light", {}, false],
  ["dark", { colorScheme: "dark" }, false],
  ["phone", { viewport: { width: 390, height: 800 } }, false],
  ["large type", {}, true],
]) {
  test(`accessible and within its width: ${name}`, async () => {
    const { tab } = await opened("/publish.html", options);
    if (large) await tab.addStyleTag({ content: "html { font-size: 200% }" });
    await give(tab, text("unclear.txt", UNCLEAR));
    await tab.locator("budget-widget .tabs").first().waitFor();
    await tab.getByRole("button", { name: "第 1 张表的 4 栏" }).click();
    await tab.addScriptTag({ path: AXE });
    const { violations } = await tab.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      [],
    );
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  });
}

test("everything is reached by keyboard, and English is spoken by lang", async () => {
  const { tab } = await opened();
  await tab.evaluate(() => {
    document.documentElement.lang = "en";
    const element = document.querySelector("budget-publisher");
    element.replaceWith(document.createElement("budget-publisher"));
  });
  await tab.getByRole("status").filter({ hasText: "Ready" }).waitFor();
  await give(tab, text("unclear.txt", UNCLEAR));
  await tab.getByLabel("Table 1 is taken for").focus();
  const seen = [];
  for (let at = 0; at < 3; at += 1) {
    await tab.keyboard.press("Tab");
    seen.push(
      await tab.evaluate(
        () => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim(),
      ),
    );
  }
  assert.deepEqual(seen, ["Unit of table 1", "Table 1: 4 columns", "Print the report"]);
  assert.doesNotMatch(
    await tab.locator("budget-publisher > section.tables").innerText(),
    /识别为|publish\.|tables\./,
  );
});

test("the report is printed alone", async () => {
  const { tab } = await opened();
  await give(tab, text("unclear.txt", UNCLEAR));
  await tab.locator("budget-widget .tabs").first().waitFor();
  await tab.evaluate(() => {
    globalThis.print = () => {
      dispatchEvent(new Event("beforeprint"));
      globalThis.shown = [...document.querySelectorAll("budget-publisher > section")]
        .filter((part) => part.style.display !== "none")
        .map((part) => part.className);
      dispatchEvent(new Event("afterprint"));
    };
  });
  await tab.getByRole("button", { name: "打印核对报告" }).click();
  assert.deepEqual(await tab.evaluate(() => globalThis.shown), ["findings"]);
  assert.ok(await tab.locator("section.take").isVisible());
});

test("nothing is kept", async () => {
  const { tab, context } = await opened();
  await give(tab, text("unclear.txt", UNCLEAR));
  const kept = await tab.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    document.cookie,
  ]);
  assert.deepEqual(kept, [0, 0, 0, 0, ""]);
  assert.deepEqual((await context.storageState()).cookies, []);
});
