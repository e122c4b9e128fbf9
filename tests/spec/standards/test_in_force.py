"""A standard applies to what began while its citation was in force."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.standards.nodes import Events, Every, Never, Spans, Within, days, months
from tests.spec.conftest import Spec

APRIL, MAY = dt.date(2024, 4, 1), dt.date(2024, 5, 1)
RECORD = """
    contacts
    contact_id | person_id | contacted_on
    before     | ada       | 2024-03-31
    first-day  | ada       | 2024-04-01
    last-day   | ada       | 2024-04-30
    after      | ada       | 2024-05-01
    undated    | ada       |
    """


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        (None, None, "before first-day last-day after undated"),
        (APRIL, None, "first-day last-day after undated"),
        (None, MAY, "before first-day last-day undated"),
        (APRIL, MAY, "first-day last-day undated"),
    ],
)
def test_from_the_first_day_until_the_last(spec: Spec, since: dt.date | None, until: dt.date | None, kept: str) -> None:
    """From the first day, up to but not on the last; what nobody dated is kept, unknown."""
    spec(
        RECORD,
        Within(Events("contacts", "contacted_on"), Events("contacts", "responded_on"), days(40), by="contact_id"),
        "\n".join(["ref", *kept.split()]),
        in_force=(since, until),
    )


def test_by_the_clock_not_the_span(spec: Spec) -> None:
    """A plan older than the standard is held to it from its first gap that began under it."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-01 |

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-02-01
        V2           | ada       | 2024-04-01
        """,
        Every(Events("cp_reviews", "reviewed_on"), Spans("cp_plans", "started_on", "ended_on"), months(1)),
        """
        ref | since      | done_on
        P1  | 2024-04-01 |
        """,
        in_force=(APRIL, None),
    )


def test_a_span_that_contradicts_itself_counts_by_its_start(spec: Spec) -> None:
    """It has one, though nobody can say when it ended."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-03-31 | 2024-01-01
        P2         | ada       | 2024-04-01 | 2024-01-01
        """,
        Never(Spans("cp_plans", "started_on", "ended_on"), days(1)),
        """
        ref | since      | due
        P2  | 2024-04-01 |
        """,
        in_force=(APRIL, None),
    )
