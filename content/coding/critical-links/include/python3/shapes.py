# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Link(NamedTuple):
    one: int
    other: int


class Loss(NamedTuple):
    link: int
    pairs: int
