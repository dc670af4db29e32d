# Generated from signature.toml by `cargo xtask gen`.
"""Gives since_worse of solution.py its arguments, and writes what it returns."""

import driver
import shapes

SAMPLE = driver.Record(shapes.Sample, driver.INT, driver.INT)

driver.call_function(
    "since_worse",
    parameters={"samples": driver.List(SAMPLE), "margin": driver.INT, "silence_ms": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
