import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import {
  axeFindings,
  Greenroom,
  openBrowser,
  openPage,
  openWindow,
  say,
  scrollsSideways,
  startSession,
  type WindowOptions,
  waitUntilSaved,
} from "./greenroom";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];
/** Two sessions that have ended, made before the tests. */
const ended: string[] = [];

before(async () => {
  greenroom = await Greenroom.start();
  browser = await openBrowser();
  const page = await freshPage();
  for (const mode of ["training", "assessment"] as const) {
    ended.push(await startSession(page, greenroom.base, "round-design", mode));
    await say(page, "How many links a month? Sixty-two to the seven is three and a half trillion.");
    await waitUntilSaved(page, "Sixty-two to the seven");
    await page.locator(".room-end").getByText("End").click();
    await page.click("dialog >> text=End it");
    await page.locator(".room-ended").waitFor();
  }
  await context.close();
});
after(async () => {
  await browser?.close();
  await greenroom?.stop();
});
afterEach(async () => {
  await context?.close();
  assert.deepEqual(complaints.splice(0), [], "the browser's console complained");
});

async function freshPage(options: WindowOptions = {}): Promise<Page> {
  context = await openWindow(browser, options);
  return openPage(context, complaints);
}

const at = (path: string) => new URL(path, greenroom.base).href;

/** Every page that needs no body sent. Filled in late, because sessions have ids. */
const pages = (): string[] => [
  "/",
  "/start",
  "/code",
  "/code/request-window",
  "/drills",
  "/drills/a-bucket-for-bursts",
  "/drills/only-one-of-them-locks",
  "/cards",
  "/cards/review",
  "/plan",
  "/progress",
  "/sessions",
  "/profile",
  "/data",
  // Before the self-score and after it.
  `/sessions/${ended[0]}/debrief`,
  `/sessions/${ended[0]}/debrief?skip=1`,
  `/sessions/compare?a=${ended[0]}&b=${ended[1]}`,
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 1024, 390]) {
    test(`every page passes axe and stays within ${width} px, ${colorScheme}`, async () => {
      const page = await freshPage({ colorScheme, viewport: { width, height: 844 } });
      for (const path of pages()) {
        const response = await page.goto(at(path));
        assert.equal(response?.status(), 200, path);
        assert.deepEqual(await axeFindings(page), [], path);
        assert.equal(await scrollsSideways(page), false, `${path} scrolls sideways`);
        assert.equal(await page.locator("h1").count(), 1, `${path} has one h1`);
      }
    });
  }
}

test("every page is whole without scripts", async () => {
  const page = await freshPage({ javaScriptEnabled: false });
  for (const path of pages()) {
    await page.goto(at(path));
    assert.ok((await page.locator("main").innerText()).length > 20, path);
  }
});

test("the theme is chosen with a button and stays chosen, and two tabs agree", async () => {
  const page = await freshPage({ colorScheme: "light" });
  await page.goto(at("/"));
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  const other = await openPage(context, complaints);
  await other.goto(at("/"));
  const toggle = page.locator("[data-theme-toggle]");
  await toggle.click();
  assert.equal(await paper(), light, "light is what the system has");
  await toggle.click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), dark);
  await other.waitForFunction(() => document.documentElement.dataset.theme === "dark");
});

test("the keys of a page are shown by ? and closed by Esc, and act", async () => {
  const page = await freshPage();
  await page.goto(at("/start?problem=url-shortener"));
  await page.keyboard.press("?");
  await page.locator("dialog", { hasText: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  const start = page.locator("[data-key]").first();
  const key = (await start.getAttribute("data-key")) as string;
  await page.keyboard.press(key.split(" ")[0] as string);
  await page.waitForURL(/\/sessions\//);
});

test("a link past the navigation comes first for the keyboard", async () => {
  const page = await freshPage();
  await page.goto(at("/sessions"));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
});

test("the transcript lights the line that the address names", async () => {
  const page = await freshPage();
  await page.goto(at(`/sessions/${ended[0]}/debrief?skip=1`));
  const line = page.locator(".transcript .by-candidate[id]").first();
  const id = await line.getAttribute("id");
  assert.ok(id, "lines have ids to be linked to");
  const plain = await line.locator("div").evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.goto(at(`/sessions/${ended[0]}/debrief?skip=1#${id}`));
  const lit = await line.locator("div").evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(lit, plain);
});

test("a session is deleted only after the question was answered with yes", async () => {
  const page = await freshPage();
  const session = await startSession(page, greenroom.base, "round-behavioral", "training");
  await page.goto(at("/sessions"));
  const form = page.locator(`form[action="/sessions/${session}/delete"]`);
  await form.locator("button").click();
  await page.click("dialog >> text=Cancel");
  assert.equal(await form.count(), 1);
  await form.locator("button").click();
  await page.locator("dialog .button.danger").click();
  await form.waitFor({ state: "detached" });
});
