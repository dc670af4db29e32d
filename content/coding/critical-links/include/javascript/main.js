// Generated from signature.toml by `cargo xtask gen`.
// Gives criticalLinks of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Link = driver.record({ one: driver.int, other: driver.int });
const Loss = driver.record({ link: driver.int, pairs: driver.long });

driver.callFunction("criticalLinks", {
  parameters: { nodes: driver.int, links: driver.list(Link) },
  returns: [driver.list(Loss), "a list of Loss (link: int, pairs: long)"],
});
