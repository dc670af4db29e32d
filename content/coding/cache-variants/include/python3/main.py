# Generated from signature.toml by `cargo xtask gen`.
"""Gives choose_variants of solution.py its arguments, and writes what it returns."""

import driver
import shapes

VARIANT = driver.Record(shapes.Variant, driver.INT, driver.INT)

driver.call_function(
    "choose_variants",
    parameters={"objects": driver.List(driver.List(VARIANT)), "budget": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
