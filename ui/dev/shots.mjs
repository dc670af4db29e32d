// Walks through the room's states against the mock server and takes a picture of each, at every width and
// in both themes: `node dev/shots.mjs [1440,1024,390] [light,dark]`. LOOK_DIR says where they go.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [widths = "1440,1024,390", themes = "light,dark"] = process.argv.slice(2);
const dir = process.env.LOOK_DIR ?? join(tmpdir(), "greenroom-look");
mkdirSync(dir, { recursive: true });

const mock = spawn(process.execPath, [join(here, "mock-server.mjs")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const base = await new Promise((resolve) =>
  mock.stdout.once("data", (data) => resolve(/http:\S+/.exec(String(data))[0])),
);
const post = (path) => fetch(new URL(path, base), { method: "POST" });
const browser = await launch();

for (const theme of themes.split(",")) {
  for (const width of widths.split(",").map(Number)) await walk(theme, width);
}
await browser.close();
mock.kill();

async function walk(theme, width) {
  const page = await browser.newPage({
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme: theme,
  });
  page.on("console", (message) => message.type() === "error" && console.log(`console: ${message.text()}`));
  page.on("pageerror", (error) => console.log(`page: ${error}`));
  const shot = async (name) => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(dir, `room-${name}-${width}-${theme}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) console.log(`${name} at ${width}: ${wide} px wide`);
  };
  const start = async (protocol, mode) => {
    await page.goto(new URL("/start", base).href);
    await page.check(`[value="${protocol}"]`);
    await page.check(`[value="${mode}"]`);
    await page.click("button.primary");
    await page.waitForSelector(".says:not(:empty)", { state: "attached" });
  };
  const say = async (text) => {
    await page.fill(".composer-field", text);
    await page.press(".composer-field", "Enter");
    await page.waitForTimeout(700);
  };
  const part = (name) => width < 768 && page.click(`.room-tabs [data-part="${name}"]`);

  await start("round-design", "training");
  await shot("1-fresh");
  await say(
    "A hundred million new links a month, five years, so six billion. Sixty-two to the seven is three and a half trillion, so seven characters, and that leaves room.",
  );
  await say(
    "The redirect reads a key-value store through a cache. I'd answer with a 302, because a 301 stays in browsers and we could not count clicks.",
  );
  await page
    .locator(".composer-field")
    .pressSequentially("then the hot link goes to the cache, and", { delay: 5 });
  await page.waitForTimeout(200);
  await shot("2-talk");
  await page.click(".hint-line button");
  await page.waitForTimeout(150);
  await page.click(".hint-line button");
  await shot("3-hint");
  await part("interviewer");
  if (width < 768) await shot("3-interviewer");
  await part("notes");
  if (width < 768) await shot("3-notes");
  await part("work");
  await page.click("#tab-make");
  await page.waitForSelector(".cm-content");
  await page
    .locator(".cm-content")
    .fill(
      "# Redirect\n\nclient -> edge -> **redirect** (stateless) -> cache -> store\n\n- 100 M links a month\n- `GET /{code}` answers 302",
    );
  await page.waitForTimeout(700);
  await shot("4-design");
  await page.click(".room-end >> text=Pause");
  await shot("5-paused");
  await page.click(".room-paused button");
  await page.click("text=Move on");
  await shot("6-move-on");
  await page.click("dialog >> text=Stay");
  await post("/dev/age?ms=250000");
  await page.click("#tab-talk");
  await shot("7-amber");
  await post("/dev/drop?ms=2500");
  await page.waitForTimeout(600);
  await say("This was written while the program was away.");
  await shot("8-reconnecting");
  await page.waitForSelector(".room-notice", { state: "hidden", timeout: 15000 });
  await post("/dev/problem");
  await say("This meets a full disk.");
  await shot("9-problem");
  await post("/dev/problem?off");
  await page.click(".room-end >> text=End");
  await shot("a-end-dialog");
  await page.click("dialog >> text=End it");
  await page.waitForTimeout(300);
  await shot("b-ended");

  await start("round-coding", "assessment");
  await page.click("#tab-make");
  await page.waitForSelector(".cm-content");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type('\n# two pointers over times\ndef helper(n: int) -> str:\n    return f"{n} of 3"');
  await page.waitForTimeout(700);
  await shot("c-coding-assessment");

  await start("round-behavioral", "training");
  await shot("d-behavioral");
  await page.click("text=Move on");
  await page.click("dialog >> text=Move on");
  await page.waitForSelector(".self-score:not([hidden])");
  await page.check('[value="yes"]');
  await shot("e-self-score");

  await start("mock-60", "training");
  for (let index = 0; index < 8; index += 1) {
    if (await page.locator(".self-score:not([hidden])").count()) break;
    await page.click(".room-strip >> text=Move on");
    await page.click("dialog >> text=Move on");
    await page.waitForTimeout(150);
  }
  await shot("f-mock");
  await page.locator(".brand").focus();
  await page.keyboard.press("?");
  await shot("g-keys");
  await page.close();
  console.log(`${width} ${theme}`);
}
