// Generated from signature.toml by `cargo xtask gen`.
// Gives worthRunning of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Job = driver.record({ durationMs: driver.long, dueMs: driver.long });

driver.callFunction("worthRunning", {
  parameters: { jobs: driver.list(Job), startMs: driver.long },
  returns: [driver.list(driver.int), "a list of ints"],
});
