// What a page with ECharts would run; `echarts` is the full build or the parts that are needed.

/** One chart of each kind, drawn at once. */
export function contender(echarts) {
  function draw(host, option) {
    const chart = echarts.init(host, null, { renderer: "canvas" });
    chart.setOption({ animation: false, tooltip: { trigger: "item" }, ...option });
    chart.getZr().flush();
    return chart;
  }
  return {
    flow: (host, { nodes, links }) =>
      draw(host, { series: [{ type: "sankey", left: 0, right: 160, data: nodes, links }] }),
    bars: (host, rows) =>
      draw(host, {
        grid: { left: 200, right: 100, top: 0, bottom: 0 },
        xAxis: { type: "value", show: false },
        yAxis: { type: "category", inverse: true, data: rows.map(({ name }) => name) },
        series: [{ type: "bar", label: { show: true, position: "right" }, data: rows.map(({ value }) => value) }],
      }),
    treemap: (host, rows) =>
      draw(host, { series: [{ type: "treemap", roam: false, breadcrumb: { show: false }, data: rows }] }),
    /** Shows other rows in a chart of bars. */
    replace(chart, rows) {
      chart.setOption({
        yAxis: { data: rows.map(({ name }) => name) },
        series: [{ data: rows.map(({ value }) => value) }],
      });
      chart.getZr().flush();
    },
    onClick: (chart, listener) => chart.on("click", listener),
    /** Where the middle of a row is, in CSS pixels of its host. */
    middle: (chart, at) => [chart.convertToPixel({ gridIndex: 0 }, [0, at])[0] + 20, chart.convertToPixel({ gridIndex: 0 }, [0, at])[1]],
  };
}
