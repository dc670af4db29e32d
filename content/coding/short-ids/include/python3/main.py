# Generated from signature.toml by `cargo xtask gen`.
"""Gives short_lengths of solution.py its arguments, and writes what it returns."""

import driver

driver.call_function(
    "short_lengths",
    parameters={"ids": driver.List(driver.STRING), "shortest": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
