"""The engine matrix, stated once: a test of what standards mean runs on every engine unless it says otherwise."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

import pytest
from hypothesis import settings

from sightline.engines.base import Engine
from sightline.engines.lower.sql import FOLDER_VARIABLE

ENGINES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "reference": ("sightline.engines.reference", "ReferenceEngine"),
        "duckdb": ("sightline.engines.duckdb", "DuckDBEngine"),
        "sql": ("sightline.engines.sql", "SqlEngine"),
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


@pytest.fixture(autouse=True, scope="session")
def keeps_compiled_sql_with_the_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the tests' standards compile to is kept for the next run, out of the user's cache.

    Standards drawn at random will not come again: what they compile to is not kept.
    """
    cache: pytest.Cache = request.config.cache
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(cache.mkdir("sightline-sql")) if settings().derandomize else "")
        yield
