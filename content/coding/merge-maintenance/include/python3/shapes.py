# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Window(NamedTuple):
    region: str
    start_min: int
    end_min: int


class Block(NamedTuple):
    region: str
    start_min: int
    end_min: int
    worked_min: int
