# Generated from signature.toml by `cargo xtask gen`.
"""Gives top_talkers of solution.py its arguments, and writes what it returns."""

import driver
import shapes

REPORT = driver.Record(shapes.Report, driver.STRING, driver.STRING, driver.INT)
TALKER = driver.Record(shapes.Talker, driver.STRING, driver.LONG)

driver.call_function(
    "top_talkers",
    parameters={"reports": driver.List(REPORT), "k": driver.INT},
    returns=(driver.List(TALKER), "a list of Talker (client: string, total: long)"),
)
