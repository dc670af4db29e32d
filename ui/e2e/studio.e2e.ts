// The studio: drawing by mouse and by keyboard, knobs, text, runs, comparing, and that nothing drawn is lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import fixture from "../src/studio/fixtures/palette.json";
import {
  axeFindings,
  Greenroom,
  openBrowser,
  openPage,
  openWindow,
  scrollsSideways,
  startSession,
  type WindowOptions,
} from "./greenroom";

const SHOP = `title = "Shop"

[[node]]
id = "people"
kind = "clients"
title = "Shoppers"
rate_per_s = 200.0
at = [0.0, 0.0]

[[node]]
id = "api"
kind = "service"
title = "API"
at = [256.0, 0.0]

[[node]]
id = "db"
kind = "database"
title = "Orders"
at = [512.0, 0.0]

[[edge]]
from = "people"
to = "api"

[[edge]]
from = "api"
to = "db"
`;

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];

before(async () => {
  greenroom = await Greenroom.start();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await greenroom?.stop();
});
afterEach(async () => {
  await context?.close();
  // A refusal is an answer; the browser reports it all the same.
  const others = complaints.splice(0).filter((one) => !one.includes("status of 422"));
  assert.deepEqual(others, [], "the browser's console complained");
});

async function freshPage(options: WindowOptions = {}): Promise<Page> {
  context = await openWindow(browser, options);
  return openPage(context, complaints);
}

const at = (path: string) => new URL(path, greenroom.base).href;
const box = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);
const wire = (page: Page, index: number) => page.locator(`[data-edge="${index}"]`);
const knob = (page: Page, name: string) => page.locator(`[data-knob="${name}"] :is(input, select)`).first();
const saved = (page: Page) => page.locator(".studio-saved", { hasText: /^Saved$/ }).waitFor();
const drawn = async (page: Page) => ({
  parts: await page
    .locator("[data-node]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-node"))),
  calls: await page
    .locator("[data-edge]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")?.split(";")[0])),
});

async function newDesign(options: WindowOptions = {}): Promise<Page> {
  const page = await freshPage(options);
  await page.goto(at("/studio"));
  await page.getByRole("button", { name: /New design/ }).click();
  await page.locator(".canvas").waitFor();
  return page;
}

/** As one would bring it: pasted into the import. */
async function bring(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Import" }).first().click();
  await page.fill("#import-text", text);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("button", { name: "Use it" }).click();
}

async function shop(options: WindowOptions = {}): Promise<Page> {
  const page = await newDesign(options);
  await bring(page, SHOP);
  await box(page, "db").waitFor();
  await saved(page);
  return page;
}

/** Starts a run and waits for its report. */
/** Until the end of this run is told: what stands there of an earlier one looks the same. */
async function run(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const told of document.querySelectorAll(".studio [aria-live] > span")) told.classList.add("is-old");
  });
  await page.keyboard.press("Control+Enter");
  const end = page.locator(".studio [aria-live] > span:not(.is-old)", { hasText: "The run is over." });
  await end.waitFor({ state: "attached" });
  await page.locator(".run-results .summary-table").waitFor({ state: "attached" });
}

async function centre(of: Locator): Promise<{ x: number; y: number }> {
  const rect = await of.boundingBox();
  assert.ok(rect);
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

async function addByKey(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("a");
  await page.locator(".chooser").waitFor();
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await page.locator(".chooser").waitFor({ state: "detached" });
}

test("a whole design is drawn, turned, run and kept by keyboard alone", async () => {
  const page = await newDesign();
  await addByKey(page, "client");
  await addByKey(page, "serv");
  await addByKey(page, "datab");
  assert.deepEqual((await drawn(page)).parts, ["clients", "service", "database"]);
  // Shift and Tab go back through the parts; `c` asks whom the selected one calls.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await page.locator(".chooser").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("c");
  await page.keyboard.type("data");
  await page.keyboard.press("Enter");
  await page.locator(".chooser").waitFor({ state: "detached" });
  assert.deepEqual((await drawn(page)).calls, ["clients calls service", "service calls database"]);
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
    "service calls database",
  );
  // Enter opens the knobs of the call, Esc goes back to it.
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement?.closest(".studio-side") !== null));
  await knob(page, "retries").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2");
  await page.keyboard.press("Escape");
  assert.match((await wire(page, 1).getAttribute("aria-label")) ?? "", /2 retries/);
  // Arrows move a part by a step of the grid.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  const before = await box(page, "database").getAttribute("transform");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(
    (was) => document.querySelector('[data-node="database"]')?.getAttribute("transform") !== was,
    before,
  );
  await run(page);
  await saved(page);
  await page.reload();
  await box(page, "database").waitFor();
  assert.deepEqual(await drawn(page), {
    parts: ["clients", "service", "database"],
    calls: ["clients calls service", "service calls database"],
  });
  await page.keyboard.press("?");
  const keys = await page.locator("dialog .keys").innerText();
  for (const word of ["Add a part", "Connect the selected part", "Zoom in", "Undo", "Run the design"])
    assert.ok(keys.includes(word), word);
});

