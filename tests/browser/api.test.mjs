// The interface for developers: threads, progress, aborting, and calls that nobody would make.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { workbook } from "./made/workbook.mjs";
import { page, ready, STRICT, world } from "./support.mjs";

const DOCX = readFileSync(new URL("../fixtures/formats/zhengzhou-2024.docx", import.meta.url));
const NO_THREADS = `${STRICT}; connect-src 'self'; worker-src 'none'`;

let w;
before(async () => {
  // Above the size from which on files are read in a thread, however small it packs.
  const long = workbook({ rows: 40, padding: 1 << 21 });
  w = await world({
    pages: {
      "/long.xlsx": long,
      "/budget.docx": DOCX,
      "/threads": page("<h1>门户</h1>"),
      "/no-threads": page("<h1>门户</h1>"),
      "/long": page(`<budget-widget src="/long.xlsx"><p>纯文字内容</p></budget-widget>`),
      "/esm": `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
        import * as BudgetWidget from "/dist/npm/index.js"; Object.assign(window, { BudgetWidget });</script>`,
    },
    headers: { "/no-threads": { "content-security-policy": NO_THREADS } },
  });
});
after(() => w.close());

const opened = async (address) => {
  const { tab, trouble, requests, context } = await w.open(address);
  await tab.waitForFunction(() => typeof BudgetWidget === "object");
  return { tab, trouble, requests, context };
};

/** Waits until the page has no thread any more: their end is told later than what they did. */
async function threadless(tab) {
  while (tab.workers().length > 0) await tab.evaluate(() => new Promise(requestAnimationFrame));
}

/** Reads a file and tells what came of it, step by step. */
const reading = (tab, address) =>
  tab.evaluate(async (address) => {
    const steps = [];
    const read = await BudgetWidget.read(address, { onProgress: (progress) => steps.push(progress) });
    return { steps, tables: read.tables.length, printed: read.amount("projects.甲.total")?.printed ?? null };
  }, address);

for (const address of ["/threads", "/esm"]) {
  test(`${address}: a long file is read in a thread that ends with it, with its steps`, async () => {
    const { tab, trouble, requests } = await opened(address);
    const started = [];
    tab.on("worker", (worker) => started.push(worker));
    const { steps, tables } = await reading(tab, "/long.xlsx");
    assert.equal(tables, 1);
    assert.equal(started.length, 1);
    await threadless(tab);
    const fetched = steps.filter(({ step }) => step === "fetch");
    const last = fetched.at(-1);
    assert.ok(last.done > 1 << 21 && last.done === last.total, JSON.stringify(last));
    assert.deepEqual(
      steps.filter(({ step }) => step === "read"),
      [
        { step: "read", done: 0, total: 1 },
        { step: "read", done: 1, total: 1 },
      ],
    );
    // The page has no use for the reader itself.
    await reading(tab, "/budget.docx");
    assert.equal(started.length, 1, "short files are read on the page");
    assert.ok(requests.every((url) => url.startsWith(w.url)));
    assert.deepEqual(trouble, []);
  });
}

test("where a policy forbids threads the page reads", async () => {
  const { tab } = await opened("/no-threads");
  const { tables } = await reading(tab, "/long.xlsx");
  assert.equal(tables, 1);
  await threadless(tab);
});

test("the element tells how far it is", async () => {
  const { tab } = await w.open("/threads");
  const steps = await tab.evaluate(async () => {
    const seen = [];
    document.body.addEventListener("budget-progress", (event) => seen.push(event.detail.step));
    const done = new Promise((resolve) => document.body.addEventListener("budget-ready", resolve));
    BudgetWidget.mount("body", { src: "/long.xlsx" });
    await done;
    return seen;
  });
  assert.ok(steps.includes("fetch") && steps.at(-1) === "read", steps.join());
});

