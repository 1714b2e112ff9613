// The page for those who publish when something goes wrong: wrong choices, cancelled readings, odd files, a bad network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { done, give, input, openPublisher, settled, text, UNCLEAR } from "./publisher.mjs";
import { world } from "./support.mjs";

const ON_DISK = pathToFileURL(fileURLToPath(new URL("../../www/publish.html", import.meta.url))).href;

let w;
before(async () => {
  w = await world();
});
after(() => w.close());

const opened = (address, options) => openPublisher(w, address, options);
const said = (tab, words) => tab.locator(".said").filter({ hasText: words }).waitFor();
const choice = (tab, column) => tab.getByLabel(`第 1 张表第 ${column} 栏的内容`, { exact: true });
const unfold = (tab) => tab.getByRole("button", { name: /第 1 张表的 \d 栏/ }).click();

/** What the package on the page keeps of what was decided. */
const kept = (tab) =>
  tab.evaluate(
    () => JSON.parse(document.querySelector("script[id^=budget-draft-]").textContent).corrections ?? [],
  );

/** From now on the threads do nothing of what `holds` says of their task. */
const hold = (tab, holds) =>
  tab.evaluate((source) => {
    const does = new Function("task", `return ${source}`);
    const post = (globalThis.post ??= Worker.prototype.postMessage);
    Worker.prototype.postMessage = function (task, ...more) {
      if (!does(task)) post.call(this, task, ...more);
    };
  }, holds);

test("a choice that does not fit is put back, and it is said why", async () => {
  const { tab } = await opened();
  await give(tab, text("unclear.txt", UNCLEAR));
  await unfold(tab);
  const [third, fourth] = [await choice(tab, 3).inputValue(), await choice(tab, 4).inputValue()];
  await choice(tab, 3).selectOption("total");
  await said(tab, "已按指定重新读取");
  await choice(tab, 4).selectOption("total");
  await said(tab, "第 4 栏与第 3 栏内容相同，都是“合计”");
  await settled(tab);
  assert.equal(await choice(tab, 4).inputValue(), fourth);
  assert.equal(await choice(tab, 3).inputValue(), "total");
  assert.doesNotMatch(await tab.locator("budget-publisher").innerText(), /\$\./, "no place in a list");
  assert.deepEqual(await kept(tab), [{ table: 1, columns: [{ column: 3, holds: "total" }] }]);
  await tab.locator(".take .made").waitFor();

  // What was said last is put back, wherever it stands.
  await choice(tab, 4).selectOption("project");
  await said(tab, "已按指定重新读取");
  await choice(tab, 3).selectOption("project");
  await said(tab, "第 3 栏与第 4 栏内容相同");
  assert.equal(await choice(tab, 3).inputValue(), "total");

  // Decided at once: what fits is kept.
  await tab.evaluate(() => {
    const list = (column) => document.querySelector(`select[aria-label="第 1 张表第 ${column} 栏的内容"]`);
    for (const [column, holds] of [
      [1, "code"],
      [4, "total"],
    ]) {
      list(column).value = holds;
      list(column).dispatchEvent(new Event("change"));
    }
  });
  await said(tab, "没有采用");
  const [{ columns }] = await kept(tab);
  assert.deepEqual(
    columns.map(({ column, holds }) => `${column} ${holds}`),
    ["3 total", "4 project", "1 code"],
  );
  assert.equal(await choice(tab, 4).inputValue(), "project");
  for (let left = 3; left > 0; left -= 1) {
    await tab.getByRole("button", { name: "撤销上一步" }).click();
    await settled(tab);
  }
  assert.deepEqual(await kept(tab), []);
  assert.equal(await choice(tab, 3).inputValue(), third, "as it was read");
});

test("what was decided of a column that is gone is dropped in words", async () => {
  const { tab } = await opened();
  await give(tab, text("draft.txt", UNCLEAR));
  await unfold(tab);
  await choice(tab, 4).selectOption("project");
  await said(tab, "已按指定重新读取");
  await input(tab).setInputFiles([text("draft.txt", UNCLEAR.replaceAll(/\t[^\t\n]*$/gm, ""))]);
  await said(tab, "不适合现在的文件");
  assert.deepEqual(await kept(tab), []);
});

