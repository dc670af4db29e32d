import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContext, Page, WebSocketRoute } from "playwright-core";
import {
  axeFindings,
  Greenroom,
  inRoom,
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

async function freshPage(options: WindowOptions = {}): Promise<Page> {
  context = await openWindow(browser, options);
  return openPage(context, complaints);
}

test("what was said is there after a reload, and what was only typed is too", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await say(page, "How many links are made in a month?");
  await waitUntilSaved(page, "How many links are made");
  await page.locator(".composer-field").pressSequentially("and how long do they");
  await page.reload();
  await inRoom(page);
  await waitUntilSaved(page, "How many links are made");
  assert.equal(await page.inputValue(".composer-field"), "and how long do they");
  assert.equal(await page.locator(".by-candidate").count(), 1);
});

test("Shift and Enter make a line, Enter sends, and an empty box sends nothing", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  const field = page.locator(".composer-field");
  await field.press("Enter");
  await field.pressSequentially("first");
  await field.press("Shift+Enter");
  await field.pressSequentially("second");
  await field.press("Enter");
  await waitUntilSaved(page, "second");
  assert.equal(await page.locator(".by-candidate div").innerText(), "first\nsecond");
  assert.equal(await field.inputValue(), "");
});

test("two tabs show the same: words, code, notes, pause", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-coding", "training");
  const other = await openPage(context, complaints);
  await other.goto(page.url());
  await inRoom(other);

  await say(page, "Said in the first tab.");
  await waitUntilSaved(other, "Said in the first tab.");

  await page.click("#tab-make");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# from the first tab");
  await other.click("#tab-make");
  await other.locator(".cm-content", { hasText: "# from the first tab" }).waitFor();
  await other.locator(".cm-content").click();
  await other.keyboard.press("Control+Home");
  await other.keyboard.type("# from the second tab");
  await other.keyboard.press("Enter");
  await page.locator(".cm-content", { hasText: "# from the second tab" }).waitFor();
  const text = await page.locator(".cm-content").innerText();
  assert.ok(text.includes("# from the first tab"), text);

  await page.fill(".notes-field", "a hundred reads to one write");
  await waitForValue(other, ".notes-field", "a hundred reads to one write");

  await page.locator(".room-end").getByText("Pause").click();
  await other.locator(".room-paused").waitFor();
  assert.equal(await other.locator("#work").isVisible(), false);
  await other.locator(".room-paused button").click();
  await page.locator(".room-paused").waitFor({ state: "hidden" });
});

test("work that was made is there after a reload", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-database", "training");
  await page.click("#tab-make");
  await page.locator(".cm-content").click();
  await page.keyboard.type("create table seat (id integer primary key);");
  await page.fill(".notes-field", "asked: how many seats?");
  await page.locator(".saved", { hasText: "Saved" }).waitFor();
  // At once, before the notes' pause is over: leaving the page sends them.
  await page.reload();
  await inRoom(page);
  await waitForValue(page, ".notes-field", "asked: how many seats?");
  await page.click("#tab-make");
  await page.locator(".cm-content", { hasText: "create table seat" }).waitFor();
});

test("while the connection is away nothing is lost, and it says so", async () => {
  const page = await freshPage();
  let isDown = false;
  let live: WebSocketRoute | undefined;
  await page.routeWebSocket(/\/live$/, (socket) => {
    if (isDown) return void socket.close();
    live = socket;
    socket.connectToServer();
  });
  await startSession(page, greenroom.base, "round-design", "training");
  await say(page, "Before the cut.");
  await waitUntilSaved(page, "Before the cut.");
  isDown = true;
  await live?.close();
  await page.locator(".room-notice", { hasText: "Reconnecting" }).waitFor();
  await say(page, "Written while it was away.");
  await page.fill(".notes-field", "noted while it was away");
  await page.locator(".saving", { hasText: "not saved yet" }).waitFor();
  isDown = false;
  await waitUntilSaved(page, "Written while it was away.");
  await page.locator(".room-notice").waitFor({ state: "hidden" });
  assert.equal(await page.locator(".by-candidate").count(), 2);
  await page.reload();
  await inRoom(page);
  assert.equal(await page.locator(".by-candidate").count(), 2);
  await waitForValue(page, ".notes-field", "noted while it was away");
});

test("a program that is killed and started again costs no word", async (t) => {
  if (!greenroom.isOurs) return t.skip("BASE_URL names a program that is not ours to kill");
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await say(page, "Sixty-two to the seven is three and a half trillion.");
  await waitUntilSaved(page, "Sixty-two to the seven");
  await page.locator(".composer-field").pressSequentially("so seven charac");
  await greenroom.kill();
  await page.locator(".room-notice", { hasText: "Reconnecting" }).waitFor();
  await say(page, "so seven characters");
  await greenroom.startAgain();
  await page.locator(".room-notice").waitFor({ state: "hidden" });
  if (await page.locator(".room-paused").isVisible()) await page.locator(".room-paused button").click();
  await waitUntilSaved(page, "so seven characters");
  assert.equal(await page.locator(".by-candidate").count(), 2);
});

test("a long paste asks, a longer one is refused, and the clipboard keeps it", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-coding", "training");
  await paste(page, ".composer-field", "x".repeat(200_001));
  await page.locator(".composer-note", { hasText: "at most 200,000" }).waitFor();
  assert.equal(await page.inputValue(".composer-field"), "");

  await paste(page, ".composer-field", "y ".repeat(12_000));
  await page.locator("dialog", { hasText: "Paste 24,000 characters?" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue(".composer-field"), "");
  await paste(page, ".composer-field", "y ".repeat(12_000));
  await page.click("dialog >> text=Paste it");
  await waitForValue(page, ".composer-field", "y ".repeat(12_000));

  await page.fill(".composer-field", "z".repeat(70_000));
  await page.press(".composer-field", "Enter");
  await page.locator(".composer-note", { hasText: "65,536 bytes" }).waitFor();
  assert.equal((await page.inputValue(".composer-field")).length, 70_000);

  await page.click("#tab-make");
  await page.waitForSelector(".cm-content");
  await paste(page, ".cm-content", "x".repeat(200_001));
  await page.locator(".toast", { hasText: "at most 200,000" }).waitFor();
});

