# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Job(NamedTuple):
    at_ms: int
    tenant: str
    priority: int
    run_ms: int


class Start(NamedTuple):
    job: int
    start_ms: int
