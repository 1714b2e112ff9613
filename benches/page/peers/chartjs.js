import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import { Flow, SankeyController } from "chartjs-chart-sankey";
import { TreemapController, TreemapElement } from "chartjs-chart-treemap";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
Chart.register(SankeyController, Flow, TreemapController, TreemapElement);

function draw(host, config) {
  const canvas = host.appendChild(document.createElement("canvas"));
  return new Chart(canvas, {
    ...config,
    options: { animation: false, responsive: true, maintainAspectRatio: false, ...config.options },
  });
}

globalThis.Contender = {
  flow(host, { nodes, links }) {
    const labels = Object.fromEntries(nodes.map(({ name, label }) => [name, label]));
    const data = links.map(({ source, target, value }) => ({ from: source, to: target, flow: value }));
    return draw(host, { type: "sankey", data: { datasets: [{ data, labels }] } });
  },
  bars: (host, rows) =>
    draw(host, {
      type: "bar",
      data: { labels: rows.map(({ name }) => name), datasets: [{ data: rows.map(({ value }) => value) }] },
      options: { indexAxis: "y" },
    }),
  treemap: (host, rows) =>
    draw(host, {
      type: "treemap",
      data: { datasets: [{ tree: rows, key: "value", groups: ["name"], labels: { display: true } }] },
    }),
  replace(chart, rows) {
    chart.data.labels = rows.map(({ name }) => name);
    chart.data.datasets[0].data = rows.map(({ value }) => value);
    chart.update();
  },
  onClick(chart, listener) {
    chart.options.onClick = (_, hits) => hits.length > 0 && listener();
    chart.update();
  },
  middle(chart, at) {
    const { x, y } = chart.getDatasetMeta(0).data[at];
    return [Math.max(x - 10, chart.chartArea.left + 2), y];
  },
};