test("an answer that the caller fetched is left when the reading is aborted", async () => {
  const { tab, trouble } = await opened("/threads");
  const told = await tab.evaluate(async () => {
    const controller = new AbortController();
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (stream) => stream.enqueue(new Uint8Array(1000)),
      cancel: () => void (cancelled = true),
    });
    const reading = BudgetWidget.read(new Response(endless), {
      signal: controller.signal,
      onProgress: ({ done }) => done >= 5000 && controller.abort(),
    });
    const name = await reading.catch((error) => error.name);
    return { name, cancelled };
  });
  assert.deepEqual(told, { name: "AbortError", cancelled: true });
  assert.deepEqual(trouble, []);
});

test("a source is known by the name of its file or the last part of its address", async () => {
  const { tab } = await opened("/threads");
  const names = await tab.evaluate(async () => {
    const file = new File([await (await fetch("/budget.docx")).blob()], "1#表.docx");
    const read = await BudgetWidget.read([file, "/budget.docx?v=1#x"]);
    return read.toJSON().sources.map(({ name }) => name);
  });
  assert.deepEqual(names, ["1#表.docx", "budget.docx"]);
});

test("an abort before, during and after a reading", async () => {
  const { tab, trouble } = await opened("/threads");
  const told = await tab.evaluate(async () => {
    const outcome = async (start) => {
      const controller = new AbortController();
      try {
        const read = await start(controller);
        return `read ${read.tables.length}`;
      } catch (error) {
        return `${error.constructor.name} ${error.name ?? error}`;
      }
    };
    const before = await outcome((controller) => {
      controller.abort();
      return BudgetWidget.read("/long.xlsx", { signal: controller.signal });
    });
    const within = await outcome((controller) =>
      BudgetWidget.read("/long.xlsx", {
        signal: controller.signal,
        onProgress: ({ step }) => step === "read" && controller.abort(),
      }),
    );
    const reason = await outcome((controller) => {
      controller.abort(new RangeError("enough"));
      return BudgetWidget.read(undefined, { signal: controller.signal });
    });
    const after = await outcome(async (controller) => {
      const read = await BudgetWidget.read("/long.xlsx", { signal: controller.signal });
      controller.abort();
      return read;
    });
    return { before, within, reason, after };
  });
  assert.deepEqual(told, {
    before: "DOMException AbortError",
    within: "DOMException AbortError",
    reason: "RangeError RangeError",
    after: "read 1",
  });
  await threadless(tab);
  assert.deepEqual(trouble, []);
});

test("errors from a thread have code, words and place", async () => {
  const { tab } = await opened("/threads");
  const error = await tab.evaluate(async () => {
    // No archive, but as long as one.
    const bytes = new Uint8Array(2 << 20).fill(65);
    bytes.set([0x50, 0x4b, 3, 4]);
    const { code, message, name, constructor } = await BudgetWidget.read([bytes, new Blob(["x"])]).catch(
      (it) => it,
    );
    return { code, message, name, known: constructor === BudgetWidget.BudgetError };
  });
  assert.equal(error.code, "unreadable");
  assert.equal(error.name, "BudgetError");
  assert.ok(error.known && error.message, error.message);
});

test("bytes stay the caller's, and a disclosure that was freed says so", async () => {
  const { tab } = await opened("/threads");
  const told = await tab.evaluate(async () => {
    const bytes = await (await fetch("/long.xlsx")).arrayBuffer();
    const read = await BudgetWidget.read(bytes);
    const held = bytes.byteLength > 0;
    const first = read.toJSON();
    first.tables.length = 0;
    const own = read.toJSON().tables.length;
    read.free();
    read.free();
    let code;
    try {
      read.report();
    } catch (error) {
      code = error.code;
    }
    return { held, own, code };
  });
  assert.deepEqual(told, { held: true, own: 1, code: "internal" });
});

