# Generated from signature.toml by `cargo xtask gen`.
"""Gives swapped_pairs of solution.py its arguments, and writes what it returns."""

import driver
import shapes

EVENT = driver.Record(shapes.Event, driver.STRING, driver.LONG)
DISORDER = driver.Record(shapes.Disorder, driver.STRING, driver.LONG)

driver.call_function(
    "swapped_pairs",
    parameters={"events": driver.List(EVENT), "slack_ms": driver.LONG},
    returns=(driver.List(DISORDER), "a list of Disorder (partition: string, pairs: long)"),
)
