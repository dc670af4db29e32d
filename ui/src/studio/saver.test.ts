import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "./api";
import { type Design, EMPTY } from "./protocol";
import { type Copy, Saver, type Saving } from "./saver";

/** A program that answers when the test says so, a clock that goes when the test says so. */
function bench(revision = 1) {
  const told: Saving[] = [];
  const sent: { title: string; revision: number; isLast: boolean }[] = [];
  const waits: number[] = [];
  let timer: (() => void) | null = null;
  let answer: (result: { revision: number } | Error) => void = () => {};
  let copy: Copy | null = null;
  const saver = new Saver({
    revision,
    send: ({ title }, from, isLast) => {
      sent.push({ title, revision: from, isLast });
      return new Promise((done, failed) => {
        answer = (result) => (result instanceof Error ? failed(result) : done({ ...result, flaws: [] }));
      });
    },
    shelf: {
      read: () => copy,
      write: (kept) => {
        copy = kept;
      },
      drop: () => {
        copy = null;
      },
    },
    told: (saving) => told.push(saving),
    flaws: () => {},
    timer: {
      start: (act, after_ms) => {
        waits.push(after_ms);
        timer = act;
        return act;
      },
      stop: () => {
        timer = null;
      },
    },
  });
  return {
    saver,
    told,
    sent,
    waits,
    copy: () => copy,
    /** Lets the time pass that something waits for. */
    pass: () => timer?.(),
    isWaiting: () => timer !== null,
    answer: async (result: { revision: number } | Error) => {
      answer(result);
      await new Promise((done) => setImmediate(done));
    },
  };
}
const drawing = (title: string): Design => ({ ...EMPTY, title });
const last = (told: Saving[]) => told.at(-1)?.is;

test("changes in quick succession are saved once, and the copy goes when the program has it", async () => {
  const on = bench();
  on.saver.changed(drawing("a"));
  on.saver.changed(drawing("ab"));
  assert.deepEqual([on.sent.length, on.copy()?.design.title, last(on.told)], [0, "ab", "saving"]);
  on.pass();
  assert.deepEqual(on.sent, [{ title: "ab", revision: 1, isLast: false }]);
  await on.answer({ revision: 2 });
  assert.deepEqual([last(on.told), on.copy()], ["saved", null]);
  on.saver.changed(drawing("abc"));
  on.pass();
  assert.equal(on.sent[1]?.revision, 2);
});

test("what is drawn while a save is under way is saved after it, and never beside it", async () => {
  const on = bench();
  on.saver.changed(drawing("a"));
  on.pass();
  on.saver.changed(drawing("ab"));
  on.pass();
  assert.equal(on.sent.length, 1);
  await on.answer({ revision: 2 });
  assert.deepEqual([last(on.told), on.copy()?.revision], ["saving", 2]);
  on.pass();
  assert.deepEqual(on.sent[1], { title: "ab", revision: 2, isLast: false });
});

test("while the program is away it is tried again, less and less often, and the copy stays", async () => {
  const on = bench();
  on.saver.changed(drawing("a"));
  for (let round = 0; round < 6; round += 1) {
    on.pass();
    await on.answer(new TypeError("Failed to fetch"));
    assert.deepEqual([last(on.told), on.copy()?.design.title], ["away", "a"]);
  }
  assert.deepEqual(on.waits.slice(1), [2000, 4000, 8000, 16_000, 30_000, 30_000]);
  on.pass();
  await on.answer({ revision: 2 });
  assert.deepEqual([last(on.told), on.copy()], ["saved", null]);
});

test("what the program refuses is said, kept, and not sent again until it is another drawing", async () => {
  const on = bench();
  on.saver.changed(drawing("a"));
  on.pass();
  await on.answer(new Refused(413, { detail: "larger than 1 MiB" }));
  assert.deepEqual(on.told.at(-1), { is: "refused", says: "larger than 1 MiB" });
  assert.deepEqual([on.isWaiting(), on.copy()?.design.title], [false, "a"]);
  on.saver.changed(drawing("b"));
  on.pass();
  assert.equal(on.sent.length, 2);
});

test("overtaken by another tab, nothing is sent until one of both is chosen", async () => {
  const on = bench();
  on.saver.changed(drawing("mine"));
  on.pass();
  await on.answer(new Refused(409, { design: { title: "theirs" }, revision: 7 }));
  const overtaken = on.told.at(-1);
  assert.ok(overtaken?.is === "overtaken" && overtaken.theirs.title === "theirs" && overtaken.revision === 7);
  on.saver.changed(drawing("mine, more"));
  assert.deepEqual([on.isWaiting(), on.copy()?.design.title], [false, "mine, more"]);
  on.saver.keepMine(drawing("mine, more"), 7);
  assert.deepEqual(on.sent.at(-1), { title: "mine, more", revision: 7, isLast: false });
});

test("taking the other tab's drawing leaves nothing to save", async () => {
  const on = bench();
  on.saver.changed(drawing("mine"));
  on.pass();
  await on.answer(new Refused(409, { design: { title: "theirs" }, revision: 7 }));
  on.saver.takeTheirs(7);
  assert.deepEqual([last(on.told), on.copy()], ["saved", null]);
  on.saver.changed(drawing("theirs, more"));
  on.pass();
  assert.equal(on.sent.at(-1)?.revision, 7);
});

test("a page that goes sends what it has, even beside a save that is under way", async () => {
  const on = bench();
  on.saver.changed(drawing("a"));
  on.pass();
  on.saver.changed(drawing("ab"));
  void on.saver.flush(true);
  assert.deepEqual(on.sent.at(-1), { title: "ab", revision: 1, isLast: true });
});
