// Asking the program: each answer is what was asked for, or an error that says what to do.
import { eachLine } from "../lib/lines";
import type { Design, Flaw, Frame, Report, Scenario, WireDesign } from "./protocol";
import { fromWire, toWire } from "./protocol";

/** The program answered, and its answer is no. */
export class Refused extends Error {
  readonly status: number;
  readonly place: string;
  readonly flaws: Flaw[];
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    const told = [body.says, body.detail, body.error, body.title].find((one) => typeof one === "string");
    super(typeof told === "string" ? told : `Greenroom answered ${status}. Load the page again.`);
    this.status = status;
    this.place = typeof body.place === "string" ? body.place : "";
    this.flaws = Array.isArray(body.flaws) ? (body.flaws as Flaw[]) : [];
    this.body = body;
  }
}

export interface ReadAnswer {
  design: Design;
  notes: string[];
}

export interface Order {
  design: Design;
  scenario: Scenario;
  problem?: string | undefined;
}

/** `waiting`: so many runs are before this one. */
export type RunLine = { waiting: number } | { frame: Frame } | { report: Report } | { error: string };

/** TOML, Mermaid or Excalidraw: what it is shows in the text itself. */
export async function readText(text: string, signal?: AbortSignal): Promise<ReadAnswer> {
  const answer = await post("/studio/read", text, "text/plain; charset=utf-8", signal);
  const { design, notes } = (await answer.json()) as { design: WireDesign; notes?: string[] };
  return { design: fromWire(design), notes: notes ?? [] };
}

export async function writeText(design: Design, signal?: AbortSignal): Promise<string> {
  const answer = await post("/studio/write", JSON.stringify({ design: toWire(design) }), JSON_TYPE, signal);
  return answer.text();
}

export async function runLines(
  { design, scenario, problem }: Order,
  signal: AbortSignal,
  each: (line: RunLine) => void,
): Promise<void> {
  const body = JSON.stringify({ design: toWire(design), scenario, ...(problem ? { problem } : {}) });
  await lines(await post("/studio/run", body, JSON_TYPE, signal), each);
}

export async function checkLines<T>(
  design: Design,
  problem: string,
  signal: AbortSignal,
  each: (line: T) => void,
): Promise<void> {
  const body = JSON.stringify({ design: toWire(design), problem });
  await lines(await post("/studio/check", body, JSON_TYPE, signal), each);
}

export async function save(
  to: string,
  design: Design,
  revision: number,
  keepalive: boolean,
): Promise<{ revision: number; flaws: Flaw[] }> {
  const answer = await fetch(to, {
    method: "PUT",
    headers: { "content-type": JSON_TYPE },
    body: JSON.stringify({ design: toWire(design), revision }),
    keepalive,
  });
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()) as { revision: number; flaws: Flaw[] };
}

const JSON_TYPE = "application/json";

async function post(path: string, body: string, type: string, signal?: AbortSignal): Promise<Response> {
  const headers = { "content-type": type };
  const answer = await fetch(path, { method: "POST", headers, body, ...(signal ? { signal } : {}) });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer: Response): Promise<Refused> {
  const body = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  return new Refused(answer.status, body ?? {});
}

async function lines<T>(answer: Response, each: (line: T) => void): Promise<void> {
  if (!answer.body) throw new Error("The answer is empty.");
  await eachLine(answer.body, (line) => each(JSON.parse(line) as T));
}
