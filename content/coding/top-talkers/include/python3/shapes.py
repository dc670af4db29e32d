# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Report(NamedTuple):
    node: str
    client: str
    count: int


class Talker(NamedTuple):
    client: str
    total: int
