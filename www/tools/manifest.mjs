// What `<budget-widget>` is to editors and documentation tools: its custom-elements manifest.

const VIEWS = "overview function economic three-public projects tables narrative checks comparison";
const LANGS = "zh-CN en";
const UNITS = "元 万元 亿元";
const THEMES = "auto light dark contrast";
const SIZES = "normal large";

/** The names of a list as a union of TypeScript. @param {string} names */
const union = (names) =>
  names
    .split(" ")
    .map((name) => `"${name}"`)
    .join(" | ");

/** @param {string} name @param {string} description @param {string} [text] its type */
const attribute = (name, description, text = "string") => ({ name, description, type: { text } });

const attributes = [
  attribute(
    "src",
    "Addresses of the files of one disclosure, or `#id` of an element that holds one; else the embedded one.",
  ),
  attribute("view", "The view that is shown first.", union(VIEWS)),
  attribute("lang", "Language; else that of the page.", union(LANGS)),
  attribute("unit", "Unit of amounts; else the printed one.", union(UNITS)),
  attribute("theme", "Colours.", union(THEMES)),
  attribute("compare", "Addresses of disclosures to compare with, separated by blanks."),
  attribute("size", "Size of type; `large` is 长者模式.", union(SIZES)),
];

/** @param {string} name @param {string} detail @param {string} description */
const event = (name, detail, description) => ({
  name,
  description,
  type: { text: `CustomEvent<${detail}>` },
});

const events = [
  event("budget-ready", "ReadyDetail", "The first view is shown."),
  event("budget-progress", "Progress", "How far the reading of a document is."),
  event("budget-report", "ReportDetail", "The figures were checked."),
  event("budget-view", "Place", "The reader went to another place."),
  event("budget-select", "SelectDetail", "The reader chose a figure."),
  event("budget-error", "ErrorDetail", "The disclosure cannot be shown; the element's own content is."),
];

const PARTS = {
  widget: "Everything that is shown.",
  tabs: "The list of views.",
  chart: "A chart with its title.",
  badge: "How the checks ended.",
  inspector: "The panel on a figure.",
  foot: "The footer.",
  status: "The line that says why nothing can be shown.",
};

/**
 * @param {string[]} properties the custom properties of the palette
 * @returns {object} by the schema of custom-elements-manifest
 */
export const manifest = (properties) => ({
  schemaVersion: "1.0.0",
  readme: "README.md",
  modules: [
    {
      kind: "javascript-module",
      path: "register.js",
      exports: [
        {
          kind: "custom-element-definition",
          name: "budget-widget",
          declaration: { name: "BudgetWidgetElement", module: "index.js" },
        },
      ],
    },
    {
      kind: "javascript-module",
      path: "index.js",
      declarations: [
        {
          kind: "class",
          customElement: true,
          tagName: "budget-widget",
          name: "BudgetWidgetElement",
          description: "A department's budget disclosure, read, proved and shown in the reader's browser.",
          superclass: { name: "LitElement", package: "lit" },
          attributes,
          members: [
            ...attributes.map(({ name, type }) => ({ kind: "field", name, type, attribute: name })),
            {
              kind: "field",
              name: "disclosure",
              type: { text: "Disclosure | undefined" },
              readonly: true,
              description: "The disclosure that is shown, once it was read.",
            },
          ],
          events,
          slots: [
            { name: "", description: "What is shown where the element cannot run, and until it does." },
          ],
          cssParts: Object.entries(PARTS).map(([name, description]) => ({ name, description })),
          cssProperties: properties.map((name) => ({ name, syntax: "<color>" })),
        },
      ],
      exports: [
        {
          kind: "js",
          name: "BudgetWidgetElement",
          declaration: { name: "BudgetWidgetElement", module: "index.js" },
        },
      ],
    },
  ],
});
