// Foreign documents: the second module is loaded when the first one is opened, and only then.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { page, ready, STRICT, world } from "./support.mjs";

const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const FORMATS = ["docx", "xlsx", "ods", "xls", "html"];
const bytesOf = (format) => readFileSync(local(`../fixtures/formats/zhengzhou-2024.${format}`));
const TEXT = local("../../src/embedded/zhengzhou-2024.txt");
const TABLE =
  "2023年某市某局部门预算公开\n\n2023年项目支出表\n\n单位：元\n\n项目名称\t合计\n甲\t2.00\n合计\t2.00\n";
const WORDS =
  "2023年某市某局部门预算公开\n第二部分 情况说明\n一、收入支出总体情况说明\n某局2023年收入总计2.00元。\n";

const showing = (src) => `<budget-widget src="${src}"><p id="fallback">纯文字内容</p></budget-widget>`;
const isReader = (url) => /budget-reader|budget_reader|reader\.js/.test(url);

let w;
before(async () => {
  w = await world({
    pages: {
      ...Object.fromEntries(FORMATS.map((format) => [`/${format}`, page(showing(`/source.${format}`))])),
      ...Object.fromEntries(FORMATS.map((format) => [`/source.${format}`, bytesOf(format)])),
      "/table.txt": TABLE,
      "/words.txt": WORDS,
      "/source.txt": readFileSync(TEXT, "utf8"),
      "/text": page(showing("/source.txt")),
      "/halves": page(showing(" /table.txt  /words.txt")),
      "/foreign-strict": page(`<budget-widget><p id="fallback">纯文字内容</p></budget-widget>`),
      "/elsewhere": page(showing("/table.txt")).replace(" defer", ' defer data-reader="dist/nowhere.js"'),
      "/no-reader": page(showing("/table.txt"), "").replace(
        "</head>",
        () => `<script>${script()}</script></head>`,
      ),
      "/esm": `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
        import * as BudgetWidget from "/dist/npm/index.js"; Object.assign(window, { BudgetWidget });</script></head><body></body></html>`,
      "/two-foreign": page(showing("/table.txt") + showing("/words.txt")),
    },
    headers: { "/foreign-strict": { "content-security-policy": `${STRICT}; connect-src 'self'` } },
  });
});
after(() => w.close());

/** The viewer's script as it stands inside an offline page. */
function script() {
  return readFileSync(local("../../www/dist/budget-widget.js"), "utf8").replaceAll("</script", "<\\/script");
}

/** What a disclosure is known by: its tables, rows and how many checks ended how. */
const counts = (tab, source) =>
  tab.evaluate(async (source) => {
    const { disclosure } = document.querySelector("budget-widget") ?? {};
    const read = source === undefined ? disclosure : await BudgetWidget.read(source ?? undefined);
    const { document: about, summary, checks, tables } = read.report();
    // Words that a page break cut are joined in the text only.
    const errors = checks.filter(({ severity }) => severity !== "info").map(({ rule }) => rule);
    return {
      department: read.department,
      year: read.year,
      amounts: about.amounts,
      claims: about.claims,
      tables: tables.map(({ id }) => id),
      errors,
      rounding: summary.rounding,
    };
  }, source);

for (const format of [...FORMATS, "text"]) {
  test(`the same budget as ${format} shows the same counts`, async () => {
    const { tab, trouble, requests } = await w.open(`/${format}`);
    await ready(tab);
    const read = await counts(tab);
    const embedded = await counts(tab, null);
    assert.deepEqual(read, embedded);
    assert.equal(requests.filter(isReader).length, 1);
    assert.deepEqual(trouble, []);
  });
}

test("neither the embedded budget nor a package asks for the reader", async () => {
  for (const address of ["/plain", "/packaged"]) {
    const { tab, requests } = await w.open(address);
    await ready(tab);
    assert.deepEqual(requests.filter(isReader), []);
  }
});

test("one request for the first foreign file, none for the second, one reader for two widgets", async () => {
  const { tab, trouble, requests } = await w.open("/two-foreign");
  await tab.locator("budget-widget .tabs").nth(1).waitFor();
  assert.deepEqual(requests.filter(isReader), [`${w.url}/dist/budget-reader.js`]);
  const again = await tab.evaluate(async (text) => {
    const read = await BudgetWidget.read(new File([text], "a.txt"));
    const { name } = read.toJSON().sources[0];
    return [read.department, read.toJSON().schema, name];
  }, TABLE);
  assert.deepEqual(again, ["某市某局", "budget-package/1", "a.txt"]);
  assert.equal(requests.filter(isReader).length, 1);
  assert.deepEqual(trouble, []);
});

test("several addresses are one disclosure", async () => {
  const { tab, trouble } = await w.open("/halves");
  await ready(tab);
  const { claims, tables } = await counts(tab);
  assert.deepEqual([tables, claims], [["projects"], 1]);
  assert.deepEqual(trouble, []);
});

test("under a strict policy the reader runs as the viewer does", async () => {
  const { tab, trouble, requests } = await w.open("/foreign-strict");
  await ready(tab);
  const shown = await tab.evaluate(
    () =>
      new Promise((resolve) => {
        const widget = document.querySelector("budget-widget");
        widget.addEventListener("budget-ready", ({ detail }) => resolve(detail.department), { once: true });
        widget.setAttribute("src", "/table.txt");
      }),
  );
  assert.equal(shown, "某市某局");
  assert.equal(requests.filter(isReader).length, 1);
  assert.deepEqual(trouble, []);
});

