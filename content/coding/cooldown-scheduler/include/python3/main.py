# Generated from signature.toml by `cargo xtask gen`.
"""Gives start_order of solution.py its arguments, and writes what it returns."""

import driver
import shapes

JOB = driver.Record(shapes.Job, driver.INT, driver.STRING, driver.INT, driver.INT)
START = driver.Record(shapes.Start, driver.INT, driver.LONG)

driver.call_function(
    "start_order",
    parameters={"jobs": driver.List(JOB), "cooldown_ms": driver.INT},
    returns=(driver.List(START), "a list of Start (job: int, start_ms: long)"),
)
