# Generated from signature.toml by `cargo xtask gen`.
"""Gives plan_checkpoints of solution.py its arguments, and writes what it returns."""

import driver
import shapes

EVENT = driver.Record(shapes.Event, driver.INT, driver.INT)

driver.call_function(
    "plan_checkpoints",
    parameters={"events": driver.List(EVENT), "max_events": driver.INT, "max_bytes": driver.LONG},
    returns=(driver.List(driver.INT), "a list of ints"),
)
