// What leaves the page: the bytes of every file, the lines that are copied, the sheet of paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { eachView, OFFLINE, page, ready, world } from "./support.mjs";

let w;
before(async () => (w = await world()));
after(() => w.close());

const foot = (tab) => tab.locator("budget-widget .foot");
const press = (tab, name) => foot(tab).getByRole("button", { name, exact: true }).first().click();

/** The bytes and the name of the file that a press gives. */
async function file(tab, name) {
  const waiting = tab.waitForEvent("download");
  await press(tab, name);
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The files of a ZIP archive by their names. */
function unzip(bytes) {
  const files = new Map();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  const count = view.getUint16(at + 10, true);
  at = view.getUint32(at + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    const packed = view.getUint32(at + 20, true);
    const [named, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const local = view.getUint32(at + 42, true);
    const name = bytes.toString("utf8", at + 46, at + 46 + named);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    files.set(name, inflateRawSync(bytes.subarray(from, from + packed)).toString("utf8"));
    at += 46 + named + extra + comment;
  }
  return files;
}

test("the CSV of the open table has a mark, its heads and its rows", async () => {
  const { tab } = await w.open("/plain#v=tables&t=three-public");
  await ready(tab);
  const { name, bytes } = await file(tab, /^CSV 文件：.*三公/);
  assert.equal(name, "2024年郑州市大数据管理局部门预算公开.2024年一般公共预算“三公”经费支出情况表.csv");
  const text = bytes.toString("utf8");
  assert.equal(text, await tab.evaluate(async () => (await BudgetWidget.read()).toCSV("three-public")));
  assert.ok(text.startsWith("\ufeff“三公”经费合计,"), text);
});

test("the CSV of charts has a row for everything the keyboard reaches", async () => {
  const { tab } = await w.open("/plain#v=function");
  await ready(tab);
  await tab.locator("budget-widget [role=option]").first().waitFor({ state: "attached" });
  const options = await tab.locator("budget-widget [role=option]").count();
  const { bytes } = await file(tab, "CSV 文件：本页图中数字");
  const [heads, first, ...rows] = bytes.toString("utf8").trimEnd().split("\r\n");
  assert.equal(heads, "\ufeff图,名称,金额,单位,占比,出处");
  assert.equal(rows.length + 1, options);
  assert.match(
    first,
    /^按功能分类 支出合计,一般公共预算支出,5947\.5,万元,94\.8%,general-expenditure\.201\.total$/,
  );
  await tab.goto(`${w.url}/plain`);
  await tab.reload();
  const both = (await file(tab, "CSV 文件：本页图中数字")).bytes.toString("utf8");
  assert.equal(both.split("\ufeff").length, 2);
  assert.ok(both.includes("\r\n钱从哪里来，到哪里去,") || both.includes('\r\n"钱从哪里来，到哪里去",'), both);
  assert.ok(both.includes("\r\n按功能分类,"));
});

test("the package and the report leave as they are, and the package is read again", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const kept = await file(tab, "JSON 数据包：全部内容");
  const report = await file(tab, "JSON 校核报告");
  assert.match(kept.name, /\.json$/);
  assert.match(report.name, /\.report\.json$/);
  const again = await tab.evaluate(async (text) => {
    const read = await BudgetWidget.read(new Blob([text]));
    return JSON.stringify(read.report());
  }, kept.bytes.toString("utf8"));
  assert.deepEqual(JSON.parse(report.bytes.toString("utf8")), JSON.parse(again));
});

test("the PNG is twice as large as the chart with its caption, the SVG holds title, amounts and source", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const canvas = tab.locator("budget-widget canvas").first();
  const { width, height } = await canvas.boundingBox();
  const png = await file(tab, "钱从哪里来，到哪里去：PNG 图片，两倍大小");
  assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const svg = await file(tab, "钱从哪里来，到哪里去：SVG 图片");
  const drawn = await tab.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
    const texts = [...root.querySelectorAll("text")].map((element) => element.textContent);
    return {
      root: root.nodeName,
      width: root.getAttribute("width"),
      height: root.getAttribute("height"),
      texts,
    };
  }, svg.bytes.toString("utf8"));
  assert.equal(drawn.root, "svg");
  for (const words of ["钱从哪里来，到哪里去", "单位：万元", "6,273.0", "4,867.9"]) {
    assert.ok(drawn.texts.includes(words), words);
  }
  assert.ok(
    drawn.texts.some((text) => text.startsWith("来源：2024年郑州市大数据管理局部门预算公开")),
    "source",
  );
  assert.equal(Number(drawn.width), width + 48);
  assert.ok(Number(drawn.height) > height + 60);
  assert.equal(png.bytes.readUInt32BE(16), 2 * Number(drawn.width));
  assert.equal(png.bytes.readUInt32BE(20), 2 * Number(drawn.height));
  // What is painted is no empty sheet.
  const seen = await tab.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      const canvas = Object.assign(document.createElement("canvas"), {
        width: image.width,
        height: image.height,
      });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    },
    [...png.bytes],
  );
  assert.ok(seen > 20);
});

