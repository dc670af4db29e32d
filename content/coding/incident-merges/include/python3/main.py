# Generated from signature.toml by `cargo xtask gen`.
"""Gives incident_merges of solution.py its arguments, and writes what it returns."""

import driver
import shapes

LINK = driver.Record(shapes.Link, driver.INT, driver.INT)
QUESTION = driver.Record(shapes.Question, driver.INT, driver.INT)
MERGE = driver.Record(shapes.Merge, driver.INT, driver.INT)

driver.call_function(
    "incident_merges",
    parameters={"alerts": driver.INT, "links": driver.List(LINK), "questions": driver.List(QUESTION)},
    returns=(driver.List(driver.Optional(MERGE)), "a list of Merge or None (link: int, size: int)"),
)
