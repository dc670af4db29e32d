# Generated from signature.toml by `cargo xtask gen`.
"""Gives add_up of solution.py its arguments, and writes what it returns."""

import driver

driver.call_function(
    "add_up",
    parameters={"values": driver.List(driver.INT)},
    returns=(driver.LONG, "a long"),
)
