# Generated from signature.toml by `cargo xtask gen`.
"""Gives RateLimiter of solution.py its arguments, and writes what it returns."""

import driver
import shapes

RULE = driver.Record(shapes.Rule, driver.STRING, driver.INT, driver.LONG)

driver.call_class(
    "RateLimiter",
    parameters={"rules": driver.List(RULE)},
    methods={
        "allow": ({"now_ms": driver.LONG, "tenant": driver.STRING}, (driver.BOOL, "a bool")),
        "retry_after_ms": ({"now_ms": driver.LONG, "tenant": driver.STRING}, (driver.Optional(driver.LONG), "a long or None")),
    },
)
