// The types that ship with the ES modules: what tsc says about their entries and the files that they lead to.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { ToolError } from "./log.mjs";
import { root, www } from "./paths.mjs";
import { run } from "./run.mjs";

const TSC = join(www, "node_modules", "typescript", "bin", "tsc");
// Comments are matched too, so that the examples in them are left alone.
const IMPORT = /\/\*[\s\S]*?\*\/|\/\/.*|(?:from|import)\s*\(?\s*["']([^"']+)["']/g;

/** @param {string[]} args */
export const tsc = (args) => run(process.execPath, [TSC, ...args], { cwd: www, what: "tsc" });

/**
 * @param {import("./recipe.mjs").EsmOutput} output
 * @param {string[]} outs the folders of wasm-bindgen's types
 * @returns {Promise<string[]>} packages that the types refer to
 */
export async function emitTypes(output, outs) {
  const emitted = join(www, ".build", "types");
  rmSync(emitted, { recursive: true, force: true });
  await tsc(["-p", "tsconfig.build.json", "--outDir", emitted]);
  const into = join(root, output.dir);
  const packages = new Set();
  /** @type {Set<string>} */
  const copied = new Set();

  const copy = (/** @type {string} */ from) => {
    if (copied.has(from)) return;
    copied.add(from);
    const isGlue = outs.includes(dirname(from));
    const to = join(into, isGlue ? basename(from) : relative(emitted, from));
    const text = readFileSync(from, "utf8").replace(IMPORT, (statement, specifier) => {
      if (specifier === undefined) return statement;
      if (!specifier.startsWith(".")) {
        packages.add(specifier);
        return statement;
      }
      // What tsc emitted still points to where wasm-bindgen's types are in the sources.
      const glues = outs.map((out) => join(out, basename(specifier).replace(/\.js$/, ".d.ts")));
      const glue = glues.find(existsSync);
      const target = resolve(dirname(from), specifier).replace(/\.js$/, ".d.ts");
      if (existsSync(target)) copy(target);
      else if (glue) copy(glue);
      else throw new ToolError(`the types of ${output.dir} lead to ${specifier}, which has none`);
      if (existsSync(target)) return statement;
      const beside = relative(dirname(to), join(into, basename(specifier)));
      return statement.replace(specifier, `./${beside.split(sep).join("/")}`);
    });
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  };
  for (const entry of Object.values(output.entries))
    copy(join(emitted, basename(entry).replace(/\.ts$/, ".d.ts")));
  return [...packages].sort();
}
