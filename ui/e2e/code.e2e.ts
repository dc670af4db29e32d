// Code that runs: alone on the page of a problem, and in a coding round.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
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

const PROBLEM = "/code/request-window";
const SOLUTION = "../content/coding/request-window/submissions/accepted/window_per_client/solution.py";
const WRONG = "def first_breaches(log, window_ms, limit):\n    return []\n";
const BROKEN = "def first_breaches(log, window_ms, limit):\n    return []\n\n\ndef other(:\n    pass\n";
const ENDLESS = "def first_breaches(log, window_ms, limit):\n    while True:\n        pass\n";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
let solution = "";
const complaints: string[] = [];

before(async () => {
  solution = await readFile(SOLUTION, "utf8");
  greenroom = await Greenroom.start();
  browser = await openBrowser();
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

async function openProblem(options: WindowOptions = {}): Promise<Page> {
  const page = await freshPage(options);
  await page.goto(at(PROBLEM));
  await page.locator(".cm-content").waitFor();
  return page;
}

/** As a paste puts it there: typed code would be indented and closed by the editor. */
async function write(page: Page, code: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(code);
}

const result = (page: Page) => page.locator(".result").first();

async function runAndRead(page: Page, name: string): Promise<string> {
  const before = await page.locator(".result").count();
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator(".result").nth(before).waitFor({ state: "attached" });
  return result(page).innerText();
}

test("a wrong answer to the samples shows the first difference, and is read out once", async () => {
  const page = await openProblem();
  await write(page, WRONG);
  const told = await runAndRead(page, "Run the samples");
  assert.match(told, /wrong answer/i);
  await page.locator(".result .says").first().waitFor();
  assert.match(
    await page.locator(".case-texts").first().innerText(),
    /Input[\s\S]*Expected[\s\S]*ada[\s\S]*Got/,
  );
  assert.match(await page.locator(".run-bar [role=status]").innerText(), /Wrong answer/);
  const download = page.locator(".case-texts dt a").first();
  const data = await page.request.get(at((await download.getAttribute("href")) ?? ""));
  assert.equal(data.status(), 200);
  assert.match(data.headers()["content-disposition"] ?? "", /^attachment/);
  assert.match(data.headers()["content-type"] ?? "", /^text\/plain/);
});

test("names of cases are no paths", async () => {
  const page = await freshPage();
  for (const name of [
    "..%2f..%2fproblem.toml",
    "secret/../../problem.toml",
    "generate.py",
    "sample/1-one-client.in.in",
  ]) {
    const answer = await page.request.get(at(`${PROBLEM}/data/${name}`));
    assert.equal(answer.status(), 404, name);
  }
});

test("a compile error's button takes the cursor to its line", async () => {
  const page = await openProblem();
  await write(page, BROKEN);
  assert.match(await runAndRead(page, "Run the samples"), /Compile error: nothing was run/);
  await page.locator("[data-line]").first().click();
  await page.keyboard.insertText("# here");
  const line = page.locator(".cm-line", { hasText: "# here" });
  assert.match(await line.innerText(), /def other/);
});

test("code that never ends meets the time limit", async () => {
  const page = await openProblem();
  await write(page, ENDLESS);
  assert.match(await runAndRead(page, "Run the samples"), /time limit/i);
  assert.match(await page.locator(".result .says").first().innerText(), /The limit is/);
});

test("progress and Cancel come after a second, and a cancelled run counts for nothing", async () => {
  const page = await openProblem();
  await write(page, ENDLESS);
  await page.getByRole("button", { name: "Run the samples" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await result(page).waitFor();
  assert.match(await result(page).innerText(), /Cancelled\. Nothing was counted\./);
  await page.locator(".run-bar").getByRole("button", { name: "Cancel" }).waitFor({ state: "hidden" });
});

test("an own case begins as the first sample and is compared with what was expected", async () => {
  const page = await openProblem();
  await write(page, WRONG);
  await page.getByText("My cases", { exact: true }).click();
  const input = page.getByLabel("Input, case 1");
  assert.match(await input.inputValue(), /"ada"/);
  await page.getByLabel("Expected, if you know it, case 1").fill('["ada",500]');
  assert.match(await runAndRead(page, "Run my cases"), /wrong answer/i);
  await page.getByRole("button", { name: "Add a case" }).click();
  await page.getByLabel("Input, case 2").fill("[]\n500\n1");
  await page.reload();
  await page.getByText("My cases", { exact: true }).click();
  assert.equal(await page.getByLabel("Input, case 2").inputValue(), "[]\n500\n1");
  await page.getByRole("button", { name: "Remove case 2" }).click();
  assert.equal(await page.locator(".own-list > li").count(), 1);
});

test("a right answer to every case is accepted, its growth drawn, and a claim compared with it", async () => {
  const page = await openProblem();
  await write(page, solution);
  const told = await runAndRead(page, "Run every case");
  assert.match(told, /Accepted: \d+ cases/);
  await page.getByRole("img", { name: /CPU time over n/ }).waitFor();
  await page.selectOption("#claim-time", "n^3");
  await page.locator(".claims-told", { hasText: "Time n^3: your claim" }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test("code is kept by language, over a reload, and can be started again", async () => {
  const page = await openProblem();
  await write(page, "# kept\n");
  await page.selectOption("#language", "go");
  await page.locator(".cm-content", { hasText: "func FirstBreaches" }).waitFor();
  await page.reload();
  await page.locator(".cm-content", { hasText: "func FirstBreaches" }).waitFor();
  await page.selectOption("#language", "python");
  await page.locator(".cm-content", { hasText: "# kept" }).waitFor();
  await page.getByRole("button", { name: "Start again" }).click();
  await page.locator("dialog").getByRole("button", { name: "Start again" }).click();
  await page.locator(".cm-content", { hasText: "def first_breaches" }).waitFor();
});

test("what is too large is refused in words, and nothing is lost", async () => {
  const page = await openProblem();
  const answer = await page.request.post(at(`${PROBLEM}/runs`), {
    headers: { origin: new URL(greenroom.base).origin },
    data: { language: "python", source: "x".repeat(3 * 1024 * 1024), cases: "sample", own: [] },
  });
  assert.equal(answer.status(), 413);
  assert.match((await answer.json()).error, /larger than 2 MiB/);
});

test("another site cannot start a run", async () => {
  const page = await freshPage();
  const answer = await page.request.post(at(`${PROBLEM}/runs`), {
    headers: { origin: "https://evil.example" },
    data: { language: "python", source: WRONG, cases: "sample", own: [] },
  });
  assert.equal(answer.status(), 403);
});

test("the list is filtered by links, and hints open one at a time, without scripts", async () => {
  const page = await freshPage({ javaScriptEnabled: false });
  await page.goto(at("/code"));
  const all = await page.locator(".list > li").count();
  await page.getByRole("link", { name: "Hard", exact: true }).click();
  await page.waitForURL(/difficulty=hard/);
  const hard = await page.locator(".list > li").count();
  assert.ok(hard > 0 && hard < all, `${hard} of ${all}`);
  assert.deepEqual([...new Set(await page.locator(".list .list-meta").allInnerTexts())], ["hard"]);
  await page.goto(at("/code?topic=no-such"));
  await page.locator(".empty").waitFor();
  await page.goto(at(PROBLEM));
  await page.getByText("Hints", { exact: true }).click();
  const ladder = page.locator(".ladder > li").first();
  await ladder.getByText(/^nudge/).click();
  await ladder.getByText("pointer", { exact: true }).waitFor();
  assert.equal(await ladder.getByText("reveal", { exact: true }).isVisible(), false);
  assert.equal((await page.goto(at("/code/no-such-problem")))?.status(), 404);
});

test("the whole way by keyboard: write, run, read", async () => {
  const page = await openProblem();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(WRONG);
  await page.keyboard.press("Control+Enter");
  await result(page).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+e");
  await page.locator(".result").nth(1).waitFor({ state: "attached" });
  await page.locator(".results").focus();
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement?.closest(".results") !== null));
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`the pages of code pass axe and stay within ${width} px, ${colorScheme}`, async () => {
      const page = await openProblem({ colorScheme, viewport: { width, height: 844 } });
      await write(page, `${WRONG}# ${"a long line ".repeat(40)}`);
      await runAndRead(page, "Run the samples");
      await page.getByText("My cases", { exact: true }).click();
      assert.deepEqual(await axeFindings(page), []);
      assert.equal(await scrollsSideways(page), false);
      await page.goto(at("/code"));
      assert.deepEqual(await axeFindings(page), []);
      assert.equal(await scrollsSideways(page), false);
    });
  }
}

for (const mode of ["training", "assessment"] as const) {
  test(`in a round, ${mode}: what was just written runs, and is there after a reload`, async () => {
    const page = await freshPage();
    await startSession(page, greenroom.base, "round-coding", mode);
    await page.click("#tab-make");
    await page.locator(".cm-content").waitFor();
    await write(page, BROKEN);
    // At once, before the editor's pause has passed.
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-line]").first().click();
    await page.keyboard.insertText("# here");
    assert.match(await page.locator(".cm-line", { hasText: "# here" }).innerText(), /def other/);
    await write(page, solution);
    assert.match(await runAndRead(page, "Run every case"), /Accepted: \d+ cases/);
    assert.match(await page.locator(".run-bar [role=status]").innerText(), /Accepted/);
    assert.deepEqual(await axeFindings(page), []);
    await page.reload();
    await page.click("#tab-make");
    await page.locator(".result").nth(1).waitFor({ state: "attached" });
    assert.match(await result(page).innerText(), /Accepted/);
    assert.equal(await page.locator(".run-bar [role=status]").innerText(), "", "old news is not read out");
  });
}

test("in a round a run is cancelled, and results fold and grow but never push the editor out", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-coding", "training");
  await page.click("#tab-make");
  await page.locator(".cm-content").waitFor();
  await write(page, ENDLESS);
  await page.getByRole("button", { name: "Run every case" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await result(page).waitFor();
  assert.match(await result(page).innerText(), /Cancelled\. Nothing was counted\./);
  const split = page.getByRole("separator", { name: "Height of the results" });
  await split.focus();
  for (let press = 0; press < 60; press += 1) await split.press("ArrowUp");
  const editor = await page.locator(".work-editor").boundingBox();
  assert.ok((editor?.height ?? 0) > 60, `the editor is ${editor?.height} px high`);
  await split.press("Enter");
  await page.locator(".results").waitFor({ state: "hidden" });
  await split.press("Enter");
  await page.locator(".results").waitFor();
});

test("in a round on a phone everything is within reach", async () => {
  const page = await freshPage({ viewport: { width: 390, height: 844 } });
  await startSession(page, greenroom.base, "round-coding", "training");
  await page.click("#tab-make");
  await page.locator(".cm-content").waitFor();
  await write(page, WRONG);
  await runAndRead(page, "Run the samples");
  assert.equal(await scrollsSideways(page), false);
  assert.deepEqual(await axeFindings(page), []);
  const editor = await page.locator(".work-editor").boundingBox();
  assert.ok((editor?.height ?? 0) >= 150, `the editor is ${editor?.height} px high`);
});
