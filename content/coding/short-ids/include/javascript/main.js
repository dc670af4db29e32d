// Generated from signature.toml by `cargo xtask gen`.
// Gives shortLengths of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callFunction("shortLengths", {
  parameters: { ids: driver.list(driver.string), shortest: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
