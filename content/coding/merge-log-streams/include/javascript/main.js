// Generated from signature.toml by `cargo xtask gen`.
// Gives mergeStreams of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Line = driver.record({ atMs: driver.int, event: driver.string });
const Stream = driver.record({ joinsAfter: driver.int, lines: driver.list(Line) });
const Written = driver.record({ atMs: driver.int, event: driver.string, copies: driver.int });

driver.callFunction("mergeStreams", {
  parameters: { streams: driver.list(Stream) },
  returns: [driver.list(Written), "a list of Written (atMs: int, event: string, copies: int)"],
});
