// What goes wrong around a widget: servers, missing abilities of the browser, a core that breaks. Each time the state is
// clear, another try is offered, and nothing around it suffers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { eachView, page, ready, world } from "./support.mjs";

const KEPT = readFileSync(new URL("../fixtures/package/three-public.json", import.meta.url));
const DOCX = readFileSync(new URL("../fixtures/formats/zhengzhou-2024.docx", import.meta.url));
const TABLE =
  "2023年某市某局部门预算公开\n\n2023年项目支出表\n\n单位：元\n\n项目名称\t合计\n甲\t2.00\n合计\t2.00\n";
const MB = 1 << 20;

/** How a server answers, by path. */
const ANSWERS = {
  "/slow.json": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write(KEPT.subarray(0, 1000));
    held = () => response.end(KEPT.subarray(1000));
  },
  "/cut.json": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": KEPT.length });
    response.write(KEPT.subarray(0, KEPT.length / 2), () => response.destroy());
  },
  "/half.json": (response) => response.end(KEPT.subarray(0, KEPT.length / 2)),
  "/wrong-type": (response) => response.setHeader("content-type", "image/png").end(KEPT),
  // What many portals do: the text is UTF-8, the head says otherwise.
  "/wrong-charset.txt": (response) =>
    response.setHeader("content-type", "text/plain; charset=gb18030").end(TABLE),
  "/login.html": (response) => response.setHeader("content-type", "text/html").end("<h1>请登录</h1>"),
  "/picture.png": (response) => response.end(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")),
  "/empty": (response) => response.end(),
  "/moved.json": (response) => response.writeHead(302, { location: "/kept.json" }).end(),
  "/round": (response) => response.writeHead(302, { location: "/round" }).end(),
  "/kept.json": (response) => response.end(KEPT),
  "/budget.docx": (response) => response.end(DOCX),
  "/broken": (response) => response.writeHead(503).end(),
  "/endless": (response) => {
    const part = Buffer.alloc(MB, "1");
    let sent = 0;
    const more = () => {
      while (sent < 200 && !response.destroyed) {
        sent += 1;
        if (!response.write(part)) return response.once("drain", more);
      }
      response.end();
    };
    more();
  },
};
let held = () => {};

let w;
let faulty;
let from;
before(async () => {
  faulty = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const answer = ANSWERS[request.url];
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  await new Promise((done) => faulty.listen(0, "127.0.0.1", done));
  from = `http://127.0.0.1:${faulty.address().port}`;
  const inner = `<p id="fallback">纯文字内容</p>`;
  w = await world({
    pages: {
      "/around": page(`<h1>门户</h1><budget-widget id="faulty">${inner}</budget-widget>
        <budget-widget id="other"></budget-widget>`),
    },
  });
});
after(async () => {
  faulty.closeAllConnections();
  await Promise.all([w.close(), new Promise((done) => faulty.close(done))]);
});

/** A page with two widgets whose first is given a source; what the browser itself says of failed requests is no trouble. */
async function given(path, prepare) {
  const opened = await w.open("/no-script");
  if (prepare) await opened.tab.addInitScript(prepare);
  await opened.tab.addInitScript(() => {
    window.said = [];
    for (const type of ["budget-error", "budget-ready"])
      addEventListener(type, ({ target, detail }) => window.said.push([target.id, type, detail.code]));
  });
  await opened.tab.goto(`${w.url}/around`);
  await opened.tab.locator("#other .foot").waitFor();
  opened.trouble.length = 0;
  if (path)
    await opened.tab.evaluate(
      (src) => document.querySelector("#faulty").setAttribute("src", src),
      from + path,
    );
  return opened;
}

const codes = (tab) => tab.evaluate(() => window.said.filter(([, type]) => type === "budget-error"));
const failure = (tab) => tab.locator("#faulty .failure");
const goesOn = async (tab) => {
  await tab.locator("#other .tabs button", { hasText: "原表" }).click();
  await tab.locator("#other td").first().waitFor();
};

