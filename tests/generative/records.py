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
KEYS = tuple(str(number) for number in range(90))
IN_ORDER = (  # columns that are mostly a beginning and its end, the right way round
    ("referred_on", "closed_on"),
    ("started_on", "ended_on"),
    ("born_on", "died_on"),
)

_ORDINARY = ("2024-01-31", "2023-12-20", "2024-03-26", "2022-09-12", "2024-02-27")
_EDGES = ("1969-12-30", "1999-12-30", "2040-12-27", "2060-12-20")
_STEPS = (0, 1, 2, 3, 5, 7, 9, 30, 31, 61)
_AGES = (0, 16, 18)


@st.composite
def day_pools(draw: st.DrawFn) -> list[dt.date]:
    """The days one record is made of: around one or two ordinary dates, or the edges of the calendar."""
    anchors = draw(
        st.sampled_from((*([each] for each in _ORDINARY), list(_ORDINARY[:2]), list(_ORDINARY[2:]), list(_EDGES)))
    )
    return sorted({dt.date.fromisoformat(anchor) + dt.timedelta(days=step) for anchor in anchors for step in _STEPS})


@st.composite
def records(draw: st.DrawFn, days: list[dt.date]) -> list[Row]:
    """Rows of every table in :data:`COLUMNS`, dated from ``days``.

    Only a seed is drawn: cell by cell, records would be few and small. :func:`tests.generative.cases.reduced` makes a
    failing one small instead.
    """
    random = draw(st.randoms(use_true_random=True))
    keys = KEYS[: random.choice((4, 20, 60))]
    rows: list[Row] = []
    for name, columns in COLUMNS.items():
        table = TABLES[name]
        values = {column: _values(table.column(column), days, keys) for column in columns[1:]}
        for key in random.sample(KEYS, random.choice((0, 30, 90, 90, 90))):
            cells = {column: random.choice(of) for column, of in values.items()}
            for start, end in IN_ORDER:
                if cells.get(start) and cells.get(end) and random.random() < 0.9:
                    cells[start], cells[end] = sorted((cells[start], cells[end]))
            rows.append(table.row(**{columns[0]: key}, **cells))
    return rows


def _values(column: Column, days: list[dt.date], keys: tuple[str, ...]) -> list[Any]:
    """What a cell may hold, the likelier the oftener."""
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
            return [*keys, "nobody", *(None for _ in range(1 + len(keys) // 6))]


def _years_before(day: dt.date, years: int) -> dt.date:
    month, number = (3, 1) if (day.month, day.day) == (2, 29) and years % 4 else (day.month, day.day)
    return dt.date(day.year - years, month, number)
