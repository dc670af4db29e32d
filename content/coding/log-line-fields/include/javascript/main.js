// Generated from signature.toml by `cargo xtask gen`.
// Gives readKey of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Reading = driver.record({ found: driver.bool, value: driver.string, brokenAt: driver.int });

driver.callFunction("readKey", {
  parameters: { lines: driver.list(driver.string), key: driver.string },
  returns: [driver.list(Reading), "a list of Reading (found: bool, value: string, brokenAt: int)"],
});
