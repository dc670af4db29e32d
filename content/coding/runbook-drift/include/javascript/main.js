// Generated from signature.toml by `cargo xtask gen`.
// Gives driftCost of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Step = driver.record({ name: driver.string, weight: driver.int });

driver.callFunction("driftCost", {
  parameters: { planned: driver.list(Step), executed: driver.list(driver.string), extraCost: driver.int, exchangeCost: driver.int },
  returns: [driver.long, "a long"],
});
