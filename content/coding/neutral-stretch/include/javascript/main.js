// Generated from signature.toml by `cargo xtask gen`.
// Gives neutralStretch of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Entry = driver.record({ account: driver.string, cents: driver.int });
const Stretch = driver.record({ first: driver.int, length: driver.int });

driver.callFunction("neutralStretch", {
  parameters: { entries: driver.list(Entry) },
  returns: [driver.optional(Stretch), "a Stretch (first: int, length: int) or null"],
});
