# Generated from signature.toml by `cargo xtask gen`.
"""Gives page_keys of solution.py its arguments, and writes what it returns."""

import driver

driver.call_function(
    "page_keys",
    parameters={"targets": driver.List(driver.STRING)},
    returns=(driver.List(driver.STRING), "a list of strings"),
)