test("the workbook holds every table, and a strict policy lets all files through", async () => {
  const { tab, trouble } = await w.open("/strict");
  await ready(tab);
  const { name, bytes } = await file(tab, "XLSX 工作簿：全部原表");
  assert.match(name, /\.xlsx$/);
  const files = unzip(bytes);
  assert.equal(files.get("xl/workbook.xml").match(/<sheet /g).length, 13);
  assert.ok(files.get("xl/sharedStrings.xml").includes("一般公共服务支出"));
  for (const name of ["JSON 数据包：全部内容", "CSV 文件：本页图中数字", "按功能分类：PNG 图片，两倍大小"]) {
    assert.ok((await file(tab, name)).bytes.length > 100, name);
  }
  assert.deepEqual(trouble, []);
});

test("the offline page offers no workbook, and gives the rest", async () => {
  const { tab, requests } = await w.open(OFFLINE);
  await ready(tab);
  assert.ok((await file(tab, "JSON 数据包：全部内容")).bytes.length > 1000);
  assert.equal(await foot(tab).getByRole("button", { name: "XLSX 工作簿：全部原表" }).count(), 0);
  assert.deepEqual(
    requests.filter((url) => url.startsWith("http")),
    [],
  );
});

test("the embed line is copied, and mounts what is shown", async () => {
  const { tab, context } = await w.open("/plain#v=function");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ready(tab);
  await tab.locator("budget-widget .tools .units button", { hasText: "亿元" }).click();
  await press(tab, "嵌入代码");
  await tab.waitForFunction(() =>
    document
      .querySelector("budget-widget")
      .shadowRoot.querySelector(".foot [role=status]")
      .textContent.includes("已复制"),
  );
  const line = await tab.evaluate(() => navigator.clipboard.readText());
  assert.equal(
    line.replace(/\r\n/g, "\n"),
    `<script src="${w.url}/dist/budget-widget.js" defer></script>\n<budget-widget view="function" lang="zh-CN" unit="亿元"></budget-widget>`,
  );
  const other = await context.newPage();
  await other.route("**/elsewhere", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: page(line, "") }),
  );
  await other.goto(`${w.url}/elsewhere`);
  await ready(other);
  assert.equal(await other.locator("budget-widget .tools .units [aria-pressed=true]").innerText(), "亿元");
  assert.equal(await other.locator("budget-widget .tabs [aria-current]").innerText(), "功能分类");
});

test("where the clipboard is refused, the link stands selected in a field", async () => {
  const { tab } = await w.open("/plain#v=function&k=201");
  await tab.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("no")) },
    });
  });
  await ready(tab);
  await press(tab, "复制链接");
  await tab.locator("budget-widget .foot textarea").waitFor();
  await tab.waitForFunction(() => {
    const root = document.querySelector("budget-widget").shadowRoot;
    const field = root.activeElement;
    return field?.tagName === "TEXTAREA" && field.selectionEnd - field.selectionStart === field.value.length;
  });
  assert.equal(
    await tab.locator("budget-widget .foot textarea").inputValue(),
    `${w.url}/plain#v=function&k=201`,
  );
  assert.match(await foot(tab).locator("[role=status]").innerText(), /不允许复制/);
  await press(tab, "收起");
  assert.equal(await tab.locator("budget-widget .foot textarea").count(), 0);
});

test("the source names the table and the row of the cell that is open", async () => {
  const { tab } = await w.open("/plain#c=general-expenditure.21011.total");
  await ready(tab);
  assert.match(
    await foot(tab).locator("dd").first().innerText(),
    /^2024年郑州市大数据管理局部门预算公开 · .*一般公共预算支出情况表 · .*行政事业单位医疗.* · 合计/,
  );
});

