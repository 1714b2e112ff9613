/** The style sheet: one file for what is common, one for each panel, and last the room that the page gives. */
import base from "./base.css";
import frame from "./frame.css";
import overview from "./overview.css";
import chart from "./chart.css";
import tables from "./tables.css";
import levels from "./levels.css";
import prose from "./prose.css";
import checks from "./checks.css";
import inspector from "./inspector.css";
import narrative from "./narrative.css";
import comparison from "./comparison.css";
import projects from "./projects.css";
import sheets from "./sheets.css";
import footer from "./footer.css";
import rooms from "./rooms.css";
import print from "./print.css";

export default [
  base,
  frame,
  overview,
  chart,
  tables,
  levels,
  prose,
  checks,
  inspector,
  narrative,
  comparison,
  projects,
  sheets,
  footer,
  rooms,
  print,
].join("\n");
