// Generated from signature.toml by `cargo xtask gen`.
// Gives firstBreaches of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Request = driver.record({ atMs: driver.long, client: driver.string, requestId: driver.string });
const Breach = driver.record({ client: driver.string, atMs: driver.long });

driver.callFunction("firstBreaches", {
  parameters: { log: driver.list(Request), windowMs: driver.long, limit: driver.int },
  returns: [driver.list(Breach), "a list of Breach (client: string, atMs: long)"],
});
