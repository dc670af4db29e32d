// The program under test and a browser in front of it.
//
// BASE_URL tests a program that is already running. Without it the debug build is started on a port and in
// a data folder of its own; GREENROOM_BIN names another binary.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
// @ts-expect-error: a plain script without types.
import { launch } from "../dev/browser.mjs";

const START_MS_MAX = 20_000;
/** Reading the rubrics of a mock takes seconds on an idle machine, and more on one that builds meanwhile. */
const PATIENCE_MS = Number(process.env.E2E_PATIENCE_MS ?? 120_000);
/** One problem a round, so that a file waits only once for a rubric to be read. */
const PROBLEMS: Record<string, string> = {
  "round-api": "team-calendar",
  "round-behavioral": "incident-response",
  "round-coding": "request-window",
  "round-database": "ticket-booking",
  "round-design": "url-shortener",
  "round-reliability": "retry-storm",
};

export class Greenroom {
  base = "";
  private readonly dir: string;
  private program: ChildProcess | null = null;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async start(): Promise<Greenroom> {
    const greenroom = new Greenroom(await mkdtemp(join(tmpdir(), "greenroom-e2e-")));
    if (process.env.BASE_URL) greenroom.base = process.env.BASE_URL;
    else await greenroom.run(0);
    return greenroom;
  }

  /** A program of ours may be stopped and started; one that was given may not. */
  get isOurs(): boolean {
    return this.program !== null;
  }

  /** As a power cut would: no goodbye, nothing written. */
  async kill(): Promise<void> {
    const { program } = this;
    if (!program) return;
    const gone = new Promise((done) => program.once("exit", done));
    program.kill("SIGKILL");
    await gone;
  }

  /** The same data on the same port. */
  async startAgain(): Promise<void> {
    await this.run(Number(new URL(this.base).port));
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** A command of the terminal beside the running program, on the same data: what it printed, whatever it thinks of it. */
  async command(...args: string[]): Promise<string> {
    const program = spawn(binary(), [...args, "--data-dir", this.dir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    program.stdout.on("data", (data) => {
      printed += String(data);
    });
    await new Promise((done) => program.once("close", done));
    return printed;
  }

  private async run(port: number): Promise<void> {
    const program = spawn(binary(), ["--no-open", "--port", String(port), "--data-dir", this.dir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.program = program;
    this.base = await new Promise<string>((found, failed) => {
      const timer = setTimeout(() => failed(new Error("no address within 20 s")), START_MS_MAX);
      let printed = "";
      program.stdout?.on("data", (data) => {
        printed += String(data);
        const address = /Greenroom is at (http:\S+)/.exec(printed)?.[1];
        if (!address) return;
        clearTimeout(timer);
        found(address);
      });
      program.once("exit", (code) =>
        failed(new Error(`the program ended with ${code} and said: ${printed}`)),
      );
    });
  }
}

function binary(): string {
  const path = resolve(process.env.GREENROOM_BIN ?? "../target/debug/greenroom");
  if (!existsSync(path)) throw new Error(`${path} is not there: run \`cargo build\` first, or set BASE_URL`);
  return path;
}

export const openBrowser = (): Promise<Browser> => launch();

export type WindowOptions = Parameters<Browser["newContext"]>[0];

/** A window of a usual size, without motion, patient. */
export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** A page; what its console complains about ends up in `complaints`. */
export async function openPage(context: BrowserContext, complaints: string[] = []): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A lost connection, and a page that is a refusal, are reported by the browser itself, and are what
    // some tests are about. A file that the page asks for and does not get is a complaint.
    const isItself = message.location().url === page.url() && message.text().includes("Failed to load");
    if (message.type() === "error" && !isItself && !message.text().includes("WebSocket connection"))
      complaints.push(message.text());
  });
  return page;
}

/** Through the start page, as a user would. Returns with the interviewer's first words on screen. */
export async function startSession(
  page: Page,
  base: string,
  protocol: string,
  mode: "training" | "assessment",
): Promise<string> {
  await page.goto(new URL("/start", base).href);
  await page.check(`input[name="protocol"][value="${protocol}"]`);
  await page.check(`input[name="mode"][value="${mode}"]`);
  await page.selectOption("#problem", PROBLEMS[protocol] ?? "");
  await page.click("main form button.primary", { noWaitAfter: true });
  await page.waitForURL(/\/sessions\/[^/]+$/, { timeout: PATIENCE_MS });
  await inRoom(page);
  return new URL(page.url()).pathname.split("/")[2] as string;
}

export async function inRoom(page: Page): Promise<void> {
  await page.waitForSelector(".says:not(:empty)", { state: "attached", timeout: PATIENCE_MS });
}

export async function say(page: Page, text: string): Promise<void> {
  await page.fill(".composer-field", text);
  await page.press(".composer-field", "Enter");
}

/** Waits until the log has the line: it stands among the lasting ones. */
export async function waitUntilSaved(page: Page, text: string): Promise<void> {
  await page.locator(".transcript:not(.is-unsaved) .by-candidate", { hasText: text }).waitFor();
  await page.locator(".transcript.is-unsaved", { hasText: text }).waitFor({ state: "hidden" });
}

/** What axe finds, one readable line a finding. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(" ")} ${any[0]?.message ?? ""}`),
  );
}

export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

/** The smallest value that so many percent do not exceed, in tenths; NaN of nothing. */
export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return Math.round((sorted[at] ?? Number.NaN) * 10) / 10;
}
