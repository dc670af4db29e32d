// A first user's way through all of it, in one data folder: profile, mock, hints, debrief, exports, and the
// move to another machine. The tests follow one another, as the user's steps do.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import {
  axeFindings,
  Greenroom,
  inRoom,
  openBrowser,
  openPage,
  openWindow,
  percentile,
  say,
  startSession,
  waitUntilSaved,
} from "./greenroom";

const SAID =
  "Sixty-two to the seven is three and a half trillion, so seven characters are enough for six billion links.";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
let design = "";
let mock = "";
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
  assert.deepEqual(complaints.splice(0), [], "the browser's console complained");
});

async function freshPage(): Promise<Page> {
  context = await openWindow(browser, { acceptDownloads: true });
  return openPage(context, complaints);
}

const at = (path: string) => new URL(path, greenroom.base).href;

test("a first visit says what will be here and offers the one way to get it", async () => {
  const page = await freshPage();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ["/", "/sessions", "/profile", "/start", "/data"]) {
      await page.goto(at(path));
      assert.deepEqual(await axeFindings(page), [], path);
    }
  }
  await page.goto(at("/sessions"));
  await page.locator(".empty .button.primary").click();
  await page.waitForURL(/\/start$/);
});

test("a wrong date is named and what else was chosen is kept; a right one counts down", async () => {
  const page = await freshPage();
  await page.goto(at("/profile"));
  await page.check('input[name="level"][value="staff"]');
  await page.selectOption("#language", "go");
  // A browser's own date field gives only dates; older ones and other programs give anything.
  await page.locator("#day").evaluate((day: HTMLInputElement) => {
    day.type = "text";
    day.value = "<b>31 February</b>";
  });
  const answer = page.waitForResponse(/\/profile$/);
  await page.getByRole("button", { name: "Save" }).click();
  assert.equal((await answer).status(), 422);
  await page.locator("#day-wrong", { hasText: "“<b>31 February</b>” is no date" }).waitFor();
  assert.ok(await page.isChecked('input[name="level"][value="staff"]'));
  assert.equal(await page.inputValue("#language"), "go");

  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await page.fill("#day", soon);
  await page.check('input[name="level"][value="senior"]');
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(at("/"));
  // A night may lie between this machine's date and UTC's.
  assert.match(await page.locator("h1").innerText(), /^(19|20|21) days to your loop\.$/);
  assert.match(await page.locator(".lede").innerText(), /^Senior, Go,/);
});

test("the mock begins with a warm-up, counts its rounds, and is where it was after a reload", async () => {
  const page = await freshPage();
  mock = await startSession(page, greenroom.base, "mock-60", "training");
  await page.locator(".strip-where", { hasText: "Warm-up" }).waitFor();
  assert.equal(await page.locator(".hint").isVisible(), false, "nothing to hint at in a warm-up");
  await page.locator(".room-strip button").click();
  await page.click("dialog >> text=Move on");
  await page.locator(".strip-where", { hasText: "Round 1 of 7" }).waitFor();
  await page.reload();
  await inRoom(page);
  await page.locator(".strip-where", { hasText: "Round 1 of 7" }).waitFor();
  await page.locator(".statement p").first().waitFor();
  // Today leads back to it.
  await page.goto(at("/"));
  await page.getByRole("link", { name: "Go on" }).click();
  await page.waitForURL(at(`/sessions/${mock}`));
});

test("hints come one rung at a time, each at the price it named, and stay after a reload", async (t) => {
  const page = await freshPage();
  design = await startSession(page, greenroom.base, "round-design", "training");
  await say(page, SAID);
  await waitUntilSaved(page, "Sixty-two to the seven");
  const words =
    "The redirect is read far more often than it is written, so popular links sit in a cache in front of the store, and a miss goes to a replica. ";
  // Most of it faster than anybody types; the end at a quick typist's pace, which is what is measured.
  const box = page.locator(".composer-field");
  await box.pressSequentially(words.slice(0, 90), { delay: 12 });
  await page.evaluate(() => {
    window.greenroomHintLatencies.length = 0;
  });
  await box.pressSequentially(words.slice(90), { delay: 100 });
  const offer = page.locator(".hint-line button");
  let spent = 0;
  for (const rung of ["nudge", "pointer", "answer"]) {
    await page.locator(".hint-line button", { hasText: rung }).waitFor();
    const price = Number(/costs (\d+) point/.exec(await offer.innerText())?.[1] ?? 0);
    // A double click is one wish.
    await offer.dblclick();
    spent += price;
    await page.locator(".hint-spent", { hasText: `${spent} point` }).waitFor();
    // And the next one is a new wish.
    await page.waitForTimeout(600);
  }
  assert.equal(await page.locator(".hint-shown p").count(), 3);
  const latencies = await page.evaluate(() => window.greenroomHintLatencies);
  t.diagnostic(
    `hint latency in the browser over ${latencies.length}: p50 ${percentile(latencies, 50)} ms, p99 ${percentile(latencies, 99)} ms`,
  );
  await page.reload();
  await inRoom(page);
  await page.locator(".hint-spent", { hasText: `${spent} point` }).waitFor();
});

