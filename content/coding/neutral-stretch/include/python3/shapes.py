# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Entry(NamedTuple):
    account: str
    cents: int


class Stretch(NamedTuple):
    first: int
    length: int
