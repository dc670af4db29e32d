# Generated from signature.toml by `cargo xtask gen`.
"""Gives critical_links of solution.py its arguments, and writes what it returns."""

import driver
import shapes

LINK = driver.Record(shapes.Link, driver.INT, driver.INT)
LOSS = driver.Record(shapes.Loss, driver.INT, driver.LONG)

driver.call_function(
    "critical_links",
    parameters={"nodes": driver.INT, "links": driver.List(LINK)},
    returns=(driver.List(LOSS), "a list of Loss (link: int, pairs: long)"),
)
