# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Booking(NamedTuple):
    name: str
    starts_at: int
    ends_at: int
