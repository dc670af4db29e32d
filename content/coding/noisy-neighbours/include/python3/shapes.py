# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Request(NamedTuple):
    at_ms: int
    tenant: str
    cost_ms: int


class Span(NamedTuple):
    from_ms: int
    until_ms: int
