# Generated from signature.toml by `cargo xtask gen`.
"""Gives LabPlan of solution.py its arguments, and writes what it returns."""

import driver
import shapes

BOOKING = driver.Record(shapes.Booking, driver.STRING, driver.LONG, driver.LONG)

driver.call_class(
    "LabPlan",
    parameters={"bookings": driver.List(BOOKING)},
    methods={
        "first_conflict": ({"starts_at": driver.LONG, "ends_at": driver.LONG}, (driver.Optional(driver.STRING), "a string or None")),
        "cancel": ({"name": driver.STRING}, (driver.BOOL, "a bool")),
    },
)
