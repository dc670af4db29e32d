// Generated from signature.toml by `cargo xtask gen`.
// Gives RouteTable of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callClass("RouteTable", {
  parameters: {},
  methods: {
    put: ["put", { prefix: driver.string, service: driver.string }, null],
    drain: ["drain", { prefix: driver.string }, [driver.int, "an int"]],
    resolve: ["resolve", { path: driver.string }, [driver.optional(driver.string), "a string or null"]],
  },
});
