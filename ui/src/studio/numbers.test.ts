import assert from "node:assert/strict";
import { test } from "node:test";
import { money, ms, percent, perSecond, plain, readNumber, short, some, writeNumber } from "./numbers";

const each = <T>(cases: [T, string][], say: (value: T) => string) => {
  for (const [value, expected] of cases) assert.equal(say(value), expected);
};

test("numbers have no more digits than one would say aloud", () => {
  each(
    [
      [0, "0"],
      [0.02, "0.02"],
      [0.3333, "0.33"],
      [2.41, "2.41"],
      [12.34, "12.3"],
      [840.4, "840"],
      [1240, "1,240"],
    ],
    plain,
  );
  each(
    [
      [12, "12"],
      [999.6, "1k"],
      [12_400, "12.4k"],
      [999_999, "1M"],
      [1_250_000, "1.3M"],
      [-2_000, "-2k"],
    ],
    short,
  );
});

test("times change their unit with their size", () => {
  each(
    [
      [0.3, "0.3 ms"],
      [999, "999 ms"],
      [999.7, "1 s"],
      [1240, "1.24 s"],
      [12_400, "12.4 s"],
      [90_000, "1.5 min"],
    ],
    ms,
  );
});

test("a share that is not quite nothing or everything does not read as if it were", () => {
  each(
    [
      [0, "0%"],
      [0.00001, "<0.01%"],
      [0.0012, "0.12%"],
      [0.5, "50%"],
      [0.994, "99.4%"],
      [0.9995, "99.95%"],
      [0.999999, ">99.999%"],
      [1, "100%"],
      [1.4, "140%"],
    ],
    percent,
  );
});

test("rates, money and counts carry their unit", () => {
  assert.equal(perSecond(12_400), "12.4k/s");
  assert.equal(money(1234.5, "USD"), "$1,235");
  assert.equal(money(0.5, "USD"), "$0.50");
  assert.equal(money(12, "credits"), "12.00 credits");
  assert.equal(some(1, "replica"), "1 replica");
  assert.equal(some(1200, "replica"), "1,200 replicas");
});

test("a number is read as people write it, and nothing else is", () => {
  for (const [text, value] of [
    ["200", 200],
    [" 1,000 ", 1000],
    ["10k", 10_000],
    ["2.5M", 2_500_000],
    ["30%", 0.3],
    [".5", 0.5],
    ["1e3", 1000],
    ["-2", -2],
  ] as const)
    assert.equal(readNumber(text), value, text);
  for (const text of ["", "ten", "10 ms", "k", "%", "1.2.3", ","]) assert.equal(readNumber(text), null, text);
});

test("what a field shows is read as the same number again", () => {
  for (const value of [0, 0.001, 0.1 + 0.2, 4_294_967_295, 1e-7])
    assert.ok(Math.abs((readNumber(writeNumber(value)) ?? Number.NaN) - value) < 1e-12, String(value));
});
