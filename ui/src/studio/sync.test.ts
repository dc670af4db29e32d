import assert from "node:assert/strict";
import { test } from "node:test";
import { type ReadAnswer, Refused } from "./api";
import { type Design, EMPTY } from "./protocol";
import { asComment, comment, lineIn, type Reading, TextSync } from "./sync";

const drawing = (title: string): Design => ({ ...EMPTY, title });

function bench() {
  const [drawn, written, told]: [string[], string[], Reading[]] = [[], [], []];
  const reads: { text: string; done: (answer: ReadAnswer) => void; failed: (error: Error) => void }[] = [];
  const writes: { design: Design; done: (text: string) => void; failed: (error: Error) => void }[] = [];
  let timer: (() => void) | null = null;
  const sync = new TextSync({
    read: (text) => new Promise((done, failed) => reads.push({ text, done, failed })),
    write: (design) => new Promise((done, failed) => writes.push({ design, done, failed })),
    drawn: ({ title }) => drawn.push(title),
    written: (text) => written.push(text),
    told: (reading) => told.push(reading),
    timer: {
      start: (act) => {
        timer = act;
      },
      stop: () => {
        timer = null;
      },
    },
  });
  const settled = () => new Promise((done) => setImmediate(done));
  return {
    sync,
    drawn,
    written,
    told,
    reads,
    writes,
    pass: () => timer?.(),
    isWaiting: () => timer !== null,
    settled,
  };
}

test("what is typed is drawn after a pause, once", async () => {
  const on = bench();
  on.sync.typed("ti");
  on.sync.typed("title");
  assert.equal(on.reads.length, 0);
  on.pass();
  assert.deepEqual(
    on.reads.map(({ text }) => text),
    ["title"],
  );
  on.reads[0]?.done({ design: drawing("t"), notes: [] });
  await on.settled();
  assert.deepEqual([on.drawn, on.told.at(-1)?.is], [["t"], "same"]);
});

test("a text that cannot be read leaves the drawing, and says where and why", async () => {
  const on = bench();
  on.sync.typed("[[node]");
  on.pass();
  on.reads[0]?.failed(new Refused(422, { place: "line 1", says: "a bracket is missing" }));
  await on.settled();
  assert.deepEqual(on.drawn, []);
  assert.deepEqual(on.sync.reading, { is: "wrong", place: "line 1", says: "a bracket is missing" });
});

test("no text at all is a drawing of nothing, and nobody is asked", () => {
  const on = bench();
  on.sync.typed("  \n");
  on.pass();
  assert.deepEqual([on.reads.length, on.drawn, on.sync.reading.is], [0, [""], "same"]);
});

test("an answer to an earlier text is not drawn", async () => {
  const on = bench();
  on.sync.typed("one");
  on.pass();
  on.sync.typed("two");
  on.reads[0]?.done({ design: drawing("one"), notes: [] });
  await on.settled();
  assert.deepEqual(on.drawn, []);
  on.pass();
  on.reads[1]?.done({ design: drawing("two"), notes: [] });
  await on.settled();
  assert.deepEqual(on.drawn, ["two"]);
});

test("what is drawn is written where somebody wants the text, under the words at its head", async () => {
  const on = bench();
  on.sync.changed(drawing("a"));
  assert.equal(on.isWaiting(), false);
  on.sync.wantsText = true;
  on.sync.text = '# mine\n\ntitle = "old"\n# not at the head\n';
  on.sync.changed(drawing("a"));
  on.pass();
  on.writes[0]?.done('\ntitle = "a"\n');
  await on.settled();
  assert.deepEqual(on.written, ['# mine\n\ntitle = "a"\n']);
});

test("drawing over a text that waits to be read takes its place, and the other way round", async () => {
  const on = bench();
  on.sync.wantsText = true;
  on.sync.typed("half a li");
  on.sync.changed(drawing("a"));
  on.pass();
  assert.deepEqual([on.reads.length, on.writes.length], [0, 1]);
  on.sync.typed("a line");
  on.writes[0]?.done('title = "a"');
  await on.settled();
  assert.deepEqual(on.written, [], "the text that is typed is not overwritten");
  on.pass();
  assert.equal(on.reads.length, 1);
});

test("while the program is away both are tried again", async () => {
  const on = bench();
  on.sync.wantsText = true;
  on.sync.changed(drawing("a"));
  on.pass();
  on.writes[0]?.failed(new TypeError("Failed to fetch"));
  await on.settled();
  assert.deepEqual([on.sync.reading.is, on.isWaiting()], ["away", true]);
  on.pass();
  assert.equal(on.writes.length, 2);
  on.sync.typed("title");
  on.pass();
  on.reads[0]?.failed(new TypeError("Failed to fetch"));
  await on.settled();
  on.pass();
  assert.equal(on.reads.length, 2);
});

test("words at the head of a text are kept, and words that are no design become some", () => {
  assert.equal(comment("\n# one\n#\n# two\n\n[[node]]\n# three\n"), "# one\n#\n# two\n\n");
  assert.equal(comment("[[node]]\n"), "");
  assert.equal(comment(asComment("# A heading\n\nclients -> api\n")), "# A heading\n#\n# clients -> api\n\n");
});

test("an error's place is found in the text", () => {
  const text =
    'title = "x"\n\n[[node]]\nid = "api"\n\n[[edge]]\nfrom = "people"\nto = "api"\n\n[[edge]]\nfrom = "api"\nto = "db"\n';
  assert.equal(lineIn(text, "line 4"), 4);
  assert.equal(lineIn(text, "node `api`"), 4);
  assert.equal(lineIn(text, "edge from `api` to `db`"), 11);
  assert.equal(lineIn(text, "node `nobody`"), null);
  assert.equal(lineIn(text, "design"), null);
});
