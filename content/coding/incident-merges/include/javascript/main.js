// Generated from signature.toml by `cargo xtask gen`.
// Gives incidentMerges of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Link = driver.record({ one: driver.int, other: driver.int });
const Question = driver.record({ one: driver.int, other: driver.int });
const Merge = driver.record({ link: driver.int, size: driver.int });

driver.callFunction("incidentMerges", {
  parameters: { alerts: driver.int, links: driver.list(Link), questions: driver.list(Question) },
  returns: [driver.list(driver.optional(Merge)), "a list of Merge or null (link: int, size: int)"],
});
