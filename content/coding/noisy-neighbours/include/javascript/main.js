// Generated from signature.toml by `cargo xtask gen`.
// Gives noisyNeighbours of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Request = driver.record({ atMs: driver.int, tenant: driver.string, costMs: driver.int });
const Span = driver.record({ fromMs: driver.int, untilMs: driver.int });

driver.callFunction("noisyNeighbours", {
  parameters: { log: driver.list(Request), windows: driver.list(Span) },
  returns: [driver.list(driver.string), "a list of strings"],
});
