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
  waitUntilSaved,
} from "./greenroom";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

before(async () => {
  greenroom = await Greenroom.start();
  browser = await openBrowser();
  context = await openWindow(browser, { viewport: { width: 390, height: 844 } });
  page = await openPage(context, complaints);
});
after(async () => {
  await context?.close();
  await browser?.close();
  await greenroom?.stop();
});
afterEach(() => assert.deepEqual(complaints.splice(0), [], "the browser's console complained"));

const at = (path: string) => new URL(path, greenroom.base).href;
const whole = async (where: string) => {
  assert.deepEqual(await axeFindings(page), [], where);
  assert.equal(await scrollsSideways(page), false, `${where} scrolls sideways`);
};

test("today opens with one thing to do, and every item says why it is there", async () => {
  await page.goto(at("/"));
  assert.equal(await page.locator(".is-next .button.primary").count(), 1);
  const reasons = await page.locator("section:has(h2:text-is('Today')) .list-more").allInnerTexts();
  assert.ok(reasons.length >= 2 && reasons.every((reason) => reason.length > 8), reasons.join("\n"));
});

test("cards are reviewed with the keyboard alone, on a phone", async () => {
  await page.goto(at("/cards/review"));
  const first = await page.locator("h1").innerText();
  await page.keyboard.press("Space");
  await page.locator(".grades").waitFor();
  await whole("the answer");
  await page.keyboard.press("3");
  await page.getByText("Comes back in").waitFor();
  assert.notEqual(await page.locator("h1").innerText(), first);
  // Forgotten: it comes again in this sitting.
  const forgotten = await page.locator("h1").innerText();
  await page.keyboard.press("Space");
  await page.locator(".grades").waitFor();
  await page.keyboard.press("1");
  await page.waitForURL(/review/);
  const asked: string[] = [];
  for (let card = 0; card < 40 && (await page.locator(".card-asks").count()) > 0; card++) {
    asked.push(await page.locator("h1").innerText());
    await page.keyboard.press("Space");
    await page.locator(".grades").waitFor();
    await page.keyboard.press("4");
    await page.waitForURL(/review/);
  }
  assert.ok(asked.includes(forgotten), "the forgotten card came again");
  await page.getByText("Nothing is left").waitFor();
});

test("what was written lies beside the answer, and a number is compared", async () => {
  await page.goto(at("/cards/review?topic=estimation"));
  while ((await page.locator("#number").count()) === 0) {
    await page.keyboard.press("Space");
    await page.locator(".grades").waitFor();
    await page.keyboard.press("4");
    await page.waitForURL(/review/);
  }
  await page.fill("#said", "In my head, roughly.");
  await page.fill("#number", "nonsense");
  await page.click("text=Turn the card");
  await page.getByText("could not be read").waitFor();
  assert.equal(await page.locator(".card-said").innerText(), "In my head, roughly.");
});

test("an answer is marked point by point with its own words, and the grade stays the person's", async () => {
  await page.goto(at("/cards/review?topic=saga"));
  // Which card comes first is the plan's to say; each page of a card has its address in the form.
  const said =
    "A saga has no isolation: others act on intermediate states that are later undone. Mark the order as pending, " +
    "so that nobody takes it for final.";
  const turn = (id: string, words: string) =>
    page.evaluate(
      ([id, words]) => {
        const form = document.querySelector("form") as HTMLFormElement;
        form.action = `/cards/${id}/turn`;
        (document.querySelector("#said") as HTMLTextAreaElement).value = words ?? "";
        form.submit();
      },
      [id, words],
    );
  await turn("saga-visible-middle", said);
  await page.locator(".card-points").waitFor();
  const points = page.locator(".card-points > li");
  assert.equal(await points.count(), 2);
  const first = points.first();
  assert.equal(await first.locator(".verdict").innerText(), "heard");
  const quote = await first.locator(".quote").innerText();
  assert.ok(said.includes(quote.replace(/[“”]/g, "").trim()), quote);
  assert.equal(await page.locator(".tag", { hasText: "rule" }).count(), 1);
  await whole("a marked answer");
  const marks = await points.locator(".verdict").allInnerTexts();
  const suggested = page.locator(".grades .button", { hasText: "suggested" });
  assert.equal(await suggested.count(), marks.includes("not sure") ? 0 : 1, marks.join());

  // Who gives up is suggested "again"; one key takes it, another says otherwise.
  await page.goto(at("/cards/review?topic=saga"));
  await turn("saga-visible-middle", "no idea");
  await suggested.waitFor();
  assert.match(await suggested.innerText(), /Again/);
  assert.deepEqual(await points.locator(".verdict").allInnerTexts(), ["not heard", "not heard"]);
  await page.keyboard.press("2");
  await page.waitForURL(/review/);
  await page.goto(at("/cards/saga-visible-middle"));
  await page.getByRole("cell", { name: "Hard" }).waitFor();
  await page.getByRole("cell", { name: "yourself" }).waitFor();
  await page.goto(at("/cards/review?topic=saga"));
  await turn("saga-crash-after-charge", "no idea");
  await suggested.waitFor();
  await page.keyboard.press("Space");
  await page.waitForURL(/review/);
  await page.goto(at("/cards/saga-crash-after-charge"));
  await page.getByRole("cell", { name: "Again" }).waitFor();
  await page.getByRole("cell", { name: "listening" }).waitFor();
});

