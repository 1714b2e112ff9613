// What a reader needs, in every engine: pictures, views, keyboard, documents of any kind, the page from the disk.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../../www/testing.mjs";
import { ENGINES } from "./engines.mjs";
import { workbook } from "./made/workbook.mjs";
import { OFFLINE, STRICT } from "./support.mjs";

const bytesOf = (path) => readFileSync(new URL(path, import.meta.url));
const WATCH = `<script>window.trouble = [];
  addEventListener("error", (event) => {
    // Said when a scroll bar of the page comes or goes while sizes are told; the next frame tells them.
    if (!event.message.startsWith("ResizeObserver loop")) trouble.push(event.message);
  });
  addEventListener("unhandledrejection", (event) => trouble.push(String(event.reason)));</script>`;
const page = (
  body,
  watch = WATCH,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>
  <link rel="icon" href="data:,">${watch}<script src="/dist/budget-widget.js" defer></script></head><body>${body}</body></html>`;
const widget = (src) => page(`<budget-widget${src ? ` src="${src}"` : ""}><p>纯文字内容</p></budget-widget>`);

/** How the checks of the embedded disclosure end, by the same core in Node. */
let expected;
let server;
before(async () => {
  const { read } = await import("../../www/dist/npm/index.js");
  const disclosure = await read();
  const { exact, rounding, contradiction } = disclosure.summary();
  expected = { title: disclosure.title, exact, rounding, contradiction };
  disclosure.free();
  server = await serve({
    pages: {
      "/": widget(),
      "/strict": page("<budget-widget><p>纯文字内容</p></budget-widget>", ""),
      "/two": page("<budget-widget></budget-widget><budget-widget view='tables'></budget-widget>"),
      "/package": widget("/kept.json"),
      "/docx": widget("/budget.docx"),
      "/long": widget("/long.xlsx"),
      "/kept.json": bytesOf("../fixtures/package/three-public.json"),
      "/budget.docx": bytesOf("../fixtures/formats/zhengzhou-2024.docx"),
      "/budget.xlsx": bytesOf("../fixtures/formats/zhengzhou-2024.xlsx"),
      "/budget.pdf": bytesOf("../fixtures/formats/zhengzhou-2024-docx.pdf"),
      "/long.xlsx": workbook({ rows: 40, padding: 1 << 21 }),
    },
    headers: { "/strict": { "content-security-policy": STRICT } },
  });
});
after(() => server.close());

/** Runs in the page: what `ask` gives of the shadow root of a widget as soon as it gives something. */
function waited({ ask, at }) {
  const of = new Function("root", "host", `return (${ask})(root, host)`);
  return new Promise((resolve, reject) => {
    const deadline = performance.now() + 30_000;
    const look = () => {
      const host = document.querySelectorAll("budget-widget")[at];
      const found = host?.shadowRoot && of(host.shadowRoot, host);
      if (found) resolve(found);
      else if (performance.now() > deadline) reject(new Error(`never: ${ask}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in a page: the figures, verdicts and first words of a widget. */
const SHOWN = (root, host) => {
  const badge = root.querySelector(".foot") && root.querySelector(".badge:not([aria-busy])");
  if (!badge) return undefined;
  const read = host.disclosure.toJSON();
  return {
    badge: badge.innerText.replace(/\s+/g, " "),
    cards: [...root.querySelectorAll(".card .amount")].map(({ textContent }) => textContent.trim()),
    figures: read.tables.flatMap(({ items }) =>
      items.flatMap(({ figures }) => figures.map(({ printed }) => printed)),
    ),
    verdicts: host.disclosure
      .report()
      .checks.map(({ id, verdict, severity }) => `${id} ${verdict} ${severity}`),
  };
};

/** Runs in the page for those who publish: drops a file, says that its ninth table is another one, and takes a page along. */
async function publish({ address, shown }) {
  const of = new Function("root", "host", `return (${shown})(root, host)`);
  const until = (ask) =>
    new Promise((resolve, reject) => {
      const deadline = performance.now() + 50_000;
      const look = () => {
        const found = ask();
        if (found) resolve(found);
        else if (performance.now() > deadline) reject(new Error(`never: ${ask}`));
        else requestAnimationFrame(look);
      };
      look();
    });
  const all = (selector) => [...document.querySelectorAll(`budget-publisher ${selector}`)];
  await until(() => all("input[type=file]").find((field) => !field.disabled));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([await (await fetch(address)).arrayBuffer()], address.slice(1)));
  all(".drop")[0].dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  const isNinth = (field) => field.getAttribute("aria-label") === "第 9 张表识别为";
  const form = await until(() => all("select").find(isNinth));
  form.value = "other";
  form.dispatchEvent(new Event("change"));
  const kept = await until(() =>
    [...document.querySelectorAll("script[id^=budget-draft]")]
      .map(({ textContent }) => JSON.parse(textContent))
      .find(({ corrections }) => corrections),
  );
  const preview = await until(() => {
    const [, preview] = all("budget-widget");
    return preview?.disclosure?.toJSON().corrections && of(preview.shadowRoot, preview) && preview;
  });
  const make = URL.createObjectURL;
  const page = new Promise((resolve) => {
    URL.createObjectURL = (blob) => {
      if (blob.type === "text/html") resolve(blob.text());
      return make.call(URL, blob);
    };
  });
  (await until(() => all("button").find(({ textContent }) => textContent.trim() === "离线网页"))).click();
  return {
    page: await page,
    form: form.value,
    corrections: kept.corrections,
    shown: of(preview.shadowRoot, preview),
  };
}

