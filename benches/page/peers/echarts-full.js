import * as echarts from "echarts/dist/echarts.esm.min.mjs";
import { contender } from "./echarts.js";

globalThis.Contender = contender(echarts);
