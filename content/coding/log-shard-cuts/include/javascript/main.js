// Generated from signature.toml by `cargo xtask gen`.
// Gives shardStarts of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callFunction("shardStarts", {
  parameters: { sizes: driver.list(driver.int), shards: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
