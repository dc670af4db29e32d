// Labs: what is to be built, a check from the terminal that its page shows, and the same again from the page.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { axeFindings, Greenroom, openBrowser, openPage, openWindow, scrollsSideways } from "./greenroom";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
let folder = "";
const complaints: string[] = [];

before(async () => {
  greenroom = await Greenroom.start();
  browser = await openBrowser();
  context = await openWindow(browser);
  folder = await mkdtemp(join(tmpdir(), "greenroom-lab-e2e-"));
});

after(async () => {
  await browser?.close();
  await greenroom?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(complaints, []);
});

const show = async (path: string): Promise<Page> => {
  const page = await openPage(context, complaints);
  await page.goto(new URL(path, greenroom.base).href);
  return page;
};

test("labs are under Practise, each with what to build and how to begin", async () => {
  const page = await show("/drills");
  await page.getByRole("link", { name: "Labs" }).click();
  await page.getByRole("link", { name: "A URL shortener" }).click();
  await page.getByText("Nothing was checked yet.").waitFor();
  await page.getByText("greenroom lab start url-shortener --lang python").waitFor();
  await page.getByText("Everything that is checked follows from it").click();
  await page.getByText("Everything that is checked follows from this page.").waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const unknown = await show("/labs/url-lengthener");
  await unknown.getByText("No such lab").waitFor();
});

test("what a check in the terminal showed is on the page, which checks again and says what is wrong", async () => {
  const mine = join(folder, "mine");
  await greenroom.command("lab", "start", "url-shortener", "--lang", "python", "--dir", mine);
  const printed = await greenroom.command("lab", "check", "--dir", mine, "--stage", "contract");
  assert.match(printed, /redirects +FAILED/);
  const page = await show("/labs/url-shortener");
  await page.getByText("0 of 17 checks passed").waitFor();
  const failed = page.locator("[data-check=redirects]");
  await failed.getByText("curl -i").waitFor();
  assert.equal(await page.locator("[data-check=durable-after-kill] .verdict").textContent(), "not checked");
  await page.getByRole("button", { name: "Check again" }).click();
  await page.locator("[data-check=durable-after-kill] .verdict", { hasText: "failed" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "hidden" });
  assert.deepEqual(await axeFindings(page), []);
  await page.setViewportSize({ width: 390, height: 800 });
  assert.equal(await scrollsSideways(page), false);
  // It counts for its topics.
  const progress = await show("/progress");
  await progress.getByText("A URL shortener, failed").first().waitFor({ state: "attached" });
});

test("a folder that is gone is said, and no path comes from the browser", async () => {
  await rm(join(folder, "mine"), { recursive: true });
  const page = await show("/labs/url-shortener");
  await page.getByText("That folder is not there any more.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Check again" }).count(), 0);
});
