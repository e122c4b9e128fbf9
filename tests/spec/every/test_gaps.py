"""Every: the gaps of a span, from its start to its first event, between events, and from the last onward."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Spans, days, months
from tests.spec.conftest import Spec

PLAN = Spans("cp_plans", "started_on", "ended_on")
REVIEWED = Events("cp_reviews", "reviewed_on")


def test_each_gap_is_an_obligation(spec: Spec) -> None:
    """Two reviews make three gaps; the last runs on for as long as the plan does."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-10 |

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-04-10
        V2           | ada       | 2024-07-11
        """,
        Every(REVIEWED, PLAN, months(3)),
        """
        ref | subject | since      | due        | done_on    | ended_on | on 2024-07-10 | on 2024-07-11 | on 2024-10-12
        P1  | ada     | 2024-01-10 | 2024-04-10 | 2024-04-10 |          | met           | met           | met
        P1  | ada     | 2024-04-10 | 2024-07-10 | 2024-07-11 |          | not_yet_due   | breached      | breached
        P1  | ada     | 2024-07-11 | 2024-10-11 |            |          | -             | not_yet_due   | breached
        """,
    )


def test_no_event_at_all(spec: Spec) -> None:
    """A plan never reviewed is one gap, never done: nothing recorded is not met."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-10 |
        """,
        Every(REVIEWED, PLAN, months(3)),
        """
        ref | since      | due        | done_on | on 2024-04-10 | on 2024-04-11
        P1  | 2024-01-10 | 2024-04-10 |         | not_yet_due   | breached
        """,
    )


def test_a_span_that_ends_before_the_next_is_due(spec: Spec) -> None:
    """The last gap lapses when the plan ends: owed only if it was due by then."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        in-time    | ada       | 2024-01-10 | 2024-04-10
        too-long   | bob       | 2024-01-10 | 2024-04-11
        """,
        Every(REVIEWED, PLAN, months(3)),
        """
        ref      | due        | ended_on   | on 2024-04-10 | on 2024-04-11 | on 2030-01-01
        in-time  | 2024-04-10 | 2024-04-10 | not_yet_due   | not_yet_due   | not_yet_due
        too-long | 2024-04-10 | 2024-04-11 | not_yet_due   | breached      | breached
        """,
    )


def test_events_count_from_the_first_day_of_the_span_to_its_last(spec: Spec) -> None:
    """One on the first day starts a new gap at once; one on the last day counts, and no gap follows it."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-10 | 2024-03-10

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-01-09
        V2           | ada       | 2024-01-10
        V3           | ada       | 2024-03-10
        V4           | ada       | 2024-03-11
        """,
        Every(REVIEWED, PLAN, months(3)),
        """
        ref | since      | due        | done_on    | ended_on
        P1  | 2024-01-10 | 2024-04-10 | 2024-01-10 | 2024-03-10
        P1  | 2024-01-10 | 2024-04-10 | 2024-03-10 | 2024-03-10
        """,
    )


def test_several_events_on_one_day_are_one(spec: Spec) -> None:
    """Two records of one review make no extra gap."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-10 |

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-02-10
        V2           | ada       | 2024-02-10
        V3           | ada       |
        """,
        Every(REVIEWED, PLAN, days(90)),
        """
        ref | since      | done_on
        P1  | 2024-01-10 | 2024-02-10
        P1  | 2024-02-10 |
        """,
    )


def test_each_span_has_gaps_of_its_own(spec: Spec) -> None:
    """Overlapping plans of one child share its reviews; another child's reviews play no part."""
    spec(
        """
        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-01-01 | 2024-03-01
        P2         | ada       | 2024-02-01 |
        P3         | bob       | 2024-02-01 |

        cp_reviews
        cp_review_id | person_id | reviewed_on
        V1           | ada       | 2024-02-15
        """,
        Every(REVIEWED, PLAN, days(30)),
        """
        ref | since      | done_on    | ended_on
        P1  | 2024-01-01 | 2024-02-15 | 2024-03-01
        P1  | 2024-02-15 |            | 2024-03-01
        P2  | 2024-02-01 | 2024-02-15 |
        P2  | 2024-02-15 |            |
        P3  | 2024-02-01 |            |
        """,
    )
