# Generated from signature.toml by `cargo xtask gen`.
"""Gives repeating_end of solution.py its arguments, and writes what it returns."""

import driver
import shapes

LOOP = driver.Record(shapes.Loop, driver.INT, driver.INT)

driver.call_function(
    "repeating_end",
    parameters={"lines": driver.List(driver.STRING)},
    returns=(LOOP, "a Loop (size: int, times: int)"),
)
