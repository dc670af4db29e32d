# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Hop(NamedTuple):
    source: int
    target: int
    delay_ms: int
    metered: bool
