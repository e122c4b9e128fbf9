"""Engines and standards as the command line names them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.engines.base import Engine
    from sightline.standards.standard import Standard


class EngineName(StrEnum):
    """The engines there are."""

    DUCKDB = "duckdb"
    REFERENCE = "reference"


def engine(name: EngineName) -> Engine:
    """The engine of this name; loaded only now, so that no command pays for one it does not use."""
    if name is EngineName.REFERENCE:
        from sightline.engines.reference import ReferenceEngine

        return ReferenceEngine()
    from sightline.engines.duckdb import DuckDBEngine

    return DuckDBEngine()


def standards(own: Sequence[Path] = ()) -> tuple[Standard, ...]:
    """The catalogue as the council's own TOML files have it, and their standards besides."""
    from sightline.standards.local import with_local

    return with_local(own)
