"""Generated records and standards, on every engine."""

from __future__ import annotations

from tests.support.engines import engine, keeps_compiled_sql_with_the_tests

__all__ = ["engine", "keeps_compiled_sql_with_the_tests"]