for (const [path, code, says] of [
  ["/nowhere.json", "network", /无法取得预算文件.*404/],
  ["/broken", "network", /503/],
  ["/cut.json", "network", /cut\.json/],
  ["/round", "network", /round/],
  ["/half.json", "unreadable", /./],
  ["/login.html", "unreadable", /./],
  ["/picture.png", "unsupported", /./],
  ["/empty", "unreadable", /./],
  ["/endless", "unreadable", /100 MB/],
])
  test(`${path} is said as "${code}", with another try, and the rest of the page goes on`, async () => {
    const { tab, trouble } = await given(path);
    await failure(tab).waitFor();
    assert.match(await failure(tab).innerText(), says);
    assert.deepEqual(await codes(tab), [["faulty", "budget-error", code]]);
    assert.equal(await tab.locator("#fallback").isVisible(), true);
    assert.equal(await failure(tab).locator("button").isVisible(), true);
    await goesOn(tab);
    const own = trouble.filter((text) => !/Failed to load resource|ERR_/.test(text));
    assert.deepEqual(own, []);
  });

for (const [path, title] of [
  ["/wrong-type", /./],
  ["/moved.json", /./],
  ["/wrong-charset.txt", /某市某局/],
])
  test(`${path} is read all the same`, async () => {
    const { tab, trouble } = await given();
    await tab.evaluate((src) => {
      window.said.length = 0;
      document.querySelector("#faulty").setAttribute("src", src);
    }, from + path);
    await tab.waitForFunction(() => window.said.some(([id]) => id === "faulty"));
    assert.deepEqual(await codes(tab), []);
    assert.match(await tab.locator("#faulty h2").first().innerText(), title);
    assert.deepEqual(trouble, []);
  });

test("while a slow answer comes the page's own content stays", async () => {
  const { tab, trouble } = await w.open("/no-script");
  await tab.addScriptTag({ url: "/dist/budget-widget.js" });
  const come = tab.evaluate(
    (src) =>
      new Promise((resolve) => {
        const widget = document.querySelector("budget-widget");
        widget.addEventListener("budget-progress", ({ detail }) => resolve(detail), { once: true });
        widget.setAttribute("src", src);
      }),
    `${from}/slow.json`,
  );
  assert.deepEqual(await come, { step: "fetch", done: 1000, total: null });
  held();
  await ready(tab);
  assert.equal(await tab.locator("#fallback").isVisible(), false);
  assert.deepEqual(trouble, []);
});

test("another try reads what is there by then", async () => {
  const { tab } = await given("/later.json");
  await failure(tab).waitFor();
  ANSWERS["/later.json"] = ANSWERS["/kept.json"];
  await failure(tab).locator("button").click();
  await tab.locator("#faulty .tabs").waitFor();
  assert.equal(await failure(tab).count(), 0);
});

test("without WebAssembly the content stays and the reason is said", async () => {
  const { tab } = await w.open("/no-script");
  await tab.addInitScript(() => delete window.WebAssembly);
  await tab.goto(`${w.url}/plain`);
  await tab.locator("budget-widget .failure").waitFor();
  assert.match(await tab.locator("budget-widget .failure").innerText(), /无法运行图表/);
  assert.equal(await tab.locator("#fallback").isVisible(), true);
});

test("without threads long documents are read on the page", async () => {
  const { tab, trouble } = await given("/budget.docx", () => {
    window.Worker = class {
      constructor() {
        throw new DOMException("blocked", "SecurityError");
      }
    };
  });
  await tab.waitForFunction(() => document.querySelector("#faulty").disclosure?.year === 2024);
  assert.deepEqual(await codes(tab), []);
  assert.deepEqual(trouble, []);
});

for (const [what, block] of [
  ["gives no context", () => (HTMLCanvasElement.prototype.getContext = () => null)],
  [
    "throws",
    () =>
      (HTMLCanvasElement.prototype.getContext = () => {
        throw new DOMException("blocked", "SecurityError");
      }),
  ],
])
  test(`a canvas that ${what} leaves the numbers of the chart as a table`, async () => {
    const { tab, trouble } = await given(undefined, block);
    await tab.locator("#other .chart table").first().waitFor();
    await eachView(tab, async () => {});
    assert.deepEqual(await codes(tab), []);
    assert.deepEqual(trouble, []);
  });

