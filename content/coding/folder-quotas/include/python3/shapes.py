# Generated from signature.toml by `cargo xtask gen`.
"""The records that solution.py is given and returns."""

from typing import NamedTuple


class Folder(NamedTuple):
    parent: int
    reserved: int
    quota: int


class StoredFile(NamedTuple):
    folder: int
    size: int
