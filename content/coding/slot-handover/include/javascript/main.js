// Generated from signature.toml by `cargo xtask gen`.
// Gives handovers of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Assignment = driver.record({ first: driver.int, last: driver.int, node: driver.int });

driver.callFunction("handovers", {
  parameters: { slots: driver.int, assignments: driver.list(Assignment) },
  returns: [driver.list(driver.int), "a list of ints"],
});
