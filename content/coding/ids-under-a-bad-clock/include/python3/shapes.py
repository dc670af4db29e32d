# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Batch(NamedTuple):
    first_id: int
    last_id: int


class Origin(NamedTuple):
    at_ms: int
    node: int
    sequence: int