test("a page on the disk finds the reader beside the script", async () => {
  const folder = mkdtempSync(join(tmpdir(), "budget-"));
  try {
    for (const name of ["budget-widget.js", "budget-reader.js"])
      cpSync(local(`../../www/dist/${name}`), join(folder, name));
    writeFileSync(join(folder, "page.html"), page("<budget-widget></budget-widget>", "budget-widget.js"));
    const { tab, trouble, requests } = await w.open(pathToFileURL(join(folder, "page.html")).href);
    await ready(tab);
    // Pages on the disk cannot fetch their neighbours; a person hands the file over.
    const bytes = [...bytesOf("docx")];
    const read = await tab.evaluate(async (bytes) => {
      const read = await BudgetWidget.read(new Uint8Array(bytes));
      return [read.department, read.tables.length];
    }, bytes);
    assert.deepEqual(read, ["郑州市大数据管理局", 13]);
    assert.equal(requests.filter(isReader).length, 1);
    assert.deepEqual(trouble, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a reader that cannot be loaded is said so, and tried again", async () => {
  const { tab } = await w.open("/elsewhere");
  const failure = tab.locator("budget-widget .failure");
  await failure.waitFor();
  assert.match(await failure.innerText(), /读取其他格式的组件未能加载：http.*dist\/nowhere\.js/);
  assert.equal(await tab.locator("#fallback").isVisible(), true);
  const told = await tab.evaluate(async (text) => {
    const error = await BudgetWidget.read(new Blob([text]), { lang: "en" }).catch((error) => error);
    await BudgetWidget.init({ reader: "dist/budget-reader.js" });
    const read = await BudgetWidget.read(new Blob([text]));
    return [error instanceof BudgetWidget.BudgetError, error.code, error.message, read.year];
  }, TABLE);
  assert.deepEqual([told[0], told[1], told[3]], [true, "network", 2023]);
  assert.match(told[2], /^what reads other formats could not be loaded: http/);
  await failure.locator("button").click();
  await ready(tab);
});

test("a page that carries the viewer alone says what is missing, and takes a reader that it has", async () => {
  const { tab } = await w.open("/no-reader");
  const failure = tab.locator("budget-widget .failure");
  await failure.waitFor();
  assert.match(await failure.innerText(), /没有带上读取其他格式的组件 budget-reader\.js/);
  assert.equal(
    await tab.evaluate((text) => BudgetWidget.read(new Blob([text])).catch((error) => error.code), TABLE),
    "unsupported",
  );
  await tab.addScriptTag({ path: local("../../www/dist/budget-reader.js") });
  await failure.locator("button").click();
  await ready(tab);
});

test("what the reader refuses has its code, words and place", async () => {
  const { tab, trouble } = await w.open("/plain");
  await ready(tab);
  const refused = await tab.evaluate(async () => {
    const refused = (source) =>
      BudgetWidget.read(source).catch(({ code, message, at }) => ({ code, message, at }));
    return [
      await refused(new Blob(["{\\rtf1"])),
      await refused(new Blob(["ab\x01"])),
      await refused([new File(["项目\t1"], "a.txt"), new File(["{\\rtf1"], "b.rtf")]),
    ];
  });
  assert.deepEqual(
    refused.map(({ code, at }) => [code, at]),
    [
      ["unsupported", undefined],
      ["unsupported", { offset: 2 }],
      ["unsupported", { file: "b.rtf" }],
    ],
  );
  assert.match(refused[2].message, /^b\.rtf：.*RTF/);
  assert.deepEqual(trouble, []);
});

test("after a trap the reader is made anew", async () => {
  const { tab } = await w.open("/plain");
  await ready(tab);
  const read = await tab.evaluate(async (text) => {
    await BudgetWidget.read(new Blob([text]));
    // What a trap is to JavaScript, thrown from where the core asks for the bytes.
    const broken = [
      {
        name: "a",
        get bytes() {
          throw new WebAssembly.RuntimeError("unreachable");
        },
      },
    ];
    const error = await BudgetReader.readDisclosure(broken).catch((error) => error);
    return [error.code, (await BudgetWidget.read(new Blob([text]))).year];
  }, TABLE);
  assert.deepEqual(read, ["internal", 2023]);
});

test("the ES module loads the reader as another, in browsers and in Node", async () => {
  const { tab, trouble, requests } = await w.open("/esm");
  await tab.waitForFunction(() => "BudgetWidget" in window);
  await tab.evaluate(async () => (await BudgetWidget.read()).free());
  assert.deepEqual(requests.filter(isReader), []);
  const read = await tab.evaluate(async () => {
    const read = await BudgetWidget.read("/source.xlsx");
    return [read.department, read.tables.length, read.toJSON().sources[0].name];
  });
  assert.deepEqual(read, ["郑州市大数据管理局", 13, "source.xlsx"]);
  assert.deepEqual(requests.filter(isReader), [
    `${w.url}/dist/npm/reader.js`,
    `${w.url}/dist/npm/budget_reader_bg.wasm`,
  ]);
  assert.deepEqual(trouble, []);

  const node = await import("../../www/dist/npm/index.js");
  const { exportFiles } = await import("../../www/dist/npm/reader.js");
  const disclosure = await node.read(bytesOf("docx"));
  assert.equal(disclosure.tables.length, 13);
  assert.equal((await exportFiles(disclosure.toJSON(), "xlsx")).subarray(0, 2).join(), "80,75");
});
