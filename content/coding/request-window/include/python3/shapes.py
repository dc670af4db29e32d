# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Request(NamedTuple):
    at_ms: int
    client: str
    request_id: str


class Breach(NamedTuple):
    client: str
    at_ms: int
