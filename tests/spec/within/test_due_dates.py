"""Within: when it is due, and when it is met, late, or never done."""

from __future__ import annotations

from sightline.standards.nodes import Events, Within, working_days
from tests.spec.conftest import Spec

DECIDED = Within(
    Events("cin_episodes", "referred_on"), Events("cin_episodes", "decided_on"), working_days(1), by="referral_id"
)


def test_not_yet_due_until_the_due_day_has_passed(spec: Spec) -> None:
    """On the due day itself there is still time; the day after, there is none."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-12
        """,
        DECIDED,
        """
        ref | due        | done_on | on 2024-01-11 | on 2024-01-12 | on 2024-01-14 | on 2024-01-15 | on 2024-01-16
        R1  | 2024-01-15 |         | -             | not_yet_due   | not_yet_due   | not_yet_due   | breached
        """,
    )


def test_done_before_on_and_after_the_due_day(spec: Spec) -> None:
    """Done a day late is breached for ever, and ``done_on`` tells it from never done."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | decided_on
        before      | ada       | 2024-01-09  | 2024-01-09
        on          | ada       | 2024-01-09  | 2024-01-10
        after       | ada       | 2024-01-09  | 2024-01-11
        never       | ada       | 2024-01-09  |
        """,
        DECIDED,
        """
        ref    | due        | done_on    | on 2024-01-09 | on 2024-01-10 | on 2024-01-11 | on 2030-01-01
        before | 2024-01-10 | 2024-01-09 | met           | met           | met           | met
        on     | 2024-01-10 | 2024-01-10 | not_yet_due   | met           | met           | met
        after  | 2024-01-10 | 2024-01-11 | not_yet_due   | not_yet_due   | breached      | breached
        never  | 2024-01-10 |            | not_yet_due   | not_yet_due   | breached      | breached
        """,
    )


def test_no_start_date_is_unknown(spec: Spec) -> None:
    """A referral nobody dated cannot be said to be on time, whatever was done about it."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | decided_on
        R1          | ada       |             | 2024-01-09
        """,
        DECIDED,
        """
        ref | subject | since | due | done_on | ended_on | on 2024-01-09
        R1  | ada     |       |     |         |          | unknown
        """,
    )


def test_what_stops_the_clock_may_not_come_before_it(spec: Spec) -> None:
    """A decision dated before its referral is no decision on it."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | decided_on
        R1          | ada       | 2024-01-09  | 2024-01-08
        """,
        DECIDED,
        """
        ref | due        | done_on | on 2024-01-11
        R1  | 2024-01-10 |         | breached
        """,
    )


def test_no_record_yields_nothing(spec: Spec) -> None:
    """An empty record is never met."""
    spec("", DECIDED, "ref")
