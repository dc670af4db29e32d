# Generated from signature.toml by `cargo xtask gen`.
"""Gives merge_streams of solution.py its arguments, and writes what it returns."""

import driver
import shapes

LINE = driver.Record(shapes.Line, driver.INT, driver.STRING)
STREAM = driver.Record(shapes.Stream, driver.INT, driver.List(LINE))
WRITTEN = driver.Record(shapes.Written, driver.INT, driver.STRING, driver.INT)

driver.call_function(
    "merge_streams",
    parameters={"streams": driver.List(STREAM)},
    returns=(driver.List(WRITTEN), "a list of Written (at_ms: int, event: string, copies: int)"),
)
