# Generated from signature.toml by `cargo xtask gen`.
"""Gives LatencyWindow of solution.py its arguments, and writes what it returns."""

import driver

driver.call_class(
    "LatencyWindow",
    parameters={"window_ms": driver.LONG},
    methods={
        "observe": ({"at_ms": driver.LONG, "latency_us": driver.INT}, None),
        "percentile": ({"now_ms": driver.LONG, "per_mille": driver.INT}, (driver.INT, "an int")),
        "at_most": ({"now_ms": driver.LONG, "latency_us": driver.INT}, (driver.INT, "an int")),
    },
)