test("Tab leaves the drawing at its end, and Esc before it", async () => {
  const page = await shop();
  await box(page, "people").focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-edge")), "1");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".canvas > svg") === null), true);
  await box(page, "people").focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "tab");
});

test("parts are added, dragged and connected by mouse; everything is undone and done again", async () => {
  const page = await newDesign();
  await page.getByRole("button", { name: "Add Clients" }).click();
  await box(page, "clients").waitFor();
  const canvas = await page.locator(".canvas").boundingBox();
  assert.ok(canvas);
  const cache = await centre(page.getByRole("button", { name: "Add Cache" }));
  await drag(page, cache, { x: canvas.x + canvas.width - 120, y: canvas.y + 120 });
  await box(page, "cache").waitFor();
  // From the handle of one to another.
  await box(page, "clients").locator(".title").click();
  await drag(
    page,
    await centre(box(page, "clients").locator(".handle-dot")),
    await centre(box(page, "cache").locator(".paper")),
  );
  assert.deepEqual((await drawn(page)).calls, ["clients calls cache"]);
  const before = await box(page, "cache").getAttribute("transform");
  const place = await centre(box(page, "cache").locator(".paper"));
  await drag(page, place, { x: place.x - 60, y: place.y + 90 });
  assert.notEqual(await box(page, "cache").getAttribute("transform"), before);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(
    (was) => document.querySelector('[data-node="cache"]')?.getAttribute("transform") === was,
    before,
  );
  await page.keyboard.press("Control+z");
  await wire(page, 0).waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+Z");
  await wire(page, 0).waitFor({ state: "attached" });
  await box(page, "cache").locator(".title").click();
  await page.keyboard.press("d");
  await box(page, "cache-2").waitFor();
  await page.keyboard.press("Delete");
  await box(page, "cache-2").waitFor({ state: "detached" });
  // Let go over the ground: what is called is asked for.
  await box(page, "clients").locator(".title").click();
  await drag(page, await centre(box(page, "clients").locator(".handle-dot")), {
    x: canvas.x + canvas.width / 2,
    y: canvas.y + canvas.height - 60,
  });
  await page.locator(".chooser").waitFor();
  await page.keyboard.type("queue");
  await page.keyboard.press("Enter");
  await box(page, "queue").waitFor();
  assert.ok((await drawn(page)).calls.includes("clients calls queue"));
});

test("the view is moved and zoomed, and shows everything again", async () => {
  const page = await shop();
  const world = () => page.locator(".canvas > svg > g").getAttribute("transform");
  const fitted = await world();
  const canvas = await centre(page.locator(".canvas"));
  await drag(page, { x: canvas.x, y: canvas.y + 150 }, { x: canvas.x + 80, y: canvas.y + 90 });
  await page.waitForFunction(
    (was) => document.querySelector(".canvas > svg > g")?.getAttribute("transform") !== was,
    fitted,
  );
  const scale = async () => Number(/scale\(([\d.]+)\)/.exec((await world()) ?? "")?.[1]);
  const k = await scale();
  await page.keyboard.press("+");
  await page.waitForFunction(
    (was) =>
      !document.querySelector(".canvas > svg > g")?.getAttribute("transform")?.includes(`scale(${was})`),
    k,
  );
  assert.ok((await scale()) > k);
  await page.keyboard.press("0");
  await page.waitForFunction(
    (was) => document.querySelector(".canvas > svg > g")?.getAttribute("transform") === was,
    fitted,
  );
});

