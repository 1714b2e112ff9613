// The results as a table of medians and of multiples of ours.
import { median } from "./measure.mjs";

const ROWS = [
  ["script", "KB", ({ bytes }) => [bytes / 1000]],
  ["script start to first charts", "ms", ({ start }) => start],
  ["pointer move: script", "ms", ({ move }) => move],
  ["pointer move: all work of the thread", "ms", ({ task }) => task],
  ["canvas operations in 60 moves", "", ({ repaints }) => repaints],
  ["press on a bar to the level below it", "ms", ({ drill }) => drill],
  ["treemap of 10,000 items", "ms", ({ treemap }) => treemap],
  ["JavaScript heap", "MB", ({ heap }) => heap],
];

/** @param {any[]} results the first is ours */
export function print(results, { browser, runs }) {
  console.log(`Chromium ${browser}, processor slowed down 4 times, medians of ${runs} runs in turn; in brackets multiples of theirs.\n`);
  const cells = [["", ...results.map(({ name }) => name)]];
  for (const [name, unit, pick] of ROWS) {
    const medians = results.map((result) => middle(pick(result)));
    const [ours] = medians;
    cells.push([
      unit ? `${name}, ${unit}` : name,
      ...medians.map((value, at) => shown(value) + (at > 0 && value && ours !== null ? ` (${(ours / value).toFixed(2)})` : "")),
    ]);
  }
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  for (const line of cells) console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
}

const middle = (list) => (list.length === 0 || list.some((value) => value === null) ? null : median(list));
const shown = (value) => (value === null ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(1));
