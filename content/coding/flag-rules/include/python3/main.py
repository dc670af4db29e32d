# Generated from signature.toml by `cargo xtask gen`.
"""Gives evaluate_rules of solution.py its arguments, and writes what it returns."""

import driver

driver.call_function(
    "evaluate_rules",
    parameters={"rules": driver.List(driver.STRING), "attributes": driver.List(driver.STRING)},
    returns=(driver.List(driver.STRING), "a list of strings"),
)
