"""Days that a question is about, in SQL that is compiled before they are known: numbers that no day has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MARKS: Mapping[str, int] = MappingProxyType({"as_at": 1_900_000_001, "window_from": 1_900_000_002})


def filled(sql: str, days: Mapping[str, int]) -> str:
    """``sql`` with the marks named in ``days`` replaced by those days."""
    for name, day in days.items():
        sql = sql.replace(str(MARKS[name]), str(day))
    return sql
