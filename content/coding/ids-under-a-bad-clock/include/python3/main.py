# Generated from signature.toml by `cargo xtask gen`.
"""Gives IdGenerator of solution.py its arguments, and writes what it returns."""

import driver
import shapes

BATCH = driver.Record(shapes.Batch, driver.LONG, driver.LONG)
ORIGIN = driver.Record(shapes.Origin, driver.LONG, driver.INT, driver.INT)

driver.call_class(
    "IdGenerator",
    parameters={"epoch_ms": driver.LONG, "nodes": driver.INT, "node": driver.INT, "per_ms": driver.INT, "ahead_ms": driver.LONG},
    methods={
        "next_id": ({"clock_ms": driver.LONG}, (driver.Optional(driver.LONG), "a long or None")),
        "reserve": ({"clock_ms": driver.LONG, "count": driver.LONG}, (driver.Optional(BATCH), "a Batch (first_id: long, last_id: long) or None")),
        "origin": ({"id": driver.LONG}, (ORIGIN, "a Origin (at_ms: long, node: int, sequence: int)")),
    },
)