test("the page stays responsive while a workbook of 20 MB is read", async (t) => {
  const { tab } = await opened("/threads");
  const bytes = workbook({ rows: 61_000, padding: 0, stored: true });
  assert.ok(bytes.length > 20e6, `${bytes.length} bytes`);
  await tab.route("**/large.xlsx", (route) => route.fulfill({ body: Buffer.from(bytes) }));
  const { frames, rows } = await tab.evaluate(async () => {
    const source = await (await fetch("/large.xlsx")).arrayBuffer();
    const frames = [];
    let last = performance.now();
    let done = false;
    const beat = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (!done) requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
    const read = await BudgetWidget.read(source);
    // What the page did last, before it could show another frame.
    frames.push(performance.now() - last);
    done = true;
    const rows = read.rows(read.tables[0].id).length;
    read.free();
    return { frames, rows };
  });
  assert.ok(rows >= 61_000, `${rows} rows`);
  frames.sort((a, b) => a - b);
  const at = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))];
  const [half, most, all] = [0.5, 0.95, 1].map((part) => `${at(part).toFixed(0)} ms`);
  t.diagnostic(`${frames.length} frames: p50 ${half}, p95 ${most}, longest ${all}`);
  assert.ok(at(0.95) < 50, `p95 ${at(0.95)} ms`);
});

test("10,000 calls with random values end in a value or an error of ours", async () => {
  const { tab, trouble } = await opened("/threads");
  await tab.evaluate(() => {
    window.rejected = [];
    addEventListener("unhandledrejection", (event) => window.rejected.push(String(event.reason)));
  });
  const told = await tab.evaluate(async () => {
    // The same calls in every run.
    let state = 0x2545f491;
    const random = (below) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
    const pick = (list) => list[random(list.length)];
    const embedded = await BudgetWidget.read();
    const package_ = JSON.stringify(embedded.toJSON());
    const noise = () => Uint8Array.from({ length: random(300) }, () => random(256));
    const words = () =>
      String.fromCodePoint(
        ...Array.from({ length: random(12) }, () => pick([random(0xd7ff), random(128), 0x1f600, 0x202e])),
      );
    const odd = () =>
      pick([
        undefined,
        null,
        0,
        -1,
        NaN,
        1e308,
        true,
        "",
        words(),
        [],
        {},
        () => 1,
        Symbol("s"),
        10n,
        new Date(NaN),
        noise(),
        [words()],
        "projects",
        "general-expenditure",
        "general-expenditure.201.total",
        "three-public.合计.total",
        "#nowhere",
        "__proto__",
        "constructor",
      ]);
    const damaged = () => {
      const at = random(package_.length);
      return new Blob([
        package_.slice(0, at) + pick(["", "0", "}", '"', "null,"]) + package_.slice(at + random(40)),
      ]);
    };
    let disclosure = embedded;
    const calls = {
      amount: () => disclosure.amount(odd()),
      rows: () => disclosure.rows(odd()),
      toCSV: () => disclosure.toCSV(odd()),
      read: () => BudgetWidget.read(odd(), odd()),
      bytes: () => BudgetWidget.read(noise(), { lang: odd() }),
      package: () => BudgetWidget.read(random(8) ? noise() : damaged()),
      init: () => BudgetWidget.init(pick([undefined, {}, null])),
      mount: () =>
        BudgetWidget.mount(
          pick(["body", odd()]),
          pick([odd(), { view: odd(), lang: odd(), theme: odd(), unit: odd() }]),
        ).remove(),
      facts: () => [
        disclosure.title,
        disclosure.year,
        disclosure.department,
        disclosure.unit,
        disclosure.tables.length,
      ],
    };
    const ours = new Set(["BudgetError", "AbortError"]);
    const others = new Map();
    let broke = 0;
    for (let at = 0; at < 10_000; at += 1) {
      const name = pick(Object.keys(calls));
      try {
        const answer = await calls[name]();
        if (answer instanceof BudgetWidget.Disclosure) answer.free();
      } catch (error) {
        broke += 1;
        if (!ours.has(error?.name))
          others.set(`${name}: ${error}`, (others.get(`${name}: ${error}`) ?? 0) + 1);
      }
    }
    return {
      broke,
      others: [...others].slice(0, 20),
      alive: (await BudgetWidget.read()).report().checks.length === embedded.report().checks.length,
    };
  });
  assert.deepEqual(told.others, []);
  assert.ok(told.alive && told.broke > 1000, `${told.broke}`);
  assert.deepEqual(await tab.evaluate(() => window.rejected), []);
  assert.deepEqual(
    trouble.filter((text) => !/Failed to load resource|404/.test(text)),
    [],
  );
});
