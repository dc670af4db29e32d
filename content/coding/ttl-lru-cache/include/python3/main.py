# Generated from signature.toml by `cargo xtask gen`.
"""Gives TtlLruCache of solution.py its arguments, and writes what it returns."""

import driver

driver.call_class(
    "TtlLruCache",
    parameters={"capacity": driver.INT},
    methods={
        "get": ({"now_ms": driver.LONG, "key": driver.STRING}, (driver.Optional(driver.INT), "an int or None")),
        "put": ({"now_ms": driver.LONG, "key": driver.STRING, "value": driver.INT, "ttl_ms": driver.LONG}, None),
        "size": ({"now_ms": driver.LONG}, (driver.INT, "an int")),
    },
)