test("nothing of what is typed is run, and all of it is kept letter for letter", async () => {
  const page = await freshPage();
  await page.goto(at(`/sessions/${design}`));
  await inRoom(page);
  const odd = [
    '<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>',
    "שלום, the cache \u202eis\u202c first",
    "👩‍👩‍👧‍👦 and 🇸🇪, e\u0301 and \u{1f469}\u{1f3fd}\u200d\u{1f4bb}",
    "bell \u0007 and \u001b[31mred\u001b[0m",
    "w".repeat(2_000),
  ];
  for (const text of odd) {
    await say(page, text);
    await page.locator(".saving").first().waitFor({ state: "detached" });
  }
  const said = () => page.locator(".by-candidate > div").allTextContents();
  await page.waitForFunction(() => document.querySelectorAll(".by-candidate").length >= 6);
  await page.reload();
  await inRoom(page);
  for (const text of odd) assert.ok((await said()).includes(text), JSON.stringify(text.slice(0, 40)));
  assert.equal(await page.evaluate(() => "wasRun" in window), false);
  const megabyte = "x".repeat(1 << 20);
  for (const field of [".composer-field", ".notes-field"]) {
    await page.locator(field).evaluate((element, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      element.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, megabyte);
    assert.ok((await page.inputValue(field)).length < 200_000, field);
  }
});

test("the end, one's own vote, the debrief, and the way from a finding to the words", async () => {
  const page = await freshPage();
  await page.goto(at(`/sessions/${design}`));
  await inRoom(page);
  await page.locator(".room-end").getByText("End").click();
  await page.click("dialog >> text=End it");
  await page.locator(".room-ended").getByText("Read the debrief").click();
  await page.getByRole("radio", { name: "yes", exact: true }).check();
  await page.getByRole("button", { name: "Read the debrief" }).click();
  await page.waitForURL(/\/debrief$/);
  const finding = page.locator("details.finding", { has: page.locator(".quote", { hasText: "Sixty-two" }) });
  await finding.first().waitFor();
  if ((await finding.first().getAttribute("open")) === null) await finding.first().locator("summary").click();
  const quote = finding.first().locator(".quote", { hasText: "Sixty-two" }).first();
  const words = (await quote.locator("p").innerText()).replace(/[“”]/g, "");
  await quote.locator("a").click();
  const line = page.locator(".transcript > li:target");
  assert.ok((await line.innerText()).includes(words), words);
  await page.waitForFunction(() => {
    const box = document.querySelector(".transcript > li:target")?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
  });
  assert.equal(await page.evaluate(() => "wasRun" in window), false);
  await page.locator(".bands .is-self", { hasText: "yes" }).first().waitFor();

  // Back to a room that is over: the debrief, not a place to write.
  await page.goto(at("/"));
  await page.goto(at(`/sessions/${design}`));
  await page.waitForURL(/\/debrief$/);
  await page.goBack();
  await page.waitForURL(at("/"));
});

test("the exports stand alone", async () => {
  const page = await freshPage();
  await page.goto(at(`/sessions/${design}/debrief`));
  const saved = async (name: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name, exact: true }).click();
    const file = await (await download).path();
    return { file, text: await readFile(file, "utf8") };
  };
  const html = await saved("Save as HTML");
  assert.doesNotMatch(html.text, /<script|<link|<img|<iframe|@import|url\(|\son\w+\s*=\s*"/i);
  const leaves = [...html.text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to ?? "");
  assert.deepEqual(
    leaves.filter((to) => !to.startsWith("#") && !to.startsWith("https://")),
    [],
    "only anchors, and links that a strong answer has to the web",
  );
  const alone = await browser.newContext();
  const asked: string[] = [];
  const file = await alone.newPage();
  file.on("request", (request) => asked.push(request.url()));
  await file.setContent(html.text);
  assert.deepEqual(await axeFindings(file), []);
  assert.ok((await file.locator(".transcript").innerText()).includes("Sixty-two to the seven"));
  assert.deepEqual(asked, [], "the file asked the network for something");
  await alone.close();

  assert.ok((await saved("Markdown")).text.includes("Sixty-two to the seven"));
  const json = JSON.parse((await saved("JSON")).text) as { rounds: unknown[] };
  assert.equal(json.rounds.length, 1);
  const log = (await saved("The session's log")).text.trimEnd().split("\n");
  for (const line of log) assert.equal(typeof JSON.parse(line), "object");
});

test("everything moves to another Greenroom in one file, once", async () => {
  const page = await freshPage();
  await page.goto(at("/data"));
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  const buffer = await readFile(await (await download).path());
  const other = await Greenroom.start();
  try {
    const there = (path: string) => new URL(path, other.base).href;
    const bring = async (name: string, content: Buffer) => {
      await page.goto(there("/data"));
      await page.setInputFiles("#file", { name, mimeType: "application/jsonl", buffer: content });
      await page.getByRole("button", { name: "Import" }).click();
      return page.locator(".trouble").innerText();
    };
    assert.match(await bring("broken.jsonl", Buffer.from("not an export\n")), /Nothing was imported/);
    assert.match(
      await bring("half.jsonl", buffer.subarray(0, Math.floor(buffer.length * 0.6))),
      /Nothing was imported/,
    );
    await page.goto(there("/sessions"));
    await page.locator(".empty").waitFor();
    assert.match(await bring("export.jsonl", buffer), /2 sessions came in/);
    assert.match(await bring("export.jsonl", buffer), /2 sessions were here already/);
    await page.goto(there(`/sessions/${design}/debrief`));
    const moved = await page.locator(".letter").innerText();
    await page.goto(at(`/sessions/${design}/debrief`));
    assert.equal(moved, await page.locator(".letter").innerText());
    await page.goto(there("/"));
    assert.match(await page.locator("h1").innerText(), /days to your loop/);
  } finally {
    await other.stop();
  }
});

test("a session that is deleted in one tab says so in the other", async () => {
  const page = await freshPage();
  await page.goto(at(`/sessions/${mock}`));
  await inRoom(page);
  const other = await openPage(context, complaints);
  await other.goto(at("/sessions"));
  await other.locator(`form[action="/sessions/${mock}/delete"] button`).click();
  await other.locator("dialog .button.danger").click();
  await other.locator(`form[action="/sessions/${mock}/delete"]`).waitFor({ state: "detached" });
  await page.locator(".room-notice", { hasText: "This session was deleted" }).waitFor();

  for (const path of [`/sessions/${mock}`, `/sessions/${mock}/debrief`, "/sessions/never-was", "/nowhere"]) {
    const response = await page.goto(at(path));
    assert.equal(response?.status(), 404, path);
    await page.locator(".trouble h1").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axeFindings(page), [], `${path} ${colorScheme}`);
    }
  }
});

test("two quick clicks on Start make one session", async () => {
  const page = await freshPage();
  await page.goto(at("/sessions"));
  const before = await page.locator(".list > li").count();
  await page.goto(at("/start?problem=url-shortener"));
  await page.locator("main form button.primary").dblclick({ noWaitAfter: true });
  await page.waitForURL(/\/sessions\/[^/]+$/);
  await inRoom(page);
  // Pausing twice in a row is pausing and going on; moving on twice is moving on once.
  await page.locator(".room-end").getByText("Pause").dblclick();
  await page.waitForTimeout(300);
  if (await page.locator(".room-paused").isVisible()) await page.locator(".room-paused button").click();
  await page.locator(".room-paused").waitFor({ state: "hidden" });
  await page.locator(".room-strip button").click();
  await page.locator("dialog").getByText("Move on", { exact: true }).dblclick();
  await page.waitForFunction(() => document.querySelector(".strip-phases .is-done") !== null);
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".strip-phases .is-done").count(), 1);
  await page.goto(at("/sessions"));
  assert.equal(await page.locator(".list > li").count(), before + 1);
});
