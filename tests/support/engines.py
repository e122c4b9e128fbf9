"""The engine matrix, stated once: a test of what standards mean runs on every engine unless it says otherwise."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

import pytest

from sightline.engines.base import Engine

ENGINES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "reference": ("sightline.engines.reference", "ReferenceEngine"),
        "duckdb": ("sightline.engines.duckdb", "DuckDBEngine"),
    }
)


@cache
def engine_called(name: str) -> Engine:
    """The engine of that name, imported only now so that one engine's tests need no other's libraries."""
    module, kind = ENGINES[name]
    return cast(Engine, getattr(importlib.import_module(module), kind)())


def engines(*names: str) -> pytest.MarkDecorator:
    """Run the decorated test, or all tests of a folder, with ``engine`` being each engine named (default: all)."""
    return pytest.mark.parametrize("engine", names or tuple(ENGINES), indirect=True)


@pytest.fixture(scope="session", params=tuple(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    return engine_called(request.param)
