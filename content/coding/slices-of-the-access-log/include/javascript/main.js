// Generated from signature.toml by `cargo xtask gen`.
// Gives frequentReaders of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Slice = driver.record({ first: driver.int, last: driver.int });

driver.callFunction("frequentReaders", {
  parameters: { log: driver.list(driver.string), slices: driver.list(Slice), atLeast: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