test("a card of one's own says why nobody listens to it", async () => {
  await page.goto(at("/cards"));
  await page.locator("summary", { hasText: "Write a card" }).click();
  await page.fill("#asks", "Which port?");
  await page.fill("#answer", "4170.");
  await page.click("text=Add the card");
  await page.locator("a", { hasText: "Which port?" }).click();
  const id = new URL(page.url()).pathname.split("/").pop();
  await page.goto(at("/cards/review?topic=saga"));
  await page.evaluate((id) => {
    const form = document.querySelector("form") as HTMLFormElement;
    form.action = `/cards/${id}/turn`;
    form.submit();
  }, id);
  await page.getByText("a card of your own has none. Grade it yourself.").waitFor();
  assert.equal(await page.locator(".card-points").count(), 0);
});

test("a drill is run, says what happened, and is done on today's plan and in the progress", async () => {
  await page.goto(at("/drills/only-one-of-them-locks?seed=1"));
  await page.click("text=Run it");
  await page.getByText("Nothing was answered").waitFor();
  await page.goto(at("/drills/only-one-of-them-locks?seed=1"));
  const field = page.locator("input.mono").first();
  await field.fill("nonsense");
  await page.click("text=Run it");
  await page.getByText("of 100").first().waitFor();
  await whole("a drill's report");
  await page.goto(at("/progress"));
  await whole("the progress");
  assert.match(
    await page
      .locator(".topic-map")
      .allInnerTexts()
      .then((all) => all.join(" ")),
    /today/,
  );
});

test("lines that can be picked are numbered", async () => {
  await page.goto(at("/drills/an-order-is-created"));
  const lines = (await page.locator(".shown").innerText()).split("\n");
  assert.match(lines[0] ?? "", /^\s*1 {2}POST/);
  const numbers = await page
    .locator("input[type=checkbox]")
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  for (const number of numbers.filter((one) => one !== "none")) {
    assert.ok(
      lines.some((line) => line.trimStart().startsWith(`${number} `)),
      number,
    );
  }
});

test("the plan takes one's time, keeps its minutes, and is edited", async () => {
  await page.goto(at("/plan"));
  await page.fill("#minutes", "30");
  await page.getByRole("checkbox", { name: "Sunday" }).check();
  await page.click("text=Plan with these");
  await page.locator("h1").waitFor();
  for (const told of await page.locator(".plan-day h3 span").allInnerTexts()) {
    assert.ok(told === "day off" || Number.parseInt(told, 10) <= 30, told);
  }
  await page.selectOption("#pin", "round/behavioral");
  await page.click("text=Pin it");
  await page.getByText("You put it here.").waitFor();
  await whole("the plan");
  await page.fill("#dates", "nonsense");
  await page.click("text=Plan with these");
  await page.getByText("is no date").waitFor();
  const calendar = await page.request.get(at("/plan.ics"));
  assert.ok((await calendar.text()).includes(greenroom.base), "its links lead back here");
  assert.match(await calendar.text(), /^BEGIN:VCALENDAR\r\n/);
});

test("a missed point becomes a card with one click", async () => {
  const session = await startSession(page, greenroom.base, "round-design", "training");
  await say(
    page,
    "I would put everything into one table, the short code as the key and the long address beside it, and then look it up for each click and send the browser on.",
  );
  await waitUntilSaved(page, "one table");
  await page.locator(".room-end").getByText("End").click();
  await page.click("dialog >> text=End it");
  await page.locator(".room-ended").waitFor();
  await page.goto(at(`/sessions/${session}/debrief?skip=1`));
  await page
    .getByRole("button", { name: /^Make a card/ })
    .first()
    .click();
  await page
    .getByText("Where this card comes from")
    .or(page.getByText("reviews, forgotten"))
    .first()
    .waitFor();
  await page.goto(at("/cards"));
  assert.ok((await page.locator("section:has(h2:text-is('Your own')) li").count()) >= 1);
});

test("a real interview is held against what was thought before it", async () => {
  await page.goto(at("/progress#calibrate"));
  await page.click("summary:text-is('Add one')");
  await page.check("input[name=coding][value=yes]");
  await page.click("text=Add it");
  await page.getByText("Coding passed").waitFor();
});

test("cards go along as a package for Anki, and come back without a change", async () => {
  await page.goto(at("/cards"));
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Download yours/ }).click();
  const download = await waiting;
  assert.equal(download.suggestedFilename(), "greenroom-cards.apkg");
  const path = await download.path();
  // With the keyboard: the summary opens, and the form is next.
  await page.getByText("Import a package from Anki").focus();
  await page.keyboard.press("Enter");
  await page.setInputFiles("#package", path);
  await whole("the form for a package");
  await page.getByRole("button", { name: "Import" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Nothing in it is new.").waitFor();
  await page.getByText("stayed as they are").waitFor();
  await whole("what came in");
  await page.goto(at("/cards"));
  await page.getByText("Import a package from Anki").click();
  const other = { name: "other.apkg", mimeType: "application/zip", buffer: Buffer.from("no ZIP") };
  await page.setInputFiles("#package", other);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText("This is no Anki package").waitFor();
  await page.getByText("All cards are as they were.").waitFor();
});
