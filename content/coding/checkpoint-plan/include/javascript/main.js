// Generated from signature.toml by `cargo xtask gen`.
// Gives planCheckpoints of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Event = driver.record({ size: driver.int, checkpointCost: driver.int });

driver.callFunction("planCheckpoints", {
  parameters: { events: driver.list(Event), maxEvents: driver.int, maxBytes: driver.long },
  returns: [driver.list(driver.int), "a list of ints"],
});
