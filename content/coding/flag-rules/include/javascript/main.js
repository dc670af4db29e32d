// Generated from signature.toml by `cargo xtask gen`.
// Gives evaluateRules of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callFunction("evaluateRules", {
  parameters: { rules: driver.list(driver.string), attributes: driver.list(driver.string) },
  returns: [driver.list(driver.string), "a list of strings"],
});
