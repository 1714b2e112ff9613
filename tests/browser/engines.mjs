// The engines of the tests behind one small interface: Chromium through Playwright, the others through WebDriver.
import { spawn } from "node:child_process";
import { chromium } from "../../www/node_modules/playwright-core/index.mjs";
import webdriver from "../../www/node_modules/selenium-webdriver/index.js";
import { Options, ServiceBuilder } from "../../www/node_modules/selenium-webdriver/firefox.js";

const { Browser, Builder, Capabilities, Key } = webdriver;

/**
 * @typedef {object} Engine
 * @property {string} version
 * @property {(address: string) => Promise<void>} open
 * @property {(script: Function, argument?: unknown) => Promise<any>} run a function of the page, which may be async
 * @property {(key: "Tab" | "ArrowRight" | "ArrowDown" | "Enter" | "Escape") => Promise<void>} press
 * @property {() => Promise<void>} close
 */

/** Engines by name: the variables of the environment that they need, and how each is started. */
export const ENGINES = {
  Chromium: { needs: ["CHROME_PATH"], start: () => playwright(process.env.CHROME_PATH) },
  "Chromium 88": { needs: ["CHROMIUM_88_PATH"], start: () => playwright(process.env.CHROMIUM_88_PATH) },
  Firefox: { needs: ["FIREFOX_PATH", "GECKODRIVER_PATH"], start: firefox },
  WebKitGTK: { needs: ["WEBKIT_DRIVER_PATH", "XVFB_PATH"], start: webkit },
};

/** @param {string} executablePath @returns {Promise<Engine>} */
async function playwright(executablePath) {
  const args = ["--no-first-run", "--disable-background-networking", "--disable-component-update"];
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const browser = await chromium.launch({ executablePath, args });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    version: browser.version(),
    open: async (address) => void (await tab.goto(address)),
    run: (script, argument) => tab.evaluate(script, argument),
    press: (key) => tab.keyboard.press(key),
    close: () => browser.close(),
  };
}

/** @returns {Promise<Engine>} */
async function firefox() {
  const options = new Options().setBinary(process.env.FIREFOX_PATH).addArguments("-headless");
  const driver = await new Builder()
    .forBrowser(Browser.FIREFOX)
    .setFirefoxOptions(options)
    .setFirefoxService(new ServiceBuilder(process.env.GECKODRIVER_PATH))
    .build();
  return driven(driver, () => Promise.resolve());
}

/** WebKit has no mode without a screen, so it is given one that nobody sees. @returns {Promise<Engine>} */
async function webkit() {
  const screen = spawn(process.env.XVFB_PATH, ["-displayfd", "3", "-screen", "0", "1280x1024x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await firstLine(screen.stdio[3]);
  const port = 4000 + Math.floor(process.pid % 20000);
  const service = spawn(process.env.WEBKIT_DRIVER_PATH, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
  });
  const stop = async () => {
    service.kill();
    screen.kill();
  };
  try {
    await listening(port);
    const capabilities = new Capabilities({ browserName: "MiniBrowser" });
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .build();
    return await driven(driver, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {import("selenium-webdriver").WebDriver} driver @param {() => Promise<void>} stop @returns {Promise<Engine>} */
async function driven(driver, stop) {
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  const version = (await driver.getCapabilities()).getBrowserVersion() ?? "";
  return {
    version,
    open: (address) => driver.get(address),
    run: async (script, argument) => {
      const answer = await driver.executeAsyncScript(
        `const [argument, done] = arguments;
        Promise.resolve(argument).then(${script}).then(
          (value) => done({ value }), (error) => done({ error: String(error && error.stack || error) }));`,
        argument ?? null,
      );
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    press: (key) => driver.actions().sendKeys(KEYS[key]).perform(),
    close: async () => {
      await driver.quit();
      await stop();
    },
  };
}

const KEYS = {
  Tab: Key.TAB,
  ArrowRight: Key.ARROW_RIGHT,
  ArrowDown: Key.ARROW_DOWN,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
};

/** The first line that a stream gives. */
async function firstLine(stream) {
  let text = "";
  for await (const chunk of stream) {
    text += chunk;
    if (text.includes("\n")) break;
  }
  return text.trim();
}

/** Resolves when something answers at a port. */
async function listening(port) {
  for (;;) {
    try {
      return await fetch(`http://127.0.0.1:${port}/status`);
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
