# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Pair(NamedTuple):
    one: int
    other: int


class Nights(NamedTuple):
    first_night: list[int]
    broken: int
    circle: list[int]
