# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Line(NamedTuple):
    at_ms: int
    event: str


class Stream(NamedTuple):
    joins_after: int
    lines: list[Line]


class Written(NamedTuple):
    at_ms: int
    event: str
    copies: int
