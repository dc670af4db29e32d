# Generated from signature.toml by `cargo xtask gen`.
"""Gives split_reboots of solution.py its arguments, and writes what it returns."""

import driver
import shapes

PAIR = driver.Record(shapes.Pair, driver.INT, driver.INT)
NIGHTS = driver.Record(shapes.Nights, driver.List(driver.INT), driver.INT, driver.List(driver.INT))

driver.call_function(
    "split_reboots",
    parameters={"hosts": driver.INT, "pairs": driver.List(PAIR)},
    returns=(NIGHTS, "a Nights (first_night: list<int>, broken: int, circle: list<int>)"),
)
