// TypeScript to the script and the ES module, with esbuild.
//
// The sources import modules that exist only here: `budget-wasm:bytes` (the module's bytes: inside the script, or beside
// the ES module), `budget-wasm:glue` (wasm-bindgen's glue as a factory), `budget-wasm:embedded` (the package of the default
// disclosure, likewise), `budget-wasm:styles` (the style sheet of the views), `budget-wasm:palette` (the core's colours, for
// pages without a core) and, in scripts, `budget-wasm:unpacker` (what unpacks the others).
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import * as esbuild from "esbuild";
import { ToolError } from "./log.mjs";
import { columnsOf, groupedModule, packed } from "./packed.mjs";
import { root, www } from "./paths.mjs";

/**
 * @typedef {object} Shape
 * @property {string} module path of the .wasm file
 * @property {string} glue path of wasm-bindgen's .js file
 * @property {string} embedded path of the default disclosure's package
 * @property {string} unpacker path of the module that unpacks what scripts carry
 * @property {Record<string, string>} [palettes] declarations of style sheets by the name of a palette
 * @property {string} engine oldest browser
 * @property {string} banner
 * @property {boolean} dev
 */

/**
 * @typedef {object} Sources of the modules that give what is not code
 * @property {() => Promise<string>} module of `budget-wasm:bytes`
 * @property {() => Promise<string>} embedded of `budget-wasm:embedded`
 * @property {() => Promise<string>} styles of `budget-wasm:styles`
 */

/** The function around a script. */
const WRAPPER = "budgetWidgetScript";

/** @param {Shape} shape */
const inlineModule = async ({ module, unpacker }) => {
  const bytes = readFileSync(unpacker);
  return `
    import { unpackModule } from "./src/packed.js";
    export const wasmBytes = () => unpackModule(${JSON.stringify(await packed(await groupedModule(module, bytes), bytes))});
  `;
};

/** @param {Shape} shape */
const inlinePackage = async ({ embedded, unpacker }) => `
  import { unpack } from "./src/packed.js";
  import { fromColumns } from "./src/columns.js";
  // For all widgets of a page; each gets bytes of its own, which it may hand on.
  let columns;
  const unpacked = () => unpack(${JSON.stringify(await packed(await columnsOf(embedded), readFileSync(unpacker)))});
  export async function embeddedPackage() {
    columns ??= unpacked().catch((error) => {
      columns = undefined;
      throw error;
    });
    const held = fromColumns(JSON.parse(new TextDecoder().decode(await columns)));
    return new TextEncoder().encode(JSON.stringify(held));
  }
`;

/** @param {Shape} shape */
const inlineStyles = async (shape) => `
  import { unpack } from "./src/packed.js";
  export async function viewStyles() {
    return new TextDecoder().decode(await unpack(${JSON.stringify(await packed(await styleSheet(shape), readFileSync(shape.unpacker)))}));
  }
`;

/** The style sheet of the views as text. @param {Shape} shape */
async function styleSheet({ dev, engine }) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(www, "src/css/index.ts")],
    bundle: true,
    write: false,
    format: "esm",
    plugins: [cssText(!dev)],
    target: engine,
  });
  const { default: css } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return new TextEncoder().encode(css);
}

/** @param {Shape} shape */
const inlineUnpacker = ({ unpacker }) => `
  const text = "${readFileSync(unpacker).toString("base64")}";
  export const unpackerBytes = () => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
`;

/** @param {string} name of the function that gives the answer @param {string} file its name beside the ES module */
const fetched = (name, file) => `
  export async function ${name}() {
    const url = new URL(${JSON.stringify(`./${file}`)}, import.meta.url);
    if (url.protocol === "file:" && globalThis.process?.versions?.node) {
      const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs/promises");
      return new Response(await readFile(url));
    }
    return fetch(url);
  }
`;

/**
 * wasm-bindgen's glue holds one instance for good. As a factory it can be had anew after a trap, which leaves
 * an instance unusable.
 * @param {string} path
 */
async function glueFactory(path) {
  const { code } = await esbuild.transform(readFileSync(path, "utf8"), {
    format: "iife",
    globalName: "glue",
    // The bytes are always given, never looked for beside the script.
    define: { "import.meta.url": "undefined" },
    logOverride: { "empty-import-meta": "silent" },
  });
  return `export function createGlue() {\n${code}\nreturn glue;\n}`;
}

/**
 * @param {Shape} shape
 * @param {Sources} sources
 * @returns {esbuild.Plugin}
 */
const wasmModules = (shape, { module, embedded, styles }) => ({
  name: "budget-wasm",
  setup(build) {
    build.onResolve({ filter: /^budget-wasm:/ }, ({ path }) => ({ path, namespace: "budget-wasm" }));
    build.onLoad({ filter: /bytes$/, namespace: "budget-wasm" }, async () => ({
      contents: await module(),
      resolveDir: www,
    }));
    build.onLoad({ filter: /embedded$/, namespace: "budget-wasm" }, async () => ({
      contents: await embedded(),
      resolveDir: www,
    }));
    build.onLoad({ filter: /styles$/, namespace: "budget-wasm" }, async () => ({
      contents: await styles(),
      resolveDir: www,
    }));
    build.onLoad({ filter: /palette$/, namespace: "budget-wasm" }, () => ({
      contents: `export const palettes = ${JSON.stringify(shape.palettes ?? {})};`,
    }));
    build.onLoad({ filter: /glue$/, namespace: "budget-wasm" }, async () => ({
      contents: await glueFactory(shape.glue),
    }));
    build.onLoad({ filter: /unpacker$/, namespace: "budget-wasm" }, () => ({
      contents: inlineUnpacker(shape),
    }));
  },
});

