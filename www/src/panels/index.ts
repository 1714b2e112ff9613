/** The views of the widget, each by its name in the address. */
import { checks } from "./checks.js";
import { comparison } from "./comparison.js";
import { economic } from "./economic.js";
import { functionView } from "./function.js";
import { narrative } from "./narrative.js";
import { overview } from "./overview.js";
import { projects } from "./projects.js";
import { tables } from "./tables.js";
import { threePublic } from "./three-public.js";
import type { Context } from "../context.js";
import type { View } from "../state.js";
import type { TemplateResult } from "lit";

export interface Panel {
  render(context: Context): TemplateResult;
  /** Whether the inspector stands beside it. Charts would have to be laid out anew, so it floats over them. */
  beside?: true;
}

export const PANELS: Readonly<Record<View, Panel>> = {
  overview: { render: overview },
  function: { render: functionView },
  economic: { render: economic },
  "three-public": { render: threePublic },
  tables: { render: tables, beside: true },
  projects: { render: projects },
  narrative: { render: narrative, beside: true },
  checks: { render: checks, beside: true },
  comparison: { render: comparison },
};
