// Who is compared: the page of each, with its script inside as on our offline page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = new URL("./", import.meta.url);
const require = createRequire(new URL("../../www/package.json", import.meta.url));
const path = (name) => fileURLToPath(new URL(name, here));
const esbuild = require("esbuild");

export const PEERS = [
  ["ECharts, full", "peers/echarts-full.js"],
  ["ECharts, tree-shaken", "peers/echarts-shaken.js"],
  ["Chart.js stack", "peers/chartjs.js"],
];

/** What the libraries' pages would add for exact arithmetic. */
export const ARITHMETIC = [["decimal.js", "peers/decimal.js"]];

/** Names and scripts, ours first. @param {string[][]} peers */
export async function scripts(peers) {
  const list = [{ name: "budget-widget", text: readFileSync(path("../../www/dist/budget-widget.js"), "utf8") }];
  for (const [name, entry] of peers) list.push({ name, text: await bundle(entry) });
  return list;
}

/** Minified for the same engine as ours. @param {string} entry */
async function bundle(entry) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: path("."),
    entryPoints: [path(entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "chrome88",
    legalComments: "none",
    write: false,
    logLevel: "warning",
    nodePaths: [path("../../www/node_modules")],
  });
  return outputFiles[0].text;
}

const inline = (script) => script.replace(/<(?=!--|script)/gi, "\\x3c").replace(/<\/(?=script)/gi, "<\\/");

/** Says when what was asked for is on the screen: the frame after it was drawn has been made. */
const PAINTED = `globalThis.painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(0);
}));`;

const page = (body, script, then) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>t</title><link rel="icon" href="data:,"><style>body { margin: 0 auto; max-width: 1280px }
.host { width: 1216px; margin: 32px }</style></head><body>${body}
<script>${PAINTED}</script><script>globalThis.started = performance.now()</script>
<script>${inline(script)}</script><script>${then}</script></body></html>`;

const hosts = ({ flow, bars }) =>
  `<div class="host" id="flow" style="height: ${flow}px"></div><div class="host" id="bars" style="height: ${bars}px"></div>`;

const startPeer = (data) => `
const data = ${JSON.stringify(data)};
const host = (id) => document.getElementById(id);
const charts = { flow: Contender.flow(host("flow"), data.flow), bars: Contender.bars(host("bars"), data.bars) };
Contender.onClick(charts.bars, () => { Contender.replace(charts.bars, data.below); globalThis.drawn?.(); });
painted().then((now) => console.log("first " + (now - started)));`;

// The widget draws some time after it was read; its canvases say so themselves.
const startOurs = `
globalThis.canvases = () => [...document.querySelector("budget-widget").shadowRoot.querySelectorAll("canvas")];
const isDrawn = () => canvases().length > 0 && canvases().every((canvas) => canvas.dataset.drawn);
new Promise((done) => {
  const look = () => (isDrawn() ? done(painted()) : requestAnimationFrame(look));
  look();
}).then((now) => console.log("first " + (now - started)));`;

/** Name, page by path and length of the script in bytes. @param {Awaited<ReturnType<import("./data.mjs").embedded>>} data */
export async function contenders(data) {
  const list = await scripts(PEERS);
  return list.map(({ name, text }, at) => {
    const ours = at === 0;
    const body = ours ? `<budget-widget lang="zh-CN" theme="light"></budget-widget>` : hosts(data.heights);
    return { name, ours, bytes: text.length, page: page(body, text, ours ? startOurs : startPeer(data)) };
  });
}
