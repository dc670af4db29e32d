# Generated from signature.toml by `cargo xtask gen`.
"""Gives frequent_readers of solution.py its arguments, and writes what it returns."""

import driver
import shapes

SLICE = driver.Record(shapes.Slice, driver.INT, driver.INT)

driver.call_function(
    "frequent_readers",
    parameters={"log": driver.List(driver.STRING), "slices": driver.List(SLICE), "at_least": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
