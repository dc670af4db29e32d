# Generated from signature.toml by `cargo xtask gen`.
"""Gives drift_cost of solution.py its arguments, and writes what it returns."""

import driver
import shapes

STEP = driver.Record(shapes.Step, driver.STRING, driver.INT)

driver.call_function(
    "drift_cost",
    parameters={"planned": driver.List(STEP), "executed": driver.List(driver.STRING), "extra_cost": driver.INT, "exchange_cost": driver.INT},
    returns=(driver.LONG, "a long"),
)
