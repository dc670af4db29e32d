# Generated from signature.toml by `cargo xtask gen`.
"""Gives RouteTable of solution.py its arguments, and writes what it returns."""

import driver

driver.call_class(
    "RouteTable",
    parameters={},
    methods={
        "put": ({"prefix": driver.STRING, "service": driver.STRING}, None),
        "drain": ({"prefix": driver.STRING}, (driver.INT, "an int")),
        "resolve": ({"path": driver.STRING}, (driver.Optional(driver.STRING), "a string or None")),
    },
)
