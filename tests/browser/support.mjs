// What the browser tests share.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../../www/testing.mjs";

/** The policy of a careful portal: nothing but its own files, and the right to run WebAssembly. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:";

export const OFFLINE = pathToFileURL(
  fileURLToPath(new URL("../../www/dist/zhengzhou-2024.html", import.meta.url)),
).href;

const WIDGET = `<budget-widget lang="zh-CN"><p id="fallback">纯文字内容</p></budget-widget>`;

export const page = (body, script = "/dist/budget-widget.js") =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">${
    script ? `<script src="${script}" defer></script>` : ""
  }</head><body>${body}</body></html>`;

/** A browser and a server for the tests of one file, with pages and headers of its own. */
export async function world(own = {}) {
  const browser = await launch();
  const server = await serve({
    pages: {
      "/plain": page(WIDGET),
      "/strict": page(WIDGET),
      "/no-wasm": page(WIDGET),
      "/no-script": page(WIDGET, ""),
      "/missing": page(`<budget-widget src="/nowhere.txt"><p id="fallback">纯文字内容</p></budget-widget>`),
      "/mounted": page("<h1>门户</h1>").replace(" defer", ' defer data-budget="" data-view="checks"'),
      "/twice": page(WIDGET).replace(
        "</head>",
        `<script src="/dist/budget-widget.js" defer></script></head>`,
      ),
      "/two": page(WIDGET + WIDGET),
      "/kept.json": readFileSync(new URL("../fixtures/package/three-public.json", import.meta.url), "utf8"),
      "/packaged": page(`<budget-widget src="/kept.json" view="tables"><p>纯文字内容</p></budget-widget>`),
      "/odd": page(
        `<budget-widget view="nowhere" unit="美元" theme="pink" size="huge"><p id="fallback">纯文字内容</p></budget-widget>`,
      ),
      ...own.pages,
    },
    headers: {
      ...own.headers,
      "/strict": { "content-security-policy": STRICT },
      "/no-wasm": { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") },
    },
  });
  return {
    url: server.url,
    async open(address, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const tab = await context.newPage();
      const trouble = [];
      const requests = [];
      tab.on("pageerror", (error) => trouble.push(String(error)));
      tab.on("console", (message) => {
        if (message.type() === "error") trouble.push(message.text());
      });
      tab.on("request", (request) => requests.push(request.url()));
      await tab.goto(address.startsWith("/") ? server.url + address : address);
      return { tab, trouble, requests, context };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Waits until the widget has painted its first view. */
export async function ready(tab) {
  await tab.locator("budget-widget .tabs").first().waitFor();
}

/** Goes through all views; whatever tabs the widget has, each is opened once. */
export async function eachView(tab, visit) {
  const tabs = tab.locator("budget-widget .tabs button");
  for (let at = 0; at < (await tabs.count()); at += 1) {
    await tabs.nth(at).click();
    await visit((await tabs.nth(at).innerText()).trim());
  }
}

/** How many different colours a canvas shows; an empty one shows none. */
export function colours(tab, chart = 0) {
  return tab.evaluate((index) => {
    const canvas = document.querySelector("budget-widget").shadowRoot.querySelectorAll("canvas")[index];
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 0) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    }
    return seen.size;
  }, chart);
}

const axe = createRequire(new URL("../../www/package.json", import.meta.url)).resolve("axe-core/axe.min.js");

/** Every violation in one line each, with the markup it is about. */
export async function violations(tab) {
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