test("every knob of every part has words, and a number that is none says what would be one", async () => {
  const page = await newDesign();
  const nodes = fixture.palette.map(
    ({ kind }, index) =>
      `[[node]]\nid = "${kind}"\nkind = "${kind}"\nat = [${(index % 5) * 240}.0, ${Math.floor(index / 5) * 120}.0]\n`,
  );
  await bring(page, nodes.join("\n"));
  for (const { kind } of fixture.palette) {
    await box(page, kind).focus();
    await page.locator(".part-panel:not([hidden]) [data-knob]").first().waitFor({ state: "attached" });
    const silent = await page
      .locator(".part-panel:not([hidden]) [data-knob]")
      .evaluateAll((all) =>
        all
          .filter((one) => !one.querySelector(".knob-says")?.textContent)
          .map((one) => (one as HTMLElement).dataset.knob),
      );
    assert.deepEqual(silent, [], kind);
  }
  await box(page, "service").focus();
  await knob(page, "cores").fill("two");
  await page.locator('[data-knob="cores"] .wrong', { hasText: "Write a whole number from 1" }).waitFor();
  await knob(page, "cores").fill("16");
  await page.locator('[data-knob="cores"] .wrong').waitFor({ state: "hidden" });
  await box(page, "service").locator(".facts", { hasText: "2 × 16 cores" }).waitFor();
  await page.locator('[data-knob="work"] select').selectOption("wide");
  await box(page, "gateway").focus();
  await page.getByRole("checkbox", { name: "Rate limit" }).check();
  await page.locator('[data-knob="algorithm"] select').selectOption("fixed-window");
  await page.locator('[data-knob="window_s"]').waitFor();
  await saved(page);
  await page.getByRole("tab", { name: "Text" }).click();
  const text = page.locator(".cm-content");
  await text.filter({ hasText: "fixed-window" }).waitFor();
});

test("a name gives a part its id, and faults follow it", async () => {
  const page = await shop();
  await box(page, "people").focus();
  await addByKey(page, "cache");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a fault" }).click();
  await page.locator(".fault-dialog").getByLabel("What happens").selectOption("cold");
  await page.getByRole("button", { name: "Add the fault" }).click();
  await page.locator(".fault-list", { hasText: "cache forgets everything at 20 s" }).waitFor();
  await page.getByLabel("Name", { exact: true }).first().fill("Hot orders");
  await page.keyboard.press("Tab");
  await box(page, "hot-orders").waitFor();
  await page.locator(".fault-list", { hasText: "Hot orders forgets everything at 20 s" }).waitFor();
});

test("operations are added, named and told to calls", async () => {
  const page = await shop();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add an operation" }).click();
  await page.getByRole("button", { name: "Add an operation" }).click();
  const second = page.locator(".operation").nth(1);
  await second.getByLabel("Name").fill("Create order");
  await second.getByLabel("Name").press("Enter");
  await second.getByLabel("Writes").check();
  await wire(page, 1).focus();
  await page.locator(".knobs-more > summary").click();
  await page.getByLabel("create-order").check();
  await page.waitForFunction(() =>
    document.querySelector('[data-edge="1"]')?.getAttribute("aria-label")?.includes("create-order"),
  );
  await saved(page);
});

test("a run streams its moments, names what gives way, and its end is in figures", async () => {
  const page = await shop();
  await page.locator(".load-choice", { hasText: "100×" }).click();
  await run(page);
  const summary = page.locator(".summary-table");
  for (const name of ["Answered", "Failed", "p50", "p95", "p99", "Stale reads", "Lost writes"])
    await summary.locator("th", { hasText: name }).waitFor();
  await page.locator(".callout.gives-way").waitFor();
  assert.equal(await page.locator(".box.is-pressed.gives-way").count(), 1);
  assert.match(await page.locator(".summary-words").innerText(), /seed 1\. [\d,]+ events, trace [0-9a-f]+/);
  assert.match(await page.locator(".sr-only[role=status]").last().innerText(), /The run is over/);
  // A part's own charts, and the moment that is looked at.
  await box(page, "api").focus();
  await page.getByText("API: busy").waitFor();
  const chart = page.getByRole("img", { name: /^Requests a second\. offered: .* at the end/ });
  await chart.waitFor();
  const range = page.getByRole("slider", { name: "Moment of the run" });
  await range.focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() =>
    /^0|^1 s|s of 60 s/.test(document.querySelector(".scrubber output")?.textContent ?? ""),
  );
  assert.match((await range.getAttribute("aria-valuetext")) ?? "", /seconds: .* answered/);
  assert.match((await box(page, "api").getAttribute("aria-label")) ?? "", /now .*busy/);
});

