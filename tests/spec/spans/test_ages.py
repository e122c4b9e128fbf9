"""Clipping a span to ages (``aged``)."""

from __future__ import annotations

import pytest

from sightline.standards.nodes import Never, Spans, days
from tests.spec.conftest import Spec

RECORD = """
    people
    person_id | born_on
    ada       | 2010-06-15
    bob       |

    legal_statuses
    legal_status_id | person_id | started_on | ended_on
    L1              | ada       | 2020-01-01 |
    L2              | ada       | 2020-01-01 | 2026-06-15
    L3              | ada       | 2026-06-15 | 2027-01-01
    L4              | ada       | 2028-06-15 | 2029-01-01
    L5              | bob       | 2020-01-01 |
    L6              | cat       | 2020-01-01 |
    """


def _state(low: int | None, high: int | None) -> Never:
    return Never(Spans("legal_statuses", "started_on", "ended_on", aged=(low, high)), days(30))


def test_under_an_age(spec: Spec) -> None:
    """Up to the birthday, which is no longer under it; an unknown birth date, or person, keeps nothing."""
    spec(
        RECORD,
        _state(None, 16),
        """
        ref | since      | done_on
        L1  | 2020-01-01 | 2026-06-15
        L2  | 2020-01-01 | 2026-06-15
        """,
    )


def test_from_an_age(spec: Spec) -> None:
    """From the birthday on, which is when a clock starts if the state held before."""
    spec(
        RECORD,
        _state(16, None),
        """
        ref | since      | done_on
        L1  | 2026-06-15 |
        L3  | 2026-06-15 | 2027-01-01
        L4  | 2028-06-15 | 2029-01-01
        """,
    )


def test_between_two_ages(spec: Spec) -> None:
    """At least the one and under the other."""
    spec(
        RECORD,
        _state(16, 18),
        """
        ref | since      | done_on
        L1  | 2026-06-15 | 2028-06-15
        L3  | 2026-06-15 | 2027-01-01
        """,
    )


def test_at_any_age(spec: Spec) -> None:
    """Without bounds it keeps whoever's birth date is known."""
    spec(
        RECORD,
        _state(None, None),
        """
        ref | since      | done_on
        L1  | 2020-01-01 |
        L2  | 2020-01-01 | 2026-06-15
        L3  | 2026-06-15 | 2027-01-01
        L4  | 2028-06-15 | 2029-01-01
        """,
    )


def test_born_on_leap_day(spec: Spec) -> None:
    """Comes of an age on 28 February in a year without a 29th."""
    spec(
        """
        people
        person_id | born_on
        ada       | 2008-02-29

        legal_statuses
        legal_status_id | person_id | started_on | ended_on
        L1              | ada       | 2020-01-01 |
        """,
        _state(17, 20),
        """
        ref | since      | done_on
        L1  | 2025-02-28 | 2028-02-29
        """,
    )


@pytest.mark.parametrize(
    ("born_on", "low", "high", "kept"),
    [
        ("1969-12-31", None, 60, False),  # born outside the calendar: no birthday can be said
        ("1970-01-01", None, 60, True),
        ("2050-01-01", None, 11, False),  # the bound lies beyond it
        ("2045-01-01", 16, None, False),
    ],
)
def test_a_birthday_that_cannot_be_said_keeps_nothing(
    spec: Spec, born_on: str, low: int | None, high: int | None, kept: bool
) -> None:
    """Neither for a bound below nor for one above."""
    spec(
        f"""
        people
        person_id | born_on
        ada       | {born_on}

        legal_statuses
        legal_status_id | person_id | started_on | ended_on
        L1              | ada       | 2020-01-01 |
        """,
        _state(low, high),
        "ref\nL1" if kept else "ref",
    )


def test_contradictions_are_reported_whatever_the_age(spec: Spec) -> None:
    """A row set aside is not clipped: nobody can say when it held."""
    spec(
        """
        people
        person_id | born_on
        ada       | 2000-06-15

        legal_statuses
        legal_status_id | person_id | started_on | ended_on
        undated         | ada       |            |
        reversed        | ada       | 2020-01-01 | 2019-01-01
        reversed-too    | cat       | 2020-01-01 | 2019-01-01
        """,
        _state(None, 16),
        """
        ref          | since      | due | done_on
        undated      |            |     |
        reversed     | 2020-01-01 |     |
        reversed-too | 2020-01-01 |     |
        """,
    )
