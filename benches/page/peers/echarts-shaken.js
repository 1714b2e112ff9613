import * as echarts from "echarts/core";
import { BarChart, SankeyChart, TreemapChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
import { contender } from "./echarts.js";

echarts.use([BarChart, SankeyChart, TreemapChart, GridComponent, TooltipComponent, CanvasRenderer]);
globalThis.Contender = contender(echarts);