test("on paper the charts are light and fit, and nothing that is pressed is left", async () => {
  const { tab } = await w.open("/plain", { viewport: { width: 1280, height: 900 } });
  await ready(tab);
  await tab.locator("budget-widget").evaluate((widget) => widget.setAttribute("theme", "dark"));
  const look = () =>
    tab.evaluate(() => {
      const root = document.querySelector("budget-widget").shadowRoot;
      const canvas = root.querySelector("canvas");
      const corner = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let light = 0;
      let dark = 0;
      for (let at = 0; at < corner.length; at += 4) {
        if (corner[at + 3] < 200) continue;
        if (corner[at] + corner[at + 1] + corner[at + 2] < 160) dark += 1;
        if (corner[at] + corner[at + 1] + corner[at + 2] > 640) light += 1;
      }
      const shown = (selector) =>
        [...root.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
      return {
        width: canvas.getBoundingClientRect().width,
        sharp: canvas.width / canvas.getBoundingClientRect().width,
        inkIsDark: dark > 100,
        pressed: [".tabs", ".tools", ".chart-tools", ".foot .acts"].filter(shown),
        source: shown(".foot dd"),
      };
    });
  const before = await look();
  assert.ok(before.width > 1000 && before.pressed.length === 4, JSON.stringify(before));
  await tab.emulateMedia({ media: "print" });
  await tab.waitForFunction(
    () => document.querySelector("budget-widget").shadowRoot.querySelector("canvas").clientWidth < 700,
  );
  assert.deepEqual(await look(), { width: 680, sharp: 3, inkIsDark: true, pressed: [], source: true });
  await tab.emulateMedia({ media: "screen" });
  await tab.waitForFunction(
    () => document.querySelector("budget-widget").shadowRoot.querySelector("canvas").clientWidth > 1000,
  );
});

test("every figure that a view shows stands on paper as well", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const figures = () =>
    tab.evaluate(() =>
      [...document.querySelector("budget-widget").shadowRoot.querySelectorAll(".view .figure")]
        .filter((figure) => figure.getClientRects().length > 0)
        .map((figure) => figure.textContent.trim()),
    );
  let all = 0;
  await eachView(tab, async (view) => {
    const onScreen = await figures();
    all += onScreen.length;
    await tab.emulateMedia({ media: "print" });
    await tab.locator('budget-widget .widget[data-room="tablet"]').waitFor();
    assert.equal(await tab.locator("budget-widget .view details:not([open])").count(), 0, view);
    const onPaper = await figures();
    const rest = [...onPaper];
    const lost = onScreen.filter((figure) => {
      const at = rest.indexOf(figure);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    assert.deepEqual(lost, [], view);
    await tab.emulateMedia({ media: "screen" });
    await tab.locator('budget-widget .widget[data-room="wide"]').waitFor();
    assert.equal(await tab.locator("budget-widget .view details[open]").count(), 0, view);
  });
  assert.ok(all > 100, String(all));
});

test("printing prints the widget alone, laid out before the call", async () => {
  const { tab } = await w.open("/mounted");
  await ready(tab);
  const seen = await tab.evaluate(() => {
    const heading = document.querySelector("h1");
    const widget = document.querySelector("budget-widget");
    const state = { before: heading.getClientRects().length };
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      state.during = heading.getClientRects().length;
      state.room = widget.shadowRoot.querySelector(".widget").dataset.room;
      dispatchEvent(new Event("afterprint"));
    };
    return new Promise((done) => {
      const look = () => {
        const button = [...widget.shadowRoot.querySelectorAll(".foot button")].find((one) =>
          one.textContent.includes("打印"),
        );
        if (!button) return requestAnimationFrame(look);
        button.click();
        state.after = heading.getClientRects().length;
        done(state);
      };
      look();
    });
  });
  assert.deepEqual(seen, { before: 1, during: 0, room: "tablet", after: 1 });
});

test("a frame that may open no dialogs keeps its page when printing is refused", async () => {
  const { tab } = await w.open("/mounted");
  await ready(tab);
  await foot(tab).waitFor();
  const seen = await tab.evaluate(() => {
    const heading = document.querySelector("h1");
    const root = document.querySelector("budget-widget").shadowRoot;
    const button = [...root.querySelectorAll(".foot button")].find((one) => one.textContent.includes("打印"));
    window.print = () => {};
    button.click();
    return heading.getClientRects().length;
  });
  assert.equal(seen, 1);
});

test("a widget inside another element prints without what stands around both", async () => {
  const { tab } = await w.open("/mounted");
  await ready(tab);
  const seen = await tab.evaluate(async () => {
    const host = document.createElement("section");
    host.attachShadow({ mode: "open" }).innerHTML = "<p>旁边</p>";
    document.body.append(host);
    const widget = document.querySelector("budget-widget");
    host.shadowRoot.append(widget);
    const around = [document.querySelector("h1"), host.shadowRoot.querySelector("p")];
    const state = () => around.map((one) => one.getClientRects().length);
    const button = await new Promise((done) => {
      const look = () => {
        const found = [...widget.shadowRoot.querySelectorAll(".foot button")].find((one) =>
          one.textContent.includes("打印"),
        );
        if (found) done(found);
        else requestAnimationFrame(look);
      };
      look();
    });
    let during;
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      during = [...state(), widget.getClientRects().length > 0];
      dispatchEvent(new Event("afterprint"));
    };
    button.click();
    return { during, after: state() };
  });
  assert.deepEqual(seen, { during: [0, 0, true], after: [1, 1] });
});

test("a widget that does not keep the page's address links to the page", async () => {
  const { tab } = await w.open("/two");
  await ready(tab);
  const widget = (at) => tab.locator("budget-widget").nth(at);
  for (const [at, address] of [
    [0, `${w.url}/two#v=checks`],
    [1, `${w.url}/two`],
  ]) {
    await widget(at).locator(".tabs button", { hasText: "校核" }).click();
    await widget(at).locator(".foot").getByRole("button", { name: "链接" }).click();
    await widget(at).locator(".foot textarea").waitFor();
    assert.equal(await widget(at).locator(".foot textarea").inputValue(), address);
  }
});
