# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Event(NamedTuple):
    size: int
    checkpoint_cost: int
