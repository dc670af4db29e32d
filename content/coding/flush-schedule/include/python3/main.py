# Generated from signature.toml by `cargo xtask gen`.
"""Gives cheapest_flushes of solution.py its arguments, and writes what it returns."""

import driver
import shapes

WRITE = driver.Record(shapes.Write, driver.LONG, driver.INT)

driver.call_function(
    "cheapest_flushes",
    parameters={"writes": driver.List(WRITE), "flush_cost": driver.LONG},
    returns=(driver.LONG, "a long"),
)
