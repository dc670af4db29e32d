// Generated from signature.toml by `cargo xtask gen`.
// Gives LatencyWindow of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callClass("LatencyWindow", {
  parameters: { windowMs: driver.long },
  methods: {
    observe: ["observe", { atMs: driver.long, latencyUs: driver.int }, null],
    percentile: ["percentile", { nowMs: driver.long, perMille: driver.int }, [driver.int, "an int"]],
    at_most: ["atMost", { nowMs: driver.long, latencyUs: driver.int }, [driver.int, "an int"]],
  },
});