test("after a cancel the page says what is so", async () => {
  const { tab } = await opened();
  await give(tab, text("one.txt", UNCLEAR));
  const cancel = async () => {
    await tab.getByRole("button", { name: "取消", exact: true }).click();
    await tab.getByRole("status").filter({ hasText: "仍是取消之前的内容" }).waitFor();
    await settled(tab);
  };
  await hold(tab, "'files' in task");
  await input(tab).setInputFiles([text("two.txt", UNCLEAR)]);
  await tab.getByRole("status").filter({ hasText: "正在读取" }).waitFor();
  await cancel();
  assert.deepEqual(await tab.locator(".opened li > span").allInnerTexts(), ["one.txt"]);
  assert.doesNotMatch(await tab.locator(".files").innerText(), /合并/);

  await tab.getByLabel("第 1 张表识别为").selectOption("projects");
  await cancel();
  assert.equal(await tab.getByLabel("第 1 张表识别为").inputValue(), "other");
  assert.equal(await tab.locator("tr[data-by-hand]").count(), 0);
  assert.equal(await tab.getByRole("button", { name: "撤销上一步" }).count(), 0);
  assert.deepEqual(await kept(tab), []);

  await hold(tab, "task.what === 'checklist'");
  await input(tab).setInputFiles([text("two.txt", UNCLEAR)]);
  await tab.getByRole("status").filter({ hasText: "正在核对" }).waitFor();
  await cancel();
  assert.equal(await tab.locator(".opened li").count(), 1);

  await hold(tab, "false");
  await give(tab, text("two.txt", UNCLEAR));
  assert.match(await tab.locator(".files").innerText(), /2 个文件合并为一份公开材料/);
});

test("a file that could not be read takes nothing along when it is removed", async () => {
  const { tab } = await opened();
  await give(tab, text("one.txt", UNCLEAR), text("空.txt", ""));
  await tab.getByLabel("第 1 张表的单位").selectOption("元");
  await said(tab, "已按指定重新读取");
  await tab.getByRole("button", { name: "移除 空.txt" }).click();
  await said(tab, "仍然有效");
  assert.equal(await tab.locator(".opened li").count(), 1);
  assert.deepEqual(await kept(tab), [{ table: 1, unit: "元", columns: [] }]);
  await tab.getByRole("button", { name: "撤销上一步" }).click();
  await said(tab, "已按指定重新读取");
  assert.deepEqual(await kept(tab), []);
});

test("what was decided of tables does not wander to those of another file", async () => {
  const { tab } = await opened();
  await give(tab, text("one.txt", UNCLEAR), text("two.txt", UNCLEAR));
  await tab.getByLabel("第 1 张表的单位").selectOption("元");
  await said(tab, "已按指定重新读取");
  await input(tab).setInputFiles([text("one.txt", "")]);
  await said(tab, "不适合现在的文件");
  assert.deepEqual(await kept(tab), []);
});

/** Pastes what a program lays on the clipboard: words by their type, and names of pictures. */
const paste = (tab, words, ...pictures) =>
  tab.evaluate(
    ([words, pictures]) => {
      const clipboardData = new DataTransfer();
      for (const [type, data] of Object.entries(words)) clipboardData.setData(type, data);
      for (const name of pictures)
        clipboardData.items.add(
          new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], name, { type: "image/png" }),
        );
      document
        .querySelector(".paste textarea")
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [words, pictures],
  );

