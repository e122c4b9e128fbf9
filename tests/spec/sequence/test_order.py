"""Sequence: one thing is preceded by another."""

from __future__ import annotations

from sightline.standards.nodes import Events, Sequence
from tests.spec.conftest import Spec

CONFERENCE = Events("initial_cp_conferences", "held_on")
ENQUIRY = Events("s47_enquiries", "started_on")


def test_before_on_the_day_after_or_never(spec: Spec) -> None:
    """On the day is in time. After it is late, and never is breached the day after."""
    spec(
        """
        initial_cp_conferences
        icpc_id | person_id | held_on
        before  | ada       | 2024-03-10
        on      | bob       | 2024-03-10
        after   | cat       | 2024-03-10
        never   | dan       | 2024-03-10

        s47_enquiries
        s47_enquiry_id | person_id | started_on
        S1             | ada       | 2024-03-09
        S2             | bob       | 2024-03-10
        S3             | cat       | 2024-03-12
        """,
        Sequence(ENQUIRY, CONFERENCE),
        """
        ref    | since      | due        | done_on    | ended_on | on 2024-03-10 | on 2024-03-11 | on 2024-03-12
        before | 2024-03-10 | 2024-03-10 | 2024-03-09 |          | met           | met           | met
        on     | 2024-03-10 | 2024-03-10 | 2024-03-10 |          | met           | met           | met
        after  | 2024-03-10 | 2024-03-10 | 2024-03-12 |          | not_yet_due   | breached      | breached
        never  | 2024-03-10 | 2024-03-10 |            |          | not_yet_due   | breached      | breached
        """,
    )


def test_the_latest_before_or_else_the_earliest_after(spec: Spec) -> None:
    """Of several that come before, the latest; those after matter only where none came before."""
    spec(
        """
        initial_cp_conferences
        icpc_id | person_id | held_on
        C1      | ada       | 2024-03-10
        C2      | bob       | 2024-03-10

        s47_enquiries
        s47_enquiry_id | person_id | started_on
        S1             | ada       | 2024-01-01
        S2             | ada       | 2024-03-01
        S3             | ada       | 2024-03-12
        S4             | bob       | 2024-03-20
        S5             | bob       | 2024-03-12
        S6             | bob       |
        """,
        Sequence(ENQUIRY, CONFERENCE),
        """
        ref | done_on
        C1  | 2024-03-01
        C2  | 2024-03-12
        """,
    )


def test_looking_back_only_so_far(spec: Spec) -> None:
    """An enquiry 365 days before is near enough; one of 366 days before is too old."""
    spec(
        """
        initial_cp_conferences
        icpc_id | person_id | held_on
        near    | ada       | 2023-03-10
        far     | bob       | 2023-03-10

        s47_enquiries
        s47_enquiry_id | person_id | started_on
        S1             | ada       | 2022-03-10
        S2             | bob       | 2022-03-09
        S3             | bob       | 2023-05-01
        """,
        Sequence(ENQUIRY, CONFERENCE, lookback_days=365),
        """
        ref  | due        | done_on    | on 2023-03-10
        near | 2023-03-10 | 2022-03-10 | met
        far  | 2023-03-10 | 2023-05-01 | not_yet_due
        """,
    )


def test_by_another_key_and_until(spec: Spec) -> None:
    """A quorate review before a plan ended: of the same plan, while the duty runs."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-01 | 2024-03-01
        P2         | ada       | 2024-01-01 | 2024-03-01
        P3         | ada       | 2024-01-01 | 2024-01-01
        P4         | ada       |            | 2024-01-01

        cp_reviews
        cp_review_id | person_id | cp_plan_id | reviewed_on
        V1           | ada       | P1         | 2024-02-01
        V2           | ada       | P2         | 2024-03-02
        """,
        Sequence(Events("cp_reviews", "reviewed_on"), Events("cp_plans", "started_on", until="ended_on"), "cp_plan_id"),
        """
        ref | since      | done_on    | ended_on   | on 2024-03-02
        P1  | 2024-01-01 | 2024-02-01 | 2024-03-01 | breached
        P2  | 2024-01-01 |            | 2024-03-01 | breached
        P4  |            |            |            | unknown
        """,
    )


def test_missing_dates_and_keys(spec: Spec) -> None:
    """An undated conference is unknown; one beyond the calendar too; one of nobody is no obligation."""
    spec(
        """
        initial_cp_conferences
        icpc_id | person_id | held_on
        C1      | ada       |
        C2      |           | 2024-03-10
        C3      | ada       | 2061-03-10

        s47_enquiries
        s47_enquiry_id | person_id | started_on
        S1             | ada       | 2024-03-01
        S2             |           | 2024-03-01
        """,
        Sequence(ENQUIRY, CONFERENCE),
        """
        ref | since      | due | done_on    | on 2062-01-01
        C1  |            |     |            | unknown
        C3  | 2061-03-10 |     | 2024-03-01 | unknown
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """An enquiry that no conference followed is no obligation of this kind."""
    spec(
        """
        s47_enquiries
        s47_enquiry_id | person_id | started_on
        S1             | ada       | 2024-03-01
        """,
        Sequence(ENQUIRY, CONFERENCE),
        "ref",
    )
