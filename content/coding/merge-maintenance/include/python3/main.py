# Generated from signature.toml by `cargo xtask gen`.
"""Gives outage_blocks of solution.py its arguments, and writes what it returns."""

import driver
import shapes

WINDOW = driver.Record(shapes.Window, driver.STRING, driver.INT, driver.INT)
BLOCK = driver.Record(shapes.Block, driver.STRING, driver.INT, driver.INT, driver.INT)

driver.call_function(
    "outage_blocks",
    parameters={"windows": driver.List(WINDOW), "settle_min": driver.INT},
    returns=(driver.List(BLOCK), "a list of Block (region: string, start_min: int, end_min: int, worked_min: int)"),
)