test("the same seed gives the same run, and two runs stand side by side", async () => {
  const page = await shop();
  await page.locator(".load-choice", { hasText: "10×" }).click();
  await run(page);
  const trace = async () => /trace ([0-9a-f]+)/.exec(await page.locator(".summary-words").innerText())?.[1];
  const first = await trace();
  await page.getByRole("button", { name: "Keep as A" }).click();
  await run(page);
  await page.locator(".summary-table th", { hasText: "Difference" }).waitFor();
  assert.equal(await trace(), first);
  assert.deepEqual(
    [...new Set(await page.locator(".summary-table tbody td:last-child").allInnerTexts())],
    ["same"],
  );
  await box(page, "api").focus();
  await knob(page, "cores").fill("64");
  await page.getByText("The design has changed since").waitFor();
  await run(page);
  assert.notEqual(await trace(), first);
  assert.ok((await page.locator(".chart .line.is-other").count()) >= 6);
  await page.getByRole("button", { name: "Drop A" }).click();
  await page.locator(".summary-table th", { hasText: "Difference" }).waitFor({ state: "detached" });
});

test("a run is cancelled, and what stands in the way of one is said at its place", async () => {
  const page = await shop();
  let release = () => {};
  await page.route("**/studio/run", async (route) => {
    await new Promise<void>((done) => {
      release = done;
    });
    await route.abort().catch(() => {});
  });
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator(".strip-says", { hasText: "Cancelled" }).waitFor();
  release();
  await page.unroute("**/studio/run");
  await box(page, "people").focus();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+Enter");
  await page.locator(".run-results .trouble", { hasText: "cannot be run as it is" }).waitFor();
  assert.ok((await page.locator(".run-results .trouble li").count()) >= 1);
});

