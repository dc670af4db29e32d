# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Variant(NamedTuple):
    size: int
    saved_ms: int
