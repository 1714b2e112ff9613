// Where things are: the repository, its browser side and the user's cache of installed tools.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The browser side of the repository. */
export const www = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
/** The repository. */
export const root = resolve(www, "..");

/** The name of a program's file on this system. @param {string} name */
export const exe = (name) => (process.platform === "win32" ? `${name}.exe` : name);

/** A path for people and stamps: relative to the repository, with slashes. @param {string} path */
export const shown = (path) => relative(root, path).split(sep).join("/") || ".";

/** The user's cache: compiled tools survive a clean checkout there. */
export function cacheDir() {
  const { env, platform } = process;
  if (env.BUDGET_WIDGET_CACHE) return resolve(env.BUDGET_WIDGET_CACHE);
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "budget-widget");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "budget-widget");
  if (platform === "win32")
    return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "budget-widget");
  return join(homedir(), ".cache", "budget-widget");
}

/** Cargo's home, where rustup puts its programs and cargo unpacks crates. */
export const cargoHome = () => process.env.CARGO_HOME ?? join(homedir(), ".cargo");

/** The first of these programs that PATH has, as a full path. @param {string[]} names */
export function onPath(...names) {
  const dirs = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const dir of dirs) {
      const path = join(dir, exe(name));
      if (existsSync(path)) return path;
    }
  }
  return null;
}
