// Generated from signature.toml by `cargo xtask gen`.
// Gives splitReboots of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Pair = driver.record({ one: driver.int, other: driver.int });
const Nights = driver.record({ firstNight: driver.list(driver.int), broken: driver.int, circle: driver.list(driver.int) });

driver.callFunction("splitReboots", {
  parameters: { hosts: driver.int, pairs: driver.list(Pair) },
  returns: [Nights, "a Nights (firstNight: list<int>, broken: int, circle: list<int>)"],
});
