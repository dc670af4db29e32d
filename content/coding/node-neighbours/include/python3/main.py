# Generated from signature.toml by `cargo xtask gen`.
"""Gives possible_neighbours of solution.py its arguments, and writes what it returns."""

import driver
import shapes

TENANT = driver.Record(shapes.Tenant, driver.STRING, driver.INT)

driver.call_function(
    "possible_neighbours",
    parameters={"tenants": driver.List(TENANT), "capacity": driver.INT},
    returns=(driver.List(driver.INT), "a list of ints"),
)
