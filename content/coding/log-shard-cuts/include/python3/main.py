# Generated from signature.toml by `cargo xtask gen`.
"""Gives shard_starts of solution.py its arguments, and writes what it returns."""

import driver

driver.call_function(
    "shard_starts",
    parameters={"sizes": driver.List(driver.INT), "shards": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