test("text and drawing follow one another, and a text that is wrong leaves the drawing", async () => {
  const page = await shop();
  await page.getByRole("tab", { name: "Text" }).click();
  const text = page.locator(".cm-content");
  await text.filter({ hasText: 'title = "Shop"' }).waitFor();
  await text.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("# mine\n");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText('\n[[node]]\nid = "mail"\nkind = "extrenal"\n');
  const foot = page.locator(".text-foot.is-wrong");
  await foot.filter({ hasText: "did you mean `external`?" }).waitFor();
  await foot.filter({ hasText: "The drawing is of the text before" }).waitFor();
  assert.deepEqual((await drawn(page)).parts, ["people", "api", "db"]);
  await page.getByRole("button", { name: "Go there" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+z");
  await page.keyboard.insertText('\n[[node]]\nid = "mail"\nkind = "external"\n');
  await box(page, "mail").waitFor();
  await page.locator(".text-foot:not(.is-wrong)").waitFor();
  await box(page, "api").focus();
  await page.keyboard.press("Delete");
  await text.filter({ hasText: "mail" }).waitFor();
  await page.waitForFunction(() => !document.querySelector(".cm-content")?.textContent?.includes('"api"'));
  assert.match(await text.innerText(), /^# mine/);
  await saved(page);
});

test("a flowchart is brought in, and the text is taken along", async () => {
  const page = await newDesign({ acceptDownloads: true });
  await page.getByRole("button", { name: "Import" }).first().click();
  await page.fill("#import-text", "[[node]\n");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.locator(".import-told.is-wrong", { hasText: "line 1" }).waitFor();
  await page.setInputFiles("#import-file", {
    name: "shop.mmd",
    mimeType: "text/plain",
    buffer: Buffer.from("flowchart LR\n  people[Clients] --> api[API service]\n  api --> db[(Orders)]\n"),
  });
  await page.locator(".import-told", { hasText: "3 parts and 2 calls were read" }).waitFor();
  await page.getByRole("button", { name: "Use it" }).click();
  await page.locator(".box .title", { hasText: "Orders" }).waitFor();
  assert.equal((await drawn(page)).calls.length, 2);
  await page.getByRole("textbox", { name: "Title" }).fill("From a chart");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  assert.equal(file.suggestedFilename(), "from-a-chart.toml");
  const text = await readFile((await file.path()) ?? "", "utf8");
  assert.match(text, /^title = "From a chart"/);
  assert.match(text, /\[\[edge\]\]/);
});

test("two tabs do not overwrite one another: both are kept, and one is chosen", async () => {
  const page = await shop();
  const other = await openPage(context, complaints);
  await other.goto(page.url());
  await box(other, "db").waitFor();
  await page.getByRole("textbox", { name: "Title" }).fill("Mine");
  await saved(page);
  await box(other, "db").focus();
  await other.keyboard.press("Delete");
  await other.locator(".studio-notice", { hasText: "Another tab saved this design" }).waitFor();
  await other.getByRole("button", { name: "Take the other tab's" }).click();
  await box(other, "db").waitFor();
  assert.equal(await other.getByRole("textbox", { name: "Title" }).inputValue(), "Mine");
  await other.keyboard.press("Control+z");
  await box(other, "db").waitFor({ state: "detached" });
  await saved(other);
  await other.reload();
  await box(other, "api").waitFor();
  assert.deepEqual((await drawn(other)).parts, ["people", "api"]);
});

test("what is drawn while the program is away is there after a reload, and saved when it is back", async () => {
  const page = await shop();
  await page.route(/\/studio\/[^/]+$/, (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await box(page, "db").focus();
  await addByKey(page, "queue");
  await page.locator(".studio-saved", { hasText: "Not saved yet" }).waitFor();
  await page.reload();
  await box(page, "queue").waitFor();
  await page.locator(".studio-saved", { hasText: "Not saved yet" }).waitFor();
  await page.unroute(/\/studio\/[^/]+$/);
  await saved(page);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await box(page, "queue").waitFor();
  // The browser reports what the route refused.
  complaints.splice(
    0,
    complaints.length,
    ...complaints.filter((one) => !one.includes("Failed to load resource")),
  );
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 1024, 390]) {
    test(`axe finds nothing and nothing runs over the edge at ${width} px, ${colorScheme}`, async () => {
      const page = await shop({ colorScheme, viewport: { width, height: 844 }, hasTouch: width < 500 });
      const look = async (what: string) => {
        assert.deepEqual(await axeFindings(page), [], what);
        assert.equal(await scrollsSideways(page), false, what);
      };
      const part = async (name: string) => {
        if (width < 500) await page.click(`.studio-tabs [data-part="${name}"]`);
      };
      await look("fresh");
      await box(page, "db").focus();
      await look("selected");
      await part("knobs");
      await look("knobs");
      await run(page);
      await look("run");
      await part("text");
      if (width >= 500) await page.getByRole("tab", { name: "Text" }).click();
      await page.locator(".cm-content").waitFor();
      await look("text");
      await part("canvas");
      await page.keyboard.press("Escape");
      await page.keyboard.press("a");
      await page.locator(".chooser").waitFor();
      await look("chooser");
      await page.keyboard.press("Escape");
      await page.locator(".chooser").waitFor({ state: "detached" });
      await part("run");
      await page.getByRole("button", { name: "Add a fault" }).click();
      await look("fault");
    });
  }
}

test("on a phone everything is within reach: add, connect, turn, run", async () => {
  const page = await newDesign({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const add = async (typed: string) => {
    await page.getByRole("button", { name: "Add a part" }).first().tap();
    await page.locator(".chooser input").fill(typed);
    await page.locator(".chooser-option").first().tap();
  };
  await add("client");
  await add("service");
  await box(page, "clients").locator(".paper").tap();
  await page.locator(".canvas-bar").getByRole("button", { name: "Connect" }).tap();
  await page.locator(".chooser-option").first().tap();
  await wire(page, 0).waitFor({ state: "attached" });
  await box(page, "service").locator(".paper").tap();
  await page.locator(".canvas-bar").getByRole("button", { name: "Knobs" }).tap();
  await knob(page, "cores").fill("2");
  await page.getByRole("button", { name: "Back to the drawing" }).tap();
  await page.locator(".studio-tabs").getByText("Run", { exact: true }).tap();
  await page.locator(".run-strip").getByRole("button", { name: "Run" }).tap();
  await page.locator(".summary-table").waitFor();
  const small = await page
    .locator(".run-strip :is(button, select, .load-choice), .studio-tabs button")
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.textContent),
    );
  assert.deepEqual(small, [], "smaller than a finger");
});

test("in a design round the drawing is the round's work, is kept, and both tabs see it", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await page.click("#tab-make");
  await page.locator(".work-drawing .canvas").waitFor();
  const other = await openPage(context, complaints);
  await other.goto(page.url());
  await other.click("#tab-make");
  await other.locator(".work-drawing .canvas").waitFor();
  await page.getByRole("button", { name: "Add a part" }).first().click();
  await page.keyboard.type("client");
  await page.keyboard.press("Enter");
  await box(page, "clients").waitFor();
  await page.locator(".studio-saved", { hasText: "Saved" }).waitFor();
  await box(other, "clients").waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.reload();
  await page.click("#tab-make");
  await box(page, "clients").waitFor();
});

test("words that are no design are safe in a design round, and become a comment of the drawing", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await page.click("#tab-make");
  await page.locator(".studio-tabs [data-part=text]").click();
  await page.locator(".cm-content").click();
  await page.keyboard.insertText("clients call the api, and that a cache");
  await page.locator(".text-foot.is-wrong").waitFor();
  await page.locator(".studio-saved", { hasText: "Saved" }).waitFor();
  await page.reload();
  await page.click("#tab-make");
  await page.getByText("The text is no design yet").waitFor();
  await page.getByRole("button", { name: "Open the text" }).click();
  await page.getByRole("button", { name: "Draw; keep this as a comment" }).click();
  await page.getByRole("button", { name: "Add a part" }).first().click();
  await page.keyboard.type("client");
  await page.keyboard.press("Enter");
  await box(page, "clients").waitFor();
  await page.locator(".studio-tabs [data-part=text]").click();
  await page.locator(".cm-content", { hasText: "# clients call the api, and that a cache" }).waitFor();
  await page.locator(".cm-content", { hasText: "[[node]]" }).waitFor();
});

/** One server for everything: it answers on an ordinary day, and nothing takes its place. */
const SMALL_SHORTENER = `title = "One of each"

[[node]]
id = "visitors"
kind = "clients"

[[node]]
id = "api"
kind = "service"
instances = 4

[[node]]
id = "links"
kind = "database"

[[edge]]
from = "visitors"
to = "api"

[[edge]]
from = "api"
to = "links"
`;

async function endSession(page: Page): Promise<void> {
  await page.locator(".room-end").getByText("End").click();
  await page.click("dialog >> text=End it");
  await page.locator(".room-ended").getByText("Read the debrief").click();
  await page.getByRole("radio", { name: "yes", exact: true }).check();
  await page.getByRole("button", { name: "Read the debrief" }).click();
  await page.waitForURL(/\/debrief$/);
}

async function drawInRoom(page: Page, text: string): Promise<void> {
  await page.click("#tab-make");
  await page.locator(".studio-tabs [data-part=text]").click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await page.locator(".studio-saved", { hasText: "Saved" }).waitFor();
}

test("in training a drawing is checked against the targets, and the debrief says what ran", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await page.click("#tab-make");
  const check = page.getByRole("button", { name: "Check against the targets" });
  assert.equal(await check.getAttribute("aria-disabled"), "true", "there is nothing to check yet");
  await page.getByText("What is asked of a drawing: 8 targets").click();
  await page.getByText("It costs at most 40,000 USD a month.").waitFor();
  await drawInRoom(page, SMALL_SHORTENER);
  await check.click();
  await page.locator(".result", { hasText: /of 8 targets met/ }).waitFor({ timeout: 60_000 });
  assert.deepEqual(await axeFindings(page), []);
  await page.locator(".studio-tabs [data-part=text]").click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("# so far");
  await page.locator(".result", { hasText: "the drawing has changed since" }).waitFor();
  await page.reload();
  await page.click("#tab-make");
  await page.locator(".result", { hasText: /of 8 targets met/ }).waitFor();
  await endSession(page);
  await page.getByRole("heading", { name: "What ran" }).waitFor({ timeout: 60_000 });
  await page
    .getByText(/greenroom simulate DESIGN.toml --problem url-shortener/)
    .first()
    .waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test("an assessment names no targets, and its debrief says what ran", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "assessment");
  await drawInRoom(page, SMALL_SHORTENER);
  assert.equal(await page.getByRole("button", { name: "Check against the targets" }).count(), 0);
  assert.equal((await page.content()).includes("40,000 USD"), false);
  await endSession(page);
  await page
    .getByText(/of 8 targets met/)
    .first()
    .waitFor({ timeout: 60_000 });
});
