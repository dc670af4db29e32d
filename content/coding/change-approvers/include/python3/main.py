# Generated from signature.toml by `cargo xtask gen`.
"""Gives approvers of solution.py its arguments, and writes what it returns."""

import driver
import shapes

REPORT = driver.Record(shapes.Report, driver.STRING, driver.STRING)
REQUEST = driver.Record(shapes.Request, driver.STRING, driver.STRING)

driver.call_function(
    "approvers",
    parameters={"boss": driver.STRING, "reports": driver.List(REPORT), "requests": driver.List(REQUEST)},
    returns=(driver.List(driver.STRING), "a list of strings"),
)
