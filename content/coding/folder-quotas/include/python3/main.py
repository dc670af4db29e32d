# Generated from signature.toml by `cargo xtask gen`.
"""Gives refused_by of solution.py its arguments, and writes what it returns."""

import driver
import shapes

FOLDER = driver.Record(shapes.Folder, driver.INT, driver.LONG, driver.LONG)
STORED_FILE = driver.Record(shapes.StoredFile, driver.INT, driver.LONG)

driver.call_function(
    "refused_by",
    parameters={"folders": driver.List(FOLDER), "files": driver.List(STORED_FILE), "uploads": driver.List(driver.INT)},
    returns=(driver.List(driver.INT), "a list of ints"),
)
