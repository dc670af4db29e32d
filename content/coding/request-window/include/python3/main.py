# Generated from signature.toml by `cargo xtask gen`.
"""Gives first_breaches of solution.py its arguments, and writes what it returns."""

import driver
import shapes

REQUEST = driver.Record(shapes.Request, driver.LONG, driver.STRING, driver.STRING)
BREACH = driver.Record(shapes.Breach, driver.STRING, driver.LONG)

driver.call_function(
    "first_breaches",
    parameters={"log": driver.List(REQUEST), "window_ms": driver.LONG, "limit": driver.INT},
    returns=(driver.List(BREACH), "a list of Breach (client: string, at_ms: long)"),
)
