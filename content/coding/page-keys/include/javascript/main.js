// Generated from signature.toml by `cargo xtask gen`.
// Gives pageKeys of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callFunction("pageKeys", {
  parameters: { targets: driver.list(driver.string) },
  returns: [driver.list(driver.string), "a list of strings"],
});
