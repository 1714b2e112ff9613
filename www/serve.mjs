// A small static server for the demo and the browser tests; reachable from this machine only.
// `npm --prefix www start` builds and serves the demo page; PORT chooses the port.
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { entry, ToolError } from "./tools/log.mjs";
import { www } from "./tools/paths.mjs";

const HOST = "127.0.0.1";
const FIRST_PORT = 8080;
const PORTS_TRIED = 100;

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".htm": "text/html; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".ods": "application/vnd.oasis.opendocument.spreadsheet",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".tsv": "text/tab-separated-values; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".xls": "application/vnd.ms-excel",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".zip": "application/zip",
};

/**
 * @typedef {object} ServeOptions
 * @property {string} [root] folder to serve, www unless told
 * @property {number} [port] 0 for any free one, which is the default
 * @property {Record<string, string | Uint8Array>} [pages] by path, before files; without an extension HTML:
 *   `{"/strict": "<!doctype html>…"}`
 * @property {Record<string, Record<string, string>>} [headers] by path, `*` for all:
 *   `{"/strict": {"content-security-policy": "default-src 'self'"}}`
 */

/**
 * @param {ServeOptions} [options]
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>} `url` ends without a slash
 */
export async function serve({ root = www, port = 0, pages = {}, headers = {} } = {}) {
  const base = await realpath(root);
  const server = createServer(async (request, response) => {
    const answer = (
      /** @type {number} */ status,
      /** @type {string | Uint8Array} */ text,
      type = TYPES[".txt"],
    ) => {
      response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text) });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    try {
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.setHeader("allow", "GET, HEAD");
        return answer(405, "Only GET and HEAD\n");
      }
      const path = decodePath(request.url ?? "/");
      if (path === null) return answer(400, "Not a path\n");
      const extra = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
      for (const [name, value] of Object.entries({ ...extra, ...headers["*"], ...headers[path] }))
        response.setHeader(name, value);
      if (Object.hasOwn(pages, path)) return answer(200, pages[path], TYPES[extname(path) || ".html"]);

      const file = await resolveFile(base, path);
      if (file === null) return answer(404, `Nothing at ${path}\n`);
      const type = TYPES[extname(file.path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": file.size });
      if (request.method === "HEAD") return response.end();
      createReadStream(file.path)
        .on("error", () => response.destroy())
        .pipe(response);
    } catch (error) {
      console.error(error);
      if (response.headersSent) response.destroy();
      else answer(500, "The server failed; see its output\n");
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(undefined));
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://${HOST}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} url a request's target @returns {string | null} */
function decodePath(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return path.startsWith("/") && !path.includes("\0") ? path : null;
  } catch {
    return null;
  }
}

/**
 * The file that a path names, never one outside the folder, hidden, or of the installed packages.
 * @param {string} base
 * @param {string} path
 */
async function resolveFile(base, path) {
  const parts = path.split(/[\\/]/).filter(Boolean);
  if (parts.some((part) => part.startsWith(".") || part === "node_modules")) return null;
  try {
    let file = await realpath(join(base, ...parts));
    if ((await stat(file)).isDirectory()) file = await realpath(join(file, "index.html"));
    // A link may lead outside.
    if (!file.startsWith(base + sep)) return null;
    const { size } = await stat(file);
    return { path: file, size };
  } catch {
    return null;
  }
}

/** Serves at the wanted port or, when nobody wanted one, at the first free one. */
async function serveDemo() {
  const { PORT } = process.env;
  const wanted = PORT ? Number(PORT) : FIRST_PORT;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new ToolError(`PORT is ${PORT}, which is no port`, "set PORT to a number from 0 to 65535");
  const last = PORT ? wanted : wanted + PORTS_TRIED;
  for (let port = wanted; port <= last; port++) {
    try {
      return await serve({ port });
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    }
  }
  throw new ToolError(`port ${PORT ?? `${wanted} to ${last}`} cannot be used`, "set PORT to a free port");
}

await entry(import.meta.url, async () => {
  const { page } = await build({ tools: await setup({ for: "build" }) });
  const { url } = await serveDemo();
  console.log(`\nDemo:         ${url}/`);
  console.log(`Offline page: ${page}`);
  console.log("Ctrl+C stops the server.");
});
