// A page from another address, open in the same browser, can neither read a session nor touch it.
import assert from "node:assert/strict";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { Greenroom, openBrowser, openWindow, say, startSession, waitUntilSaved } from "./greenroom";

let greenroom: Greenroom;
let browser: Browser;
let context: BrowserContext;
let strangers: Server;
let session = "";
/** The same host and another port: to cookies and to `SameSite` they are one, to us they are not. */
let stranger = "";
let page: Page;

before(async () => {
  greenroom = await Greenroom.start();
  browser = await openBrowser();
  context = await openWindow(browser);
  const room = await context.newPage();
  session = await startSession(room, greenroom.base, "round-design", "training");
  await say(room, "A secret plan with seven characters.");
  await waitUntilSaved(room, "A secret plan");
  strangers = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Elsewhere</title><body>");
  });
  await new Promise<void>((listening) => strangers.listen(0, "127.0.0.1", listening));
  stranger = `http://127.0.0.1:${(strangers.address() as AddressInfo).port}/`;
  page = await context.newPage();
  await page.goto(stranger);
});
after(async () => {
  await browser?.close();
  strangers?.close();
  await greenroom?.stop();
});

const at = (path: string) => new URL(path, greenroom.base).href;
const log = async () => (await fetch(at(`/sessions/${session}/log.jsonl`))).text();

test("it cannot read a page or the log", async () => {
  for (const path of ["/", `/sessions/${session}`, `/sessions/${session}/log.jsonl`, "/data/export"]) {
    const got = await page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.text(),
          () => "refused",
        ),
      at(path),
    );
    assert.equal(got, "refused", path);
  }
  // Nor as a script, a picture or a frame.
  for (const tag of ["script", "img"]) {
    const loaded = await page.evaluate(
      ([name, url]) =>
        new Promise((told) => {
          const element = document.createElement(name as string) as HTMLImageElement;
          element.onload = () => told("loaded");
          element.onerror = () => told("refused");
          element.src = url as string;
          document.body.append(element);
        }),
      [tag, at(tag === "img" ? "/static/favicon.svg" : "/static/page.js")],
    );
    assert.equal(loaded, "refused", tag);
  }
});

test("it cannot open the room's connection", async () => {
  const got = await page.evaluate(
    (url) =>
      new Promise((told) => {
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => told(`read ${data}`);
        socket.onopen = () => told("opened");
        socket.onclose = () => told("refused");
      }),
    at(`/sessions/${session}/live`).replace("http:", "ws:"),
  );
  assert.equal(got, "refused");
});

test("it cannot send a form, aloud or behind the scenes", async () => {
  const before = await log();
  const sessions = async () => (await (await fetch(at("/sessions"))).text()).match(/list-main/g)?.length ?? 0;
  const count = await sessions();
  const post = (path: string, body: string) =>
    page.evaluate(
      ([url, words]) =>
        fetch(url as string, {
          method: "POST",
          mode: "no-cors",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: words as string,
        }).then(
          () => "sent",
          () => "refused",
        ),
      [at(path), body],
    );
  await post("/start", "protocol=round-design&mode=training&level=senior");
  await post(`/sessions/${session}/delete`, "");
  await post("/profile", "level=mid&language=go&company=startup");
  assert.equal(await sessions(), count);
  assert.equal(await log(), before);
  assert.match(await (await fetch(at("/"))).text(), /Senior, Python/);

  const answer = page.waitForResponse(at(`/sessions/${session}/delete`));
  await page.evaluate(
    (url) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = url;
      document.body.append(form);
      form.submit();
    },
    at(`/sessions/${session}/delete`),
  );
  assert.equal((await answer).status(), 403);
  await page.getByRole("heading", { name: "From another site" }).waitFor();
  assert.equal(await log(), before);
  // The canary: the same form from our own page is taken.
  const own = await context.newPage();
  await own.goto(at("/sessions"));
  await own.locator(`form[action="/sessions/${session}/delete"] button`).click();
  await own.locator("dialog .button.danger").click();
  await own.locator(".empty").waitFor();
});

test("a name that was bent to this machine is not ours", async () => {
  const { port } = new URL(greenroom.base);
  const status = await new Promise((told, failed) => {
    request({ host: "127.0.0.1", port, path: "/", headers: { host: `evil.example:${port}` } }, (answer) => {
      answer.resume();
      told(answer.statusCode);
    })
      .on("error", failed)
      .end();
  });
  assert.equal(status, 421);
});
