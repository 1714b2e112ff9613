// What the browser tests use: `import { launch, serve } from "../../www/testing.mjs"`.
import { chromium } from "playwright-core";

export { serve } from "./serve.mjs";

/**
 * The Chromium that the set-up found, headless. Each test takes a fresh context from it.
 * @param {import("playwright-core").LaunchOptions} [options]
 */
export function launch(options = {}) {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath)
    throw new Error("CHROME_PATH is not set; run: npm --prefix www test -- --only browser");
  const args = ["--no-first-run", "--disable-background-networking", "--disable-component-update"];
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath, ...options, args: [...args, ...(options.args ?? [])] });
}
