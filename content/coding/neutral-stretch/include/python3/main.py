# Generated from signature.toml by `cargo xtask gen`.
"""Gives neutral_stretch of solution.py its arguments, and writes what it returns."""

import driver
import shapes

ENTRY = driver.Record(shapes.Entry, driver.STRING, driver.INT)
STRETCH = driver.Record(shapes.Stretch, driver.INT, driver.INT)

driver.call_function(
    "neutral_stretch",
    parameters={"entries": driver.List(ENTRY)},
    returns=(driver.Optional(STRETCH), "a Stretch (first: int, length: int) or None"),
)
