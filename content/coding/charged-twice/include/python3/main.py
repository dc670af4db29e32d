# Generated from signature.toml by `cargo xtask gen`.
"""Gives fold_doubles of solution.py its arguments, and writes what it returns."""

import driver
import shapes

PAYMENT = driver.Record(shapes.Payment, driver.LONG, driver.STRING, driver.LONG)

driver.call_function(
    "fold_doubles",
    parameters={"payments": driver.List(PAYMENT), "within_ms": driver.LONG, "tolerance": driver.LONG},
    returns=(driver.List(driver.INT), "a list of ints"),
)
