// Generated from signature.toml by `cargo xtask gen`.
// Gives deployOrder of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Need = driver.record({ service: driver.string, needed: driver.string });
const Plan = driver.record({ order: driver.list(driver.string), ring: driver.list(driver.string) });

driver.callFunction("deployOrder", {
  parameters: { services: driver.list(driver.string), needs: driver.list(Need) },
  returns: [Plan, "a Plan (order: list<string>, ring: list<string>)"],
});
