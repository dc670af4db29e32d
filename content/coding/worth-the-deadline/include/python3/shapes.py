# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Job(NamedTuple):
    duration_ms: int
    due_ms: int
