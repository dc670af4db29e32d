# Generated from signature.toml by `cargo xtask gen`.
"""Gives deploy_order of solution.py its arguments, and writes what it returns."""

import driver
import shapes

NEED = driver.Record(shapes.Need, driver.STRING, driver.STRING)
PLAN = driver.Record(shapes.Plan, driver.List(driver.STRING), driver.List(driver.STRING))

driver.call_function(
    "deploy_order",
    parameters={"services": driver.List(driver.STRING), "needs": driver.List(NEED)},
    returns=(PLAN, "a Plan (order: list<string>, ring: list<string>)"),
)
