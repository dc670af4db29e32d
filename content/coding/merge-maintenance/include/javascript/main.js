// Generated from signature.toml by `cargo xtask gen`.
// Gives outageBlocks of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Window = driver.record({ region: driver.string, startMin: driver.int, endMin: driver.int });
const Block = driver.record({ region: driver.string, startMin: driver.int, endMin: driver.int, workedMin: driver.int });

driver.callFunction("outageBlocks", {
  parameters: { windows: driver.list(Window), settleMin: driver.int },
  returns: [driver.list(Block), "a list of Block (region: string, startMin: int, endMin: int, workedMin: int)"],
});
