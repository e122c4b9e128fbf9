"""AtMost: no more than so many events in any period of so many days."""

from __future__ import annotations

from sightline.standards.nodes import AtMost, Events, is_not
from tests.spec.conftest import Spec

MOVES = Events("cla_placements", "started_on")


def test_each_event_over_the_number_is_breached(spec: Spec) -> None:
    """Of four moves in a year the fourth is one too many, until the first of the four is a year old."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on
        M1               | ada       | 2023-01-10
        M2               | ada       | 2023-03-10
        M3               | ada       | 2023-06-10
        M4               | ada       | 2023-12-10
        """,
        AtMost(3, MOVES, period_days=365),
        """
        ref | since      | due        | done_on    | ended_on | on 2023-12-09 | on 2023-12-10 | on 2024-01-10
        M1  | 2023-01-10 | 2023-01-10 | 2023-01-10 |          | met           | met           | met
        M2  | 2023-03-10 | 2023-03-10 | 2023-03-10 |          | met           | met           | met
        M3  | 2023-06-10 | 2023-06-10 | 2023-06-10 |          | met           | met           | met
        M4  | 2023-12-10 | 2023-12-09 | 2024-01-10 |          | -             | breached      | breached
        """,
    )


def test_an_event_leaves_the_period_when_it_is_that_many_days_old(spec: Spec) -> None:
    """Ten days after the first, it no longer counts; nine days after, it does."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on
        M1               | ada       | 2023-01-10
        M2               | ada       | 2023-01-20
        N1               | bob       | 2023-01-10
        N2               | bob       | 2023-01-19
        """,
        AtMost(1, MOVES, period_days=10),
        """
        ref | since      | due        | done_on
        M1  | 2023-01-10 | 2023-01-10 | 2023-01-10
        M2  | 2023-01-20 | 2023-01-20 | 2023-01-20
        N1  | 2023-01-10 | 2023-01-10 | 2023-01-10
        N2  | 2023-01-19 | 2023-01-18 | 2023-01-20
        """,
    )


def test_several_on_one_day_count_in_order_of_their_refs(spec: Spec) -> None:
    """Two moves on one day are two; the second by ref is the one too many, whatever the order of the rows."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on
        M2               | ada       | 2023-01-10
        M10              | ada       | 2023-01-10
        M1               | ada       | 2023-01-12
        """,
        AtMost(1, MOVES, period_days=10),
        """
        ref | since      | due        | done_on
        M10 | 2023-01-10 | 2023-01-10 | 2023-01-10
        M2  | 2023-01-10 | 2023-01-09 | 2023-01-20
        M1  | 2023-01-12 | 2023-01-11 | 2023-01-20
        """,
    )


def test_none_at_all(spec: Spec) -> None:
    """A number of 0 makes each event a breach for as long as it is within the period."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on
        M1               | ada       | 2023-01-10
        """,
        AtMost(0, MOVES, period_days=10),
        """
        ref | since      | due        | done_on
        M1  | 2023-01-10 | 2023-01-09 | 2023-01-20
        """,
    )


def test_undated_and_unkeyed_events(spec: Spec) -> None:
    """Without a date it is unknown and counts for nothing; without a key or a subject it is left out."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on | placement_type_code | cla_id
        M1               | ada       |            | U1                  | care1
        M2               | ada       | 2023-01-10 | U1                  | care1
        M3               | ada       | 2023-01-10 | U1                  |
        M4               |           | 2023-01-10 | U1                  | care1
        M5               | ada       | 2023-01-10 | T0                  | care1
        """,
        AtMost(
            1, Events("cla_placements", "started_on", where=(is_not("placement_type_code", "T0"),)), 10, by="cla_id"
        ),
        """
        ref | since      | due        | done_on    | on 2023-01-10
        M1  |            |            |            | unknown
        M2  | 2023-01-10 | 2023-01-10 | 2023-01-10 | met
        """,
    )


def test_outside_the_calendar(spec: Spec) -> None:
    """A due date beyond the calendar is unknown, though it be the day itself; what cannot be said is never done."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on
        M1               | ada       | 2060-12-30
        M2               | ada       | 2060-12-31
        M3               | ada       | 2061-02-01
        """,
        AtMost(1, MOVES, period_days=10),
        """
        ref | since      | due        | done_on    | on 2062-01-01
        M1  | 2060-12-30 | 2060-12-30 | 2060-12-30 | met
        M2  | 2060-12-31 | 2060-12-30 |            | breached
        M3  | 2061-02-01 |            | 2061-02-01 | unknown
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """No move, no obligation."""
    spec("", AtMost(3, MOVES, period_days=365), "ref")