test("a canvas that refuses to be read paints all the same and says that there is no picture to save", async () => {
  const { tab, trouble } = await given(undefined, () => {
    const refuse = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    Object.assign(HTMLCanvasElement.prototype, { toBlob: refuse, toDataURL: refuse });
    CanvasRenderingContext2D.prototype.getImageData = refuse;
  });
  await tab.locator("#other canvas").first().waitFor();
  await tab
    .locator('#other .foot button[aria-label*="PNG"]')
    .first()
    .evaluate((button) => button.click());
  await tab.locator("#other .foot", { hasText: /blocked/ }).waitFor();
  assert.deepEqual(trouble, []);
});

test("an odd clock and an odd language of the browser change no figure", async () => {
  const { tab, trouble, context } = await w.open("/plain", { locale: "ar-EG", timezoneId: "Pacific/Apia" });
  await context.clock.setFixedTime(new Date("1601-01-01T00:00:00Z"));
  await tab.reload();
  await ready(tab);
  assert.equal(await tab.locator("budget-widget .card.first .figure").first().innerText(), "6,273.0");
  assert.deepEqual(trouble, []);
});

/** Has one function of the core's next instance break when it is called, as often as `times` says. */
function breakable() {
  window.instances = 0;
  window.breaks = 0;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const instance = made.instance ?? made;
    window.instances += 1;
    const exports = Object.fromEntries(
      Object.entries(instance.exports).map(([name, exported]) => [
        name,
        typeof exported !== "function"
          ? exported
          : (...args) => {
              if (window.breaks > 0) {
                window.breaks -= 1;
                throw new WebAssembly.RuntimeError("unreachable");
              }
              return exported(...args);
            },
      ]),
    );
    return made.instance ? { module: made.module, instance: { exports } } : { exports };
  };
  // The glue asks whether it was given an instance.
  Object.defineProperty(WebAssembly, "Instance", { value: Object });
}

test("a core that breaks while a view is made is said, and every other widget goes on with another", async () => {
  const { tab } = await given(undefined, breakable);
  await tab.locator("#faulty .foot").waitFor();
  await tab.evaluate(() => {
    window.said.length = 0;
    window.before = window.instances;
    window.breaks = 1;
    document.querySelector("#faulty").shadowRoot.querySelectorAll(".tabs button")[1].click();
  });
  await failure(tab).waitFor();
  assert.deepEqual(await codes(tab), [["faulty", "budget-error", "internal"]]);
  await tab.waitForFunction(() =>
    window.said.some(([id, type]) => id === "other" && type === "budget-ready"),
  );
  assert.equal(await tab.evaluate(() => window.instances - window.before), 1);
  await goesOn(tab);
  await failure(tab).locator("button").click();
  await tab.locator("#faulty .tabs").waitFor();
  assert.equal(await tab.evaluate(() => window.instances - window.before), 1, "both share it");
});

test("a core that breaks in answer to the reader is replaced under what is shown", async () => {
  const { tab } = await given(undefined, breakable);
  await tab.locator("#faulty .foot").waitFor();
  await tab.evaluate(() => {
    window.said.length = 0;
    const { core } = document.querySelector("#faulty").disclosure;
    window.breaks = 1;
    try {
      core.locate("x");
    } catch (thrown) {
      window.thrown = thrown instanceof WebAssembly.RuntimeError;
    }
  });
  await tab.waitForFunction(() => window.said.length >= 2);
  assert.equal(await tab.evaluate(() => window.thrown), true);
  assert.deepEqual((await tab.evaluate(() => window.said.map(([id, type]) => `${id} ${type}`))).sort(), [
    "faulty budget-ready",
    "other budget-ready",
  ]);
  await goesOn(tab);
});
