// Generated from signature.toml by `cargo xtask gen`.
// Gives RateLimiter of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Rule = driver.record({ tenant: driver.string, limit: driver.int, windowMs: driver.long });

driver.callClass("RateLimiter", {
  parameters: { rules: driver.list(Rule) },
  methods: {
    allow: ["allow", { nowMs: driver.long, tenant: driver.string }, [driver.bool, "a bool"]],
    retry_after_ms: ["retryAfterMs", { nowMs: driver.long, tenant: driver.string }, [driver.optional(driver.long), "a long or null"]],
  },
});
