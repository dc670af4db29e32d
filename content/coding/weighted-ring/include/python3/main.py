# Generated from signature.toml by `cargo xtask gen`.
"""Gives WeightedRing of solution.py its arguments, and writes what it returns."""

import driver

driver.call_class(
    "WeightedRing",
    parameters={"ring_size": driver.LONG, "points_per_weight": driver.INT},
    methods={
        "set_weight": ({"node": driver.STRING, "weight": driver.INT}, (driver.LONG, "a long")),
        "owner": ({"key": driver.STRING}, (driver.Optional(driver.STRING), "a string or None")),
        "share": ({"node": driver.STRING}, (driver.LONG, "a long")),
    },
)
