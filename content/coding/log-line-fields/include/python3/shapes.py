# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Reading(NamedTuple):
    found: bool
    value: str
    broken_at: int
