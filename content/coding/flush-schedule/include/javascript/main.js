// Generated from signature.toml by `cargo xtask gen`.
// Gives cheapestFlushes of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Write = driver.record({ atMs: driver.long, urgency: driver.int });

driver.callFunction("cheapestFlushes", {
  parameters: { writes: driver.list(Write), flushCost: driver.long },
  returns: [driver.long, "a long"],
});
