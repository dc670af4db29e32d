# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Need(NamedTuple):
    service: str
    needed: str


class Plan(NamedTuple):
    order: list[str]
    ring: list[str]
