# Generated from signature.toml by `cargo xtask gen`.
"""Gives retention_days of solution.py its arguments, and writes what it returns."""

import driver
import shapes

RULE = driver.Record(shapes.Rule, driver.STRING, driver.INT)

driver.call_function(
    "retention_days",
    parameters={"rules": driver.List(RULE), "keys": driver.List(driver.STRING)},
    returns=(driver.List(driver.INT), "a list of ints"),
)
