"""Every: spans that contradict themselves."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Spans, months
from tests.spec.conftest import Spec

NODE = Every(Events("cp_reviews", "reviewed_on"), Spans("cp_plans", "started_on", "ended_on"), months(3))


def test_missing_and_reversed_dates_are_unknown(spec: Spec) -> None:
    """One obligation a plan that has no start, or that ends before it starts; its reviews tell nothing."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        undated    | ada       |            |
        no-start   | ada       |            | 2024-03-01
        reversed   | ada       | 2024-03-01 | 2024-02-29

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-03-02
        """,
        NODE,
        """
        ref      | since      | due | done_on | ended_on | on 2024-03-01
        undated  |            |     |         |          | unknown
        no-start |            |     |         |          | unknown
        reversed | 2024-03-01 |     |         |          | unknown
        """,
    )


def test_a_span_of_no_days(spec: Spec) -> None:
    """A plan that ends on the day it starts held on no day: nothing was owed, even if it was reviewed that day."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-03-01 | 2024-03-01

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-03-01
        """,
        NODE,
        "ref",
    )


def test_without_a_key_or_a_subject(spec: Spec) -> None:
    """Nothing stops the clock of a plan that lacks the joining key; one that lacks a subject has no clock."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | referral_id | started_on
        P1         | ada       |             | 2024-03-01
        P2         |           | R2          | 2024-03-01

        cin_episodes
        referral_id | person_id | closed_on
        R2          | ada       | 2024-04-01
        """,
        Every(
            Events("cin_episodes", "closed_on"),
            Spans("cp_plans", "started_on", "ended_on"),
            months(3),
            by="referral_id",
        ),
        """
        ref | since      | due        | done_on
        P1  | 2024-03-01 | 2024-06-01 |
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """Reviews without a plan, or nothing at all, are nothing met."""
    spec(
        """
        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-03-02
        """,
        NODE,
        "ref",
    )
