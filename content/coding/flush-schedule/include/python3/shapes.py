# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Write(NamedTuple):
    at_ms: int
    urgency: int
