// Generated from signature.toml by `cargo xtask gen`.
// Gives chooseVariants of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Variant = driver.record({ size: driver.int, savedMs: driver.int });

driver.callFunction("chooseVariants", {
  parameters: { objects: driver.list(driver.list(Variant)), budget: driver.int },
  returns: [driver.list(driver.int), "a list of ints"],
});
