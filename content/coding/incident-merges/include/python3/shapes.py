# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Link(NamedTuple):
    one: int
    other: int


class Question(NamedTuple):
    one: int
    other: int


class Merge(NamedTuple):
    link: int
    size: int
