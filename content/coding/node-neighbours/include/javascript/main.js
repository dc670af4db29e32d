// Generated from signature.toml by `cargo xtask gen`.
// Gives possibleNeighbours of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Tenant = driver.record({ market: driver.string, load: driver.int });

driver.callFunction("possibleNeighbours", {
  parameters: { tenants: driver.list(Tenant), capacity: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
