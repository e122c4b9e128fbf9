"""Records in which awkward things happen often.

Dates come from a pool of a few dozen days around a few anchors, so that events fall on one day, spans touch, reverse
and have no days, and limits end on due days; some are missing, some outside the calendar. Keys come from one short pool
for all tables, so that several children, workers and referrals share a key's text, links dangle, and text order is not
number order. Only the key of a row is unique, and only in its table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from sightline.record.schema import Column, Kind, Row
from sightline.record.tables import TABLES

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "people": ("person_id", "born_on", "died_on", "has_ehc_plan"),
        "cin_episodes": (
            "referral_id",
            "person_id",
            "team_id",
            "professional_id",
            "referred_on",
            "closed_on",
            "decided_on",
            "no_further_action",
        ),
        "cin_visits": ("cin_visit_id", "person_id", "professional_id", "visited_on", "child_seen"),
        "cp_plans": ("cp_plan_id", "person_id", "referral_id", "started_on", "ended_on", "initial_category_code"),
        "cp_reviews": ("cp_review_id", "person_id", "cp_plan_id", "due_on", "reviewed_on", "is_quorate"),
        "involvements": (
            "involvement_id",
            "person_id",
            "professional_id",
            "team_id",
            "referral_id",
            "role",
            "started_on",
            "ended_on",
        ),
        "posts": ("post_id", "professional_id", "team_id", "is_management", "started_on", "ended_on"),
        "supervisions": ("supervision_id", "professional_id", "held_on", "minutes"),
        "legal_statuses": ("legal_status_id", "person_id", "legal_status", "started_on", "ended_on"),
    }
)
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "initial_category_code": ("NEG", "EMO", "PHY"),
        "role": ("ALLOCATED", "PERSONAL_ADVISER"),
        "legal_status": ("V2", "C1", "E1"),
    }
)
MINUTES = (0, 30, 60)
KEYS = tuple(str(number) for number in range(24))

_ORDINARY = ("2024-01-31", "2023-12-20", "2024-03-26", "2022-09-12", "2024-02-27")
_EDGES = ("1969-12-30", "1999-12-30", "2040-12-27", "2060-12-20")
_STEPS = (0, 1, 2, 3, 5, 7, 10, 14, 28, 29, 30, 31, 60, 91)
_AGES = (0, 16, 18)


@st.composite
def day_pools(draw: st.DrawFn) -> list[dt.date]:
    """The days one record is made of: around one or two ordinary dates and sometimes an edge of the calendar."""
    anchors = draw(st.lists(st.sampled_from(_ORDINARY), min_size=1, max_size=2, unique=True))
    if draw(st.integers(0, 2)) == 0:
        anchors.append(draw(st.sampled_from(_EDGES)))
    return sorted({dt.date.fromisoformat(anchor) + dt.timedelta(days=step) for anchor in anchors for step in _STEPS})


@st.composite
def records(draw: st.DrawFn, days: list[dt.date]) -> list[Row]:
    """Rows of every table in :data:`COLUMNS`, dated from ``days``.

    A row is drawn as one byte a cell, each choosing among the cell's values: far faster than drawing cell by cell.
    """
    keys = KEYS[: draw(st.sampled_from((3, 6, 12)))]
    fewest = draw(st.sampled_from((0, 6, 12)))
    rows: list[Row] = []
    for name, columns in COLUMNS.items():
        table = TABLES[name]
        values = {column: _values(table.column(column), days, keys) for column in columns[1:]}
        drawn = draw(st.lists(st.binary(min_size=len(columns), max_size=len(columns)), min_size=fewest, max_size=16))
        by_key = {KEYS[first % len(KEYS)]: rest for first, *rest in drawn}
        for key, choices in by_key.items():
            cells = {column: of[choice % len(of)] for (column, of), choice in zip(values.items(), choices, strict=True)}
            rows.append(table.row(**{columns[0]: key}, **cells))
    return rows


def _values(column: Column, days: list[dt.date], keys: tuple[str, ...]) -> list[Any]:
    """What a cell may hold, the likelier the oftener; the first is what a failing example shrinks to."""
    match column.kind:
        case Kind.DATE if column.name == "born_on":
            return [*(_years_before(day, age) for day in days for age in _AGES), None]
        case Kind.DATE:
            return [*days, None, None]
        case Kind.FLAG:
            return [True, True, False, None]
        case Kind.COUNT:
            return [*MINUTES, None]
        case Kind.CODE:
            return [*CODES[column.name], None]
        case _:
            return [*keys, *keys, None, "nobody"]


def _years_before(day: dt.date, years: int) -> dt.date:
    month, number = (3, 1) if (day.month, day.day) == (2, 29) and years % 4 else (day.month, day.day)
    return dt.date(day.year - years, month, number)
