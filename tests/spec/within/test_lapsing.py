"""Within: a duty that lapses (``until``)."""

from __future__ import annotations

from sightline.standards.nodes import Events, Within, months
from tests.spec.conftest import Spec

TRAINED = Within(
    Events("posts", "started_on", until="ended_on"),
    Events("training_records", "completed_on"),
    months(6),
    by="professional_id",
)


def test_ended_before_it_was_due_is_never_owed(spec: Spec) -> None:
    """Who leaves within six months is not in breach, then or later; who leaves the day after is."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        early   | sw1             | 2024-01-15 | 2024-07-14
        on      | sw1             | 2024-01-15 | 2024-07-15
        after   | sw1             | 2024-01-15 | 2024-07-16
        """,
        TRAINED,
        """
        ref   | due        | ended_on   | on 2024-07-15 | on 2024-07-16 | on 2030-01-01
        early | 2024-07-15 | 2024-07-14 | not_yet_due   | not_yet_due   | not_yet_due
        on    | 2024-07-15 | 2024-07-15 | not_yet_due   | not_yet_due   | not_yet_due
        after | 2024-07-15 | 2024-07-16 | not_yet_due   | breached      | breached
        """,
        subject="professional_id",
    )


def test_what_is_done_after_the_duty_lapsed_counts_for_nothing(spec: Spec) -> None:
    """Training in a later post neither meets the duty of the first nor turns it into a breach."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        P1      | sw1             | 2024-01-15 | 2024-03-01
        P2      | sw2             | 2024-01-15 | 2024-03-01

        training_records
        training_record_id | professional_id | completed_on
        T1                 | sw1             | 2024-03-02
        T2                 | sw2             | 2024-03-01
        """,
        TRAINED,
        """
        ref | due        | done_on    | ended_on   | on 2030-01-01
        P1  | 2024-07-15 |            | 2024-03-01 | not_yet_due
        P2  | 2024-07-15 | 2024-03-01 | 2024-03-01 | met
        """,
        subject="professional_id",
    )


def test_a_duty_that_lapses_the_day_it_starts_is_no_obligation(spec: Spec) -> None:
    """Unless it was done that day. A lapse before the start is a contradiction, and no obligation either."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        P1      | sw1             | 2024-01-15 | 2024-01-15
        P2      | sw2             | 2024-01-15 | 2024-01-15
        P3      | sw3             | 2024-01-15 | 2024-01-10

        training_records
        training_record_id | professional_id | completed_on
        T2                 | sw2             | 2024-01-15
        T3                 | sw3             | 2024-01-15
        """,
        TRAINED,
        """
        ref | since      | done_on    | ended_on   | on 2024-01-15
        P2  | 2024-01-15 | 2024-01-15 | 2024-01-15 | met
        """,
        subject="professional_id",
    )


def test_without_a_start_the_end_says_nothing(spec: Spec) -> None:
    """An undated start is unknown whether or not its end is recorded."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        P1      | sw1             |            | 2024-01-15
        P2      | sw1             |            |
        """,
        TRAINED,
        """
        ref | since | due | done_on | ended_on | on 2024-01-15
        P1  |       |     |         |          | unknown
        P2  |       |     |         |          | unknown
        """,
        subject="professional_id",
    )
