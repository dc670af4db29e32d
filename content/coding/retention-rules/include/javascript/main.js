// Generated from signature.toml by `cargo xtask gen`.
// Gives retentionDays of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Rule = driver.record({ pattern: driver.string, days: driver.int });

driver.callFunction("retentionDays", {
  parameters: { rules: driver.list(Rule), keys: driver.list(driver.string) },
  returns: [driver.list(driver.int), "a list of ints"],
});
