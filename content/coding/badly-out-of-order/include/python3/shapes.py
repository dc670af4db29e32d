# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Event(NamedTuple):
    partition: str
    made_ms: int


class Disorder(NamedTuple):
    partition: str
    pairs: int
