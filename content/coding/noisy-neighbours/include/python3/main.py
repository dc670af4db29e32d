# Generated from signature.toml by `cargo xtask gen`.
"""Gives noisy_neighbours of solution.py its arguments, and writes what it returns."""

import driver
import shapes

REQUEST = driver.Record(shapes.Request, driver.INT, driver.STRING, driver.INT)
SPAN = driver.Record(shapes.Span, driver.INT, driver.INT)

driver.call_function(
    "noisy_neighbours",
    parameters={"log": driver.List(REQUEST), "windows": driver.List(SPAN)},
    returns=(driver.List(driver.STRING), "a list of strings"),
)
