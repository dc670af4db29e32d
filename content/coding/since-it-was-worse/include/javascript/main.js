// Generated from signature.toml by `cargo xtask gen`.
// Gives sinceWorse of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Sample = driver.record({ atMs: driver.int, latency: driver.int });

driver.callFunction("sinceWorse", {
  parameters: { samples: driver.list(Sample), margin: driver.int, silenceMs: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
