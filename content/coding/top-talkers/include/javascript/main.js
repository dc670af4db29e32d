// Generated from signature.toml by `cargo xtask gen`.
// Gives topTalkers of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Report = driver.record({ node: driver.string, client: driver.string, count: driver.int });
const Talker = driver.record({ client: driver.string, total: driver.long });

driver.callFunction("topTalkers", {
  parameters: { reports: driver.list(Report), k: driver.int },
  returns: [driver.list(Talker), "a list of Talker (client: string, total: long)"],
});
