# Generated from signature.toml by `cargo xtask gen`.
"""Gives fastest_by_budget of solution.py its arguments, and writes what it returns."""

import driver
import shapes

HOP = driver.Record(shapes.Hop, driver.INT, driver.INT, driver.INT, driver.BOOL)

driver.call_function(
    "fastest_by_budget",
    parameters={"nodes": driver.INT, "hops": driver.List(HOP), "origin": driver.INT, "goal": driver.INT, "budget": driver.INT},
    returns=(driver.List(driver.LONG), "a list of longs"),
)
