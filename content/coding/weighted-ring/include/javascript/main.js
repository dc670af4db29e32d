// Generated from signature.toml by `cargo xtask gen`.
// Gives WeightedRing of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callClass("WeightedRing", {
  parameters: { ringSize: driver.long, pointsPerWeight: driver.int },
  methods: {
    set_weight: ["setWeight", { node: driver.string, weight: driver.int }, [driver.long, "a long"]],
    owner: ["owner", { key: driver.string }, [driver.optional(driver.string), "a string or null"]],
    share: ["share", { node: driver.string }, [driver.long, "a long"]],
  },
});
