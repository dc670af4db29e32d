import assert from "node:assert/strict";
import { test } from "node:test";
import { readFor } from "./fields";
import { count, number, share } from "./knob";

const cores = count("cores", "Cores", ".", {}, 1);
const ttl = number("ttl_s", "Time to live", ".", "s");
const part = share("share", "Share", ".");
const network = {
  ...number("network_ms", "Network", ".", "ms"),
  turns: { by: "optional", none: "by zones" } as const,
};

test("a number is taken as it is meant", () => {
  assert.deepEqual(readFor(cores, "8"), { value: 8 });
  assert.deepEqual(readFor(cores, "10k"), { value: 10_000 });
  assert.deepEqual(readFor(ttl, "0.5"), { value: 0.5 });
  assert.deepEqual(readFor(part, "5"), { value: 0.05 });
  assert.deepEqual(readFor(part, "30%"), { value: 0.3 });
  assert.deepEqual(readFor(network, "  "), { value: undefined });
  assert.deepEqual(readFor(network, "12"), { value: 12 });
});

test("what is no such number says what would be one", () => {
  const wrong = (knob: Parameters<typeof readFor>[0], text: string) => {
    const meant = readFor(knob, text);
    return "wrong" in meant ? meant.wrong : `took ${JSON.stringify(meant)}`;
  };
  for (const text of ["", "0", "2.5", "-1", "many", "5000000000"])
    assert.equal(wrong(cores, text), "Write a whole number from 1, such as 4 or 10k.", text);
  for (const text of ["", "-1", "soon"])
    assert.equal(wrong(ttl, text), "Write a number from 0, such as 2.5 or 10k.", text);
  for (const text of ["", "101", "-1"])
    assert.equal(wrong(part, text), "Write a share from 0 to 100, such as 5.", text);
  assert.match(wrong(network, "far"), /Write a number/);
});
