# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Rule(NamedTuple):
    tenant: str
    limit: int
    window_ms: int
