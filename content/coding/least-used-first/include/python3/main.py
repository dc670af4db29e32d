# Generated from signature.toml by `cargo xtask gen`.
"""Gives LfuCache of solution.py its arguments, and writes what it returns."""

import driver

driver.call_class(
    "LfuCache",
    parameters={"capacity": driver.INT},
    methods={
        "get": ({"key": driver.STRING}, (driver.Optional(driver.INT), "an int or None")),
        "put": ({"key": driver.STRING, "value": driver.INT}, (driver.Optional(driver.STRING), "a string or None")),
        "remove": ({"key": driver.STRING}, (driver.BOOL, "a bool")),
        "victims": ({"count": driver.INT}, (driver.List(driver.STRING), "a list of strings")),
    },
)
