# Generated from signature.toml by `cargo xtask gen`.
"""Gives handovers of solution.py its arguments, and writes what it returns."""

import driver
import shapes

ASSIGNMENT = driver.Record(shapes.Assignment, driver.INT, driver.INT, driver.INT)

driver.call_function(
    "handovers",
    parameters={"slots": driver.INT, "assignments": driver.List(ASSIGNMENT)},
    returns=(driver.List(driver.INT), "a list of ints"),
)