test("a table is pasted from a program that lays a picture of it beside it", async () => {
  const { tab } = await opened();
  const row = (...cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const rows = [
    row("收入", "", "支出", ""),
    row("项目", "金额", "项目", "金额"),
    row("本年收入合计", 3, "本年支出合计", 4),
  ];
  const page = `<p>2024年部门收支总体情况表</p><p>单位：万元</p><table>${rows.join("")}</table>`;
  await paste(tab, { "text/html": page, "text/plain": "收入" }, "image.png");
  await done(tab);
  assert.equal(await tab.getByLabel("第 1 张表识别为").inputValue(), "department-balance");
  assert.equal(await tab.locator(".opened [role=alert]").count(), 0);

  await paste(tab, { "text/plain": UNCLEAR }, "image.png");
  await tab.getByText("粘贴的内容 2.txt", { exact: true }).waitFor();
  await tab.getByRole("button", { name: "移除 粘贴的内容 1.html" }).click();
  await settled(tab);
  await paste(tab, { "text/plain": UNCLEAR });
  await tab.getByText("粘贴的内容 3.txt", { exact: true }).waitFor();
  assert.equal(await tab.locator(".opened li").count(), 2, "nothing takes the place of another");

  await paste(tab, {}, "image.png");
  await tab.locator(".opened [data-failed]").filter({ hasText: "image.png" }).waitFor();
});

test("files are blamed by their place, and addresses are written so that they lead to the file", async () => {
  const { tab } = await opened();
  const broken = (name) => ({ name, mimeType: "", buffer: Buffer.from("PK\u0003\u0004broken") });
  const titled = UNCLEAR.replace("某局", "某局50%#1号");
  await give(tab, text("坏.docx 的说明.txt", titled), broken("坏.docx"), broken("5#?%.xlsx"));
  const failed = tab.locator(".opened li[data-failed]");
  assert.deepEqual(await failed.locator("> span").allInnerTexts(), ["坏.docx", "5#?%.xlsx"]);
  for (const words of await failed.locator("[role=alert]").allInnerTexts())
    assert.match(words, /^文件已损坏/);
  const waiting = tab.waitForEvent("download");
  await tab.locator(".made").getByRole("button", { name: "数据包" }).click();
  const name = (await waiting).suggestedFilename();
  assert.match(name, /[%#]/);
  for (const snippet of await tab.locator("[data-snippet]").allInnerTexts()) {
    const [, address] = snippet.match(/(?:widget src|data-budget)="([^"]*)"/);
    const { pathname } = new URL(address, w.url);
    assert.equal(decodeURIComponent(pathname), `/${name}`, snippet);
  }
});

test("a page that could not be loaded says what to do and is loaded again", async () => {
  const context = await w.open("/plain");
  const { tab } = context;
  await tab.route("**/budget-reader.js", (route) => route.abort());
  await tab.goto(`${w.url}/publish.html`);
  const alert = tab.locator(".progress [role=alert]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /页面加载失败：没有取到 budget-reader\.js。请检查网络/);
  await tab.unroute("**/budget-reader.js");
  await tab.getByRole("button", { name: "重试" }).click();
  await tab.getByRole("status").filter({ hasText: "已就绪" }).waitFor();
  assert.equal(await alert.count(), 0);
  await give(tab, text("one.txt", UNCLEAR));
});

test("the page of a site names the one for the disk when it is opened there", async () => {
  const { tab } = await w.open(ON_DISK);
  const alert = tab.locator(".progress [role=alert]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /请用 dist\/publish\.html/);
});

for (const [name, viewport] of [
  ["wide", { width: 1280, height: 900 }],
  ["phone", { width: 390, height: 800 }],
]) {
  test(`tables are tables to screen readers, and what is said has its place: ${name}`, async () => {
    const { tab, context } = await opened("/publish.html", { viewport });
    const status = tab.locator(".said");
    assert.equal(await status.innerText(), "");
    assert.notEqual(await status.evaluate((element) => getComputedStyle(element).display), "none");
    await give(tab, text("unclear.txt", UNCLEAR));
    await unfold(tab);
    const bare = tab.locator(".tables :is(table, thead, tbody, tr, th, td):not([role])");
    assert.equal(await bare.count(), 0, "roles that do not hang on how it is laid out");
    const { nodes } = await (await context.newCDPSession(tab)).send("Accessibility.getFullAXTree");
    const below = (node) => [
      node,
      ...(node.childIds ?? []).flatMap((id) => below(nodes.find(({ nodeId }) => nodeId === id))),
    ];
    const part = nodes.find(({ role, name }) => role?.value === "group" && name?.value === "文件中的表");
    const roles = below(part).filter(({ ignored }) => !ignored);
    const count = (wanted) => roles.filter(({ role }) => role?.value === wanted).length;
    assert.deepEqual(["table", "row", "columnheader", "rowheader"].map(count), [
      2,
      1 + 1 + 1 + 1 + 4,
      7 + 4,
      1 + 4,
    ]);
  });
}

test("a draft that was saved badly keeps what was decided about it", async () => {
  const { tab } = await opened();
  await give(tab, text("unclear.txt", UNCLEAR));
  await unfold(tab);
  await choice(tab, 3).selectOption("total");
  await said(tab, "已按指定重新读取");
  await input(tab).setInputFiles([
    { name: "unclear.txt", mimeType: "text/plain", buffer: Buffer.from([0, 1, 2, 0]) },
  ]);
  await tab.locator("budget-publisher [role=alert]").first().waitFor();
  await give(tab, text("unclear.txt", UNCLEAR));
  assert.deepEqual(await kept(tab), [{ table: 1, columns: [{ column: 3, holds: "total" }] }]);
});
