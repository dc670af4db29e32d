# Generated from signature.toml by `cargo xtask gen`.
"""Gives worth_running of solution.py its arguments, and writes what it returns."""

import driver
import shapes

JOB = driver.Record(shapes.Job, driver.LONG, driver.LONG)

driver.call_function(
    "worth_running",
    parameters={"jobs": driver.List(JOB), "start_ms": driver.LONG},
    returns=(driver.List(driver.INT), "a list of ints"),
)
