"""Keeping the first part of a span, or what lies beyond it (``first``, ``beyond``)."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Limit, Never, Spans, days, months, weeks, working_days
from tests.spec.conftest import Spec

RECORD = """
    private_fostering_arrangements
    private_fostering_id             | person_id | started_on | ended_on
    long                             | ada       | 2023-01-31 |
    short                            | bob       | 2023-01-31 | 2023-02-10
    exactly                          | cat       | 2023-01-31 | 2023-02-28
    """


def _span(first: Limit | None = None, beyond: Limit | None = None) -> Spans:
    return Spans("private_fostering_arrangements", "started_on", "ended_on", first=first, beyond=beyond)


def test_the_first_month(spec: Spec) -> None:
    """Up to the day a month after the start, or the end if that is sooner."""
    spec(
        RECORD,
        Never(_span(first=months(1)), days(20)),
        """
        ref     | since      | done_on
        long    | 2023-01-31 | 2023-02-28
        short   | 2023-01-31 | 2023-02-10
        exactly | 2023-01-31 | 2023-02-28
        """,
    )


def test_beyond_the_first_month(spec: Spec) -> None:
    """From that day on; a span that ends by then keeps nothing."""
    spec(
        RECORD,
        Never(_span(beyond=months(1)), days(20)),
        """
        ref  | since      | done_on
        long | 2023-02-28 |
        """,
    )


def test_a_stretch_of_the_span(spec: Spec) -> None:
    """Both count from the span's own start: from day 20 up to day 30."""
    spec(
        RECORD,
        Never(_span(first=days(30), beyond=days(20)), days(5)),
        """
        ref     | since      | done_on
        long    | 2023-02-20 | 2023-03-02
        exactly | 2023-02-20 | 2023-02-28
        """,
    )


def test_none_of_it(spec: Spec) -> None:
    """What starts where it ends is nothing."""
    spec(RECORD, Never(_span(first=days(20), beyond=days(20)), days(5)), "ref")
    spec(RECORD, Never(_span(first=days(0)), days(5)), "ref")


def test_own_start_is_not_the_birthday(spec: Spec) -> None:
    """Ages are clipped first, and the first year still counts from the start recorded."""
    spec(
        """
        people
        person_id | born_on
        ada       | 2010-06-15

        legal_statuses
        legal_status_id | person_id | started_on | ended_on
        L1              | ada       | 2026-01-01 |
        L2              | ada       | 2024-01-01 |
        """,
        Never(Spans("legal_statuses", "started_on", "ended_on", aged=(16, None), first=months(12)), days(0)),
        """
        ref | since      | done_on
        L1  | 2026-06-15 | 2027-01-01
        """,
    )


def test_visits_in_the_first_year_and_after(spec: Spec) -> None:
    """Two standards on one arrangement, each with clocks of its own: six-weekly for a year, then twelve-weekly."""
    record = """
        private_fostering_arrangements
        private_fostering_id             | person_id | started_on | ended_on
        A1                               | ada       | 2023-01-01 |

        private_fostering_visits
        private_fostering_visit_id | person_id | visited_on
        V1                         | ada       | 2023-11-25
        V2                         | ada       | 2024-01-01
        """
    visits = Events("private_fostering_visits", "visited_on")
    spec(
        record,
        Every(visits, _span(first=months(12)), weeks(6)),
        """
        since      | due        | done_on    | ended_on
        2023-01-01 | 2023-02-12 | 2023-11-25 | 2024-01-01
        2023-11-25 | 2024-01-06 | 2024-01-01 | 2024-01-01
        """,
    )
    spec(
        record,
        Every(visits, _span(beyond=months(12)), weeks(12)),
        """
        since      | due        | done_on    | ended_on
        2024-01-01 | 2024-03-25 | 2024-01-01 |
        2024-01-01 | 2024-03-25 |            |
        """,
    )


def test_a_length_that_cannot_be_said_keeps_nothing(spec: Spec) -> None:
    """Neither the first of it nor what lies beyond."""
    record = """
        private_fostering_arrangements
        private_fostering_id             | person_id | started_on | ended_on
        A1                               | ada       | 2040-12-31 | 2041-06-01
        """
    spec(record, Never(_span(first=working_days(1)), days(5)), "ref")
    spec(record, Never(_span(beyond=working_days(1)), days(5)), "ref")
