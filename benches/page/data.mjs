// What every contender draws: the embedded disclosure as our module lays it out, and a made one of 10,000 lines.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
const LOOK = ["zh-CN", "万元", false, "light", ""];

/** The width that the widget fills on the offline page at 1280 px. */
export const WIDTH = 1216;

async function load(folder, name) {
  const glue = await import(pathToFileURL(path(`www/.build/${folder}/${name}.js`)).href);
  await glue.default({ module_or_path: readFileSync(path(`www/.build/${folder}/${name}_bg.wasm`)) });
  return glue;
}

const amount = ({ value }) => Number(value.replaceAll(",", "").replace("−", "-"));
const row = (mark) => ({ name: mark.name, value: amount(mark) });

/**
 * Nodes and links of the flow, the rows of expenditure by function and of its first line, and the heights of the pictures.
 * @returns {Promise<{flow: {nodes: object[], links: object[]}, bars: object[], below: object[], heights: Record<string, number>}>}
 */
export async function embedded() {
  const { Disclosure } = await load("viewer", "budget_widget");
  const disclosure = Disclosure.fromPackage(readFileSync(path("www/.build/zhengzhou-2024.json")), "zh-CN");
  const marksOf = (chart) => {
    const marks = [];
    for (let at = 0, mark; (mark = chart.mark(at, "zh-CN", "万元")); at += 1) marks.push(mark);
    return marks;
  };
  const chart = (id, key) => disclosure.chart(id, key, WIDTH, ...LOOK);
  const flow = chart("flow");
  const marks = marksOf(flow);
  const nodes = marks.filter(({ role }) => role === "node");
  const links = marks.filter(({ role }) => role === "link");
  const bars = chart("bars");
  const rows = marksOf(bars);
  const below = marksOf(chart("bars", rows[0].id));
  return {
    flow: {
      nodes: nodes.map(({ id, name }) => ({ name: id, label: name })),
      links: links.map((mark) => {
        const [source, target] = mark.id.split(">");
        return { source, target: target.replace(/\/(project|basic)$/, ""), value: amount(mark) };
      }),
    },
    bars: rows.map(row),
    below: below.map(row),
    heights: { flow: flow.height, bars: bars.height, treemap: 540 },
  };
}

/** 10,000 items, the n-th largest of 1 / n of the largest, and the package of a disclosure with a line for each. */
export async function many() {
  const items = [];
  for (let at = 1; at <= 10_000; at += 1) items.push({ name: `事项${at}`, value: Math.ceil(1_000_000 / at) });
  const rows = items.map(({ name, value }, at) => [2_000_000 + at, name, value, value, ""].join("\t"));
  const whole = items.reduce((sum, { value }) => sum + value, 0);
  const head = "功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出";
  const title = "2024年某局部门预算公开\n\n2024年一般公共预算支出情况表\n\n单位：万元\n\n";
  const text = `${title}${head}\n${rows.join("\n")}\n\t合计\t${whole}\t${whole}\t\n`;
  const { readDisclosure } = await load("reader", "budget_reader");
  const file = { name: "many.txt", bytes: new TextEncoder().encode(text) };
  return { items, package: new TextDecoder().decode(readDisclosure([file], "zh-CN")) };
}
