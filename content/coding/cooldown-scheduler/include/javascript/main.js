// Generated from signature.toml by `cargo xtask gen`.
// Gives startOrder of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Job = driver.record({ atMs: driver.int, tenant: driver.string, priority: driver.int, runMs: driver.int });
const Start = driver.record({ job: driver.int, startMs: driver.long });

driver.callFunction("startOrder", {
  parameters: { jobs: driver.list(Job), cooldownMs: driver.int },
  returns: [driver.list(Start), "a list of Start (job: int, startMs: long)"],
});
