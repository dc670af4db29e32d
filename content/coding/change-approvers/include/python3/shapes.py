# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Report(NamedTuple):
    person: str
    manager: str


class Request(NamedTuple):
    one: str
    other: str