/**
 * The ES modules ask for each other at run time: an entry that another one imports stays a file beside it.
 * @param {string[]} entries
 * @returns {esbuild.Plugin}
 */
const entriesBeside = (entries) => ({
  name: "entries-beside",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      const source = resolve(resolveDir, path).replace(/\.js$/, ".ts");
      const isEntry = kind === "dynamic-import" && entries.some((entry) => join(root, entry) === source);
      return isEntry ? { path: `./${basename(path)}`, external: true } : undefined;
    });
  },
});

/** Style sheets as text for `adoptedStyleSheets`. @param {boolean} minify @returns {esbuild.Plugin} */
const cssText = (minify) => ({
  name: "css-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = readFileSync(path, "utf8");
      const target = build.initialOptions.target;
      const { code, warnings } = await esbuild.transform(css, { loader: "css", minify, target });
      return { contents: code.trim(), loader: "text", warnings };
    });
  },
});

/**
 * The page's own sources without indentation, which stays only in their templates, where it is for those who write them.
 * @type {esbuild.Plugin}
 */
const unindented = {
  name: "unindented",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      path.startsWith(join(www, "src"))
        ? { contents: readFileSync(path, "utf8").replace(/\n\s+/g, "\n"), loader: "ts" }
        : undefined,
    );
  },
};

/** @param {Shape} shape @param {Sources} sources @returns {esbuild.BuildOptions} */
const common = (shape, sources) => ({
  absWorkingDir: www,
  bundle: true,
  banner: { js: shape.banner },
  define: { "process.env.NODE_ENV": JSON.stringify(shape.dev ? "development" : "production") },
  legalComments: "eof",
  loader: { ".txt": "text" },
  logLevel: "warning",
  minify: !shape.dev,
  plugins: [wasmModules(shape, sources), cssText(!shape.dev), ...(shape.dev ? [] : [unindented])],
  sourcemap: shape.dev ? "inline" : false,
  // Chromium 80 has it; what it lacked until 91 is spreading (`call?.(...all)`), which nothing here does.
  supported: { "optional-chain": true },
  target: shape.engine,
  tsconfig: join(www, "tsconfig.json"),
});

/** @param {string} entry @param {esbuild.BuildOptions} options */
async function bundle(entry, options) {
  const path = join(root, entry);
  if (!existsSync(path)) throw new ToolError(`${entry}, named in wasm-pack.toml, does not exist`);
  try {
    await esbuild.build({ ...options, entryPoints: [path] });
  } catch (error) {
    // esbuild has told the places already.
    if (error instanceof Error && "errors" in error) throw new ToolError(`esbuild could not bundle ${entry}`);
    throw error;
  }
}

/** @param {import("./recipe.mjs").ScriptOutput} output @param {Shape} shape */
export async function bundleScript(output, shape) {
  const outfile = join(root, output.file);
  await bundle(output.entry, {
    ...common(shape, {
      module: () => inlineModule(shape),
      embedded: () => inlinePackage(shape),
      styles: () => inlineStyles(shape),
    }),
    // A function around everything, banner and licences too, knows the text of the script: see `www/src/script.ts`.
    banner: { js: `(function ${WRAPPER}(){${shape.banner}` },
    footer: { js: `globalThis.${output.global}=${output.global}})()` },
    charset: "ascii",
    format: "iife",
    globalName: output.global,
    outfile,
  });
  // Pages in GBK read a script as GBK unless the server says otherwise, so it must be pure ASCII. esbuild leaves
  // tagged templates alone, whose raw text an escape would change; nobody here reads that.
  const text = readFileSync(outfile, "utf8");
  const escape = (/** @type {string} */ char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  writeFileSync(outfile, text.replace(/[^\0-\x7f]/g, escape));
}

/** @param {import("./recipe.mjs").EsmOutput} output @param {string} entry @param {Shape} shape */
export async function bundleEsm(output, entry, shape) {
  const outdir = join(root, output.dir);
  const beside = (/** @type {string} */ name, /** @type {string} */ path) => async () => {
    copyFileSync(path, join(outdir, basename(path)));
    return fetched(name, basename(path));
  };
  const options = common(shape, {
    module: beside("wasmBytes", shape.module),
    embedded: beside("embeddedPackage", shape.embedded),
    styles: async () => `import css from "./src/css/index.js"; export const viewStyles = async () => css;`,
  });
  mkdirSync(outdir, { recursive: true });
  await bundle(entry, {
    ...options,
    plugins: [entriesBeside(Object.values(output.entries)), ...(options.plugins ?? [])],
    charset: "utf8",
    // Packages' builds for Node, lit's above all: they run in browsers too, and do not want a document at once.
    platform: "neutral",
    conditions: ["node", "module"],
    mainFields: ["module", "main"],
    external: ["node:*"],
    format: "esm",
    // Not the white space: with it go the comments that tell other bundlers to leave Node's import alone.
    minify: false,
    minifyIdentifiers: !shape.dev,
    minifySyntax: !shape.dev,
    outdir,
  });
}