test("the keyboard is enough: keys, pause, notes, moving on, ending", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  // The room gives the focus to the place to write.
  await page.keyboard.type("Typed at once");
  assert.equal(await page.inputValue(".composer-field"), "Typed at once");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("dialog", { hasText: "Move on to what comes next" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.keyboard.type("noted");
  assert.equal(await page.inputValue(".notes-field"), "noted");
  await page.keyboard.press("Alt+2");
  await page.waitForFunction(() => document.activeElement?.closest(".canvas"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.locator(".room-paused").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".room-paused").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  const phase = await page.locator(".room-phase").innerText();
  await page.keyboard.press("m");
  await page.locator("dialog", { hasText: "already?" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction((was) => document.querySelector(".room-phase")?.textContent !== was, phase);
});

test("a hint says its price before it is asked for, and an assessment has none", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-design", "training");
  await page.locator(".hint").waitFor();
  await page
    .locator(".composer-field")
    .pressSequentially("I would put a cache in front of the store. ", { delay: 8 });
  const offer = page.locator(".hint-line button");
  await offer.waitFor();
  assert.match(await offer.innerText(), /costs \d+ point|free/);
  await page.keyboard.press("Alt+h");
  await page.locator(".hint-shown p").waitFor();
  await page.waitForFunction(() => window.greenroomHintLatencies.length > 0);
  const latencies = await page.evaluate(() => window.greenroomHintLatencies);
  assert.ok(
    latencies.every((ms) => ms > 0 && ms < 10_000),
    String(latencies),
  );

  await startSession(page, greenroom.base, "round-design", "assessment");
  await page.locator(".composer-field").pressSequentially("I would put a cache in front. ");
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".hint").isVisible(), false);
  // What comes next is not named either.
  const named = await page.locator(".strip-name:not(:empty)").count();
  assert.equal(named, 1);
});

test("from the first phase to the votes to the debrief", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-behavioral", "training");
  await say(page, "We had an incident in the payment queue, and I was on call.");
  await waitUntilSaved(page, "payment queue");
  for (let phase = 0; phase < 30; phase += 1) {
    if (await page.locator(".self-score").isVisible()) break;
    // Which phase it is, and not how far it has gone: that bar moves by itself.
    const now = page.locator(".strip-phases .is-now");
    const was = await now.evaluateHandle((item) => item);
    await page.locator(".room-strip button").click();
    await page.click("dialog >> text=Move on");
    // The votes, or the next phase with its button ready.
    await page.waitForFunction(
      (item) =>
        document.querySelector(".self-score")?.checkVisibility() ||
        (!item.isConnected &&
          !document.querySelector(".room-strip button")?.textContent?.includes("One moment")),
      was,
    );
  }
  const votes = page.locator('.self-score input[value="yes"]');
  for (const vote of await votes.all()) await vote.check();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await axeFindings(page), [], colorScheme);
  }
  await page.reload();
  await inRoom(page);
  assert.equal(await page.locator('.self-score input[value="yes"]:checked').count(), await votes.count());
  await page.getByText("Finish and read the debrief").click();
  await page.waitForURL(/\/debrief$/);
});

test("ending early asks first, and leads to the debrief", async () => {
  const page = await freshPage();
  await startSession(page, greenroom.base, "round-behavioral", "assessment");
  await page.locator(".room-end").getByText("End").click();
  await page.click("dialog >> text=Go on");
  assert.equal(await page.locator(".room-ended").isVisible(), false);
  await page.locator(".room-end").getByText("End").click();
  await page.click("dialog >> text=End it");
  await page.locator(".room-ended").getByText("Read the debrief").click();
  await page.waitForURL(/\/debrief$/);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 1024, 390]) {
    test(`axe finds nothing and nothing runs over the edge at ${width} px, ${colorScheme}`, async () => {
      const page = await freshPage({ colorScheme, viewport: { width, height: 844 } });
      const look = async (what: string) => {
        assert.deepEqual(await axeFindings(page), [], what);
        assert.equal(await scrollsSideways(page), false, what);
      };
      await startSession(page, greenroom.base, "round-coding", "training");
      await look("fresh");
      await say(page, "A word-that-is-longer-than-any-column-".repeat(12));
      await waitUntilSaved(page, "longer-than-any-column");
      await look("talk");
      await page.click("#tab-make");
      await page.waitForSelector(".cm-content");
      await look("code");
      if (width < 768) {
        for (const part of ["interviewer", "notes", "work"]) {
          await page.click(`.room-tabs [data-part="${part}"]`);
          await look(part);
        }
      }
      await page.locator(".room-end").getByText("Pause").click();
      await page.locator(".room-paused").waitFor();
      await look("paused");
      await page.locator(".room-paused button").click();
      await page.locator(".room-paused").waitFor({ state: "hidden" });
      await page.locator(".room-end").getByText("End").click();
      await look("dialog");
      await page.click("dialog >> text=End it");
      await page.locator(".room-ended").waitFor();
      await look("ended");
    });
  }
}

async function paste(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (element as HTMLElement).focus();
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function waitForValue(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([where, wanted]) => document.querySelector<HTMLTextAreaElement>(where as string)?.value === wanted,
    [selector, value],
  );
}
