# Generated from signature.toml by `cargo xtask gen`.
"""Gives read_key of solution.py its arguments, and writes what it returns."""

import driver
import shapes

READING = driver.Record(shapes.Reading, driver.BOOL, driver.STRING, driver.INT)

driver.call_function(
    "read_key",
    parameters={"lines": driver.List(driver.STRING), "key": driver.STRING},
    returns=(driver.List(READING), "a list of Reading (found: bool, value: string, broken_at: int)"),
)
