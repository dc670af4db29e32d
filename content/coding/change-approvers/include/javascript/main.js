// Generated from signature.toml by `cargo xtask gen`.
// Gives approvers of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Report = driver.record({ person: driver.string, manager: driver.string });
const Request = driver.record({ one: driver.string, other: driver.string });

driver.callFunction("approvers", {
  parameters: { boss: driver.string, reports: driver.list(Report), requests: driver.list(Request) },
  returns: [driver.list(driver.string), "a list of strings"],
});
