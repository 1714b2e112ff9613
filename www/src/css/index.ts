/**
 * The style sheet of what a view shows, one file for each panel, and last the room that the page gives. What stands before
 * the first view, and where none can be shown, is in `base.css` and `frame.css`.
 */
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
