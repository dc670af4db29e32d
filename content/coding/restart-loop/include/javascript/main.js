// Generated from signature.toml by `cargo xtask gen`.
// Gives repeatingEnd of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Loop = driver.record({ size: driver.int, times: driver.int });

driver.callFunction("repeatingEnd", {
  parameters: { lines: driver.list(driver.string) },
  returns: [Loop, "a Loop (size: int, times: int)"],
});