for (const [name, { needs, start }] of Object.entries(ENGINES)) {
  const missing = needs.filter((variable) => !process.env[variable]);
  // On a machine of one's own an engine may be missing; where everything is tested none may.
  const skip =
    missing.length > 0 && !process.env.CI && `${missing.join(", ")} not set: npm --prefix www run setup`;

  describe(name, { skip }, () => {
    let engine;
    before(async () => (engine = await start()));
    after(() => engine?.close());

    const wait = (ask, at = 0) => engine.run(waited, { ask: ask.toString(), at });
    const open = (path) => engine.open(path.startsWith("/") ? server.url + path : path);
    const calm = async () => assert.deepEqual(await engine.run(() => window.trouble), []);

    test("the first picture is painted, and the checks end as everywhere", async () => {
      await open("/");
      const colours = await wait((root) => {
        const canvas = root.querySelector("canvas");
        if (!canvas?.width) return 0;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let at = 0; at < data.length; at += 4)
          if (data[at + 3]) seen.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
        return seen.size > 5 && seen.size;
      });
      assert.ok(colours > 5);
      const told = await wait((root, host) => {
        if (!root.querySelector(".foot")) return undefined;
        const { exact, rounding, contradiction } = host.disclosure.summary();
        return { title: host.disclosure.title, exact, rounding, contradiction };
      });
      assert.deepEqual(told, expected);
      await calm();
    });

    test("every view opens and shows something", async () => {
      await open("/");
      const views = await wait((root) => root.querySelectorAll(".tabs button").length);
      for (let at = 0; at < views; at += 1) {
        const shown = await engine.run(async (at) => {
          const host = document.querySelector("budget-widget");
          const tab = host.shadowRoot.querySelectorAll(".tabs button")[at];
          tab.click();
          await host.updateComplete;
          return {
            name: tab.textContent.trim(),
            length: host.shadowRoot.querySelector(".view").textContent.trim().length,
          };
        }, at);
        assert.ok(shown.length > 20, shown.name);
      }
      await calm();
    });

    test("a figure is reached by the keyboard, opened and closed", async () => {
      await open("/");
      await wait((root) => root.querySelector("[role=option]"));
      await engine.run(() => {
        const root = document.querySelector("budget-widget").shadowRoot;
        root.querySelector("[role=listbox]").focus();
      });
      await engine.press("ArrowDown");
      await engine.press("Enter");
      const opened = await wait((root) => root.querySelector(".inspector")?.textContent);
      assert.match(opened, /万元/);
      await engine.press("Escape");
      await wait((root) => !root.querySelector(".inspector"));
      const back = await wait((root) => root.activeElement?.getAttribute("role"));
      assert.equal(back, "listbox");
      await calm();
    });

    for (const [what, path, tables] of [
      ["a package", "/package", 1],
      ["an office file, by the second module", "/docx", 13],
      ["a long file, in a thread where there is one", "/long", 1],
    ]) {
      test(`${what} is shown`, async () => {
        await open(path);
        assert.equal(
          await wait((root, host) => root.querySelector(".tabs") && host.disclosure.tables.length),
          tables,
        );
        await calm();
      });
    }

    test("two widgets stand on one page", async () => {
      await open("/two");
      for (const at of [0, 1]) await wait((root) => root.querySelector(".foot"), at);
      await calm();
    });

    test("the page from the disk shows everything without a server", async () => {
      await open(OFFLINE);
      const title = await wait((root, host) => root.querySelector(".foot") && host.disclosure.title);
      assert.equal(title, expected.title);
    });

    for (const address of ["/budget.docx", "/budget.xlsx", "/budget.pdf"]) {
      test(`a dropped draft is corrected and leaves as a page that shows the same from the disk: ${address}`, async () => {
        await open("/publish.html");
        const told = await engine.run(publish, { address, shown: SHOWN.toString() });
        assert.equal(told.form, "other");
        assert.deepEqual(told.corrections, [{ table: 9, form: "other", columns: [] }]);
        assert.ok(told.shown.figures.length > 300 && told.shown.cards.length > 2, address);
        const folder = mkdtempSync(join(tmpdir(), "budget-engines-"));
        try {
          const path = join(folder, "page.html");
          writeFileSync(path, told.page);
          await open(pathToFileURL(path).href);
          assert.deepEqual(await wait(SHOWN), told.shown);
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }

    // Before Chromium 97 policies could not allow WebAssembly alone.
    test(
      "a strict policy lets it run",
      { skip: name === "Chromium 88" && "it needs 'unsafe-eval'" },
      async () => {
        await open("/strict");
        // The test's own code may not be evaluated there.
        assert.ok(
          await engine.run(
            () =>
              new Promise((resolve) => {
                const look = () =>
                  document.querySelector("budget-widget").shadowRoot?.querySelector(".foot")
                    ? resolve(true)
                    : requestAnimationFrame(look);
                look();
              }),
          ),
        );
      },
    );
  });
}
