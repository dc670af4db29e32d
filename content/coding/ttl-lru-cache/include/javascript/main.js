// Generated from signature.toml by `cargo xtask gen`.
// Gives TtlLruCache of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callClass("TtlLruCache", {
  parameters: { capacity: driver.int },
  methods: {
    get: ["get", { nowMs: driver.long, key: driver.string }, [driver.optional(driver.int), "an int or null"]],
    put: ["put", { nowMs: driver.long, key: driver.string, value: driver.int, ttlMs: driver.long }, null],
    size: ["size", { nowMs: driver.long }, [driver.int, "an int"]],
  },
});
