// Generated from signature.toml by `cargo xtask gen`.
// Gives foldDoubles of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Payment = driver.record({ atMs: driver.long, card: driver.string, cents: driver.long });

driver.callFunction("foldDoubles", {
  parameters: { payments: driver.list(Payment), withinMs: driver.long, tolerance: driver.long },
  returns: [driver.list(driver.int), "a list of ints"],
});
