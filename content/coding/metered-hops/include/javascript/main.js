// Generated from signature.toml by `cargo xtask gen`.
// Gives fastestByBudget of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Hop = driver.record({ source: driver.int, target: driver.int, delayMs: driver.int, metered: driver.bool });

driver.callFunction("fastestByBudget", {
  parameters: { nodes: driver.int, hops: driver.list(Hop), origin: driver.int, goal: driver.int, budget: driver.int },
  returns: [driver.list(driver.long), "a list of longs"],
});
