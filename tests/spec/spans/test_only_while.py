"""Keeping the parts of a span during which another state holds (``only_while``)."""

from __future__ import annotations

from sightline.standards.nodes import (
    AtMostAtOnce,
    Events,
    Every,
    Never,
    OnlyWhile,
    Spans,
    Throughout,
    days,
    is_,
    months,
    working_days,
)
from tests.spec.conftest import Spec

IN_MANAGEMENT = OnlyWhile(
    Spans("posts", "started_on", "ended_on", where=(is_("is_management", True),)), by="professional_id"
)
HELD_BY_A_MANAGER = Spans("involvements", "started_on", "ended_on", only_while=IN_MANAGEMENT)

POSTS = """
    posts
    post_id | professional_id | is_management | started_on | ended_on
    P1      | sw1             | no            | 2023-01-01 | 2024-02-01
    P2      | sw1             | yes           | 2024-02-01 | 2024-06-01
    P3      | sw1             | yes           | 2024-09-01 |
    P4      | sw2             | no            | 2023-01-01 |
    """


def test_a_part_for_each_stretch_it_meets(spec: Spec) -> None:
    """A child held throughout by one worker, twice a manager, is two obligations with one ref."""
    spec(
        POSTS
        + """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 |
        I2             | bob       | sw1             | 2024-03-01 | 2024-04-01
        I3             | cat       | sw1             | 2024-06-01 | 2024-09-01
        I4             | dan       | sw1             | 2024-05-01 | 2024-10-01
        I5             | eve       | sw2             | 2024-01-01 |
        I6             | fay       |                 | 2024-01-01 |
        I7             | gus       | sw9             | 2024-01-01 |
        """,
        Never(HELD_BY_A_MANAGER, working_days(10)),
        """
        subject | ref | since      | due        | done_on
        ada     | I1  | 2024-02-01 | 2024-02-15 | 2024-06-01
        ada     | I1  | 2024-09-01 | 2024-09-13 |
        bob     | I2  | 2024-03-01 | 2024-03-15 | 2024-04-01
        dan     | I4  | 2024-05-01 | 2024-05-16 | 2024-06-01
        dan     | I4  | 2024-09-01 | 2024-09-13 | 2024-10-01
        """,
    )


def test_the_other_state_s_spans_are_one_where_they_meet(spec: Spec) -> None:
    """From one management post to the next without a break is one stretch."""
    spec(
        """
        posts
        post_id | professional_id | is_management | started_on | ended_on
        P1      | sw1             | yes           | 2024-02-01 | 2024-06-01
        P2      | sw1             | yes           | 2024-06-01 | 2024-07-01
        P3      | sw1             | yes           | 2024-06-15 | 2024-08-01

        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 |
        """,
        Never(HELD_BY_A_MANAGER, days(0)),
        """
        ref | since      | done_on
        I1  | 2024-02-01 | 2024-08-01
        """,
    )


def test_what_contradicts_itself_holds_nothing(spec: Spec) -> None:
    """Posts set aside hold nothing and are not reported; involvements set aside are, whoever held them."""
    spec(
        """
        posts
        post_id | professional_id | is_management | started_on | ended_on
        P1      | sw1             | yes           |            | 2024-06-01
        P2      | sw1             | yes           | 2024-06-01 | 2024-05-01
        P3      | sw1             | yes           | 2024-06-01 | 2024-06-01
        P4      |                 | yes           | 2024-01-01 |

        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 |
        I2             | bob       | sw1             |            |
        I3             | cat       |                 | 2024-01-01 |
        I4             | dan       |                 | 2024-02-01 | 2024-01-01
        """,
        Never(HELD_BY_A_MANAGER, days(0)),
        """
        ref | since      | due | done_on
        I2  |            |     |
        I4  | 2024-02-01 |     |
        """,
    )


def test_clipped_first_each_by_its_own_rules(spec: Spec) -> None:
    """The first month of a post, and what lies beyond the first month of an involvement."""
    spec(
        """
        posts
        post_id | professional_id | is_management | started_on | ended_on
        P1      | sw1             | yes           | 2024-02-01 |

        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-10 |
        """,
        Never(
            Spans(
                "involvements",
                "started_on",
                "ended_on",
                beyond=months(1),
                only_while=OnlyWhile(Spans("posts", "started_on", "ended_on", first=months(1)), "professional_id"),
            ),
            days(0),
        ),
        """
        ref | since      | done_on
        I1  | 2024-02-10 | 2024-03-01
        """,
    )


def test_one_within_another(spec: Spec) -> None:
    """A state kept only while a second holds, itself only while a third does."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-01  | 2024-12-01

        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-02-01 | 2024-08-01

        involvements
        involvement_id | person_id | started_on | ended_on
        I1             | ada       | 2024-03-01 |
        """,
        Never(
            Spans(
                "cin_episodes",
                "referred_on",
                "closed_on",
                only_while=OnlyWhile(
                    Spans(
                        "involvements",
                        "started_on",
                        "ended_on",
                        only_while=OnlyWhile(Spans("cp_plans", "started_on", "ended_on"), "person_id"),
                    ),
                    "person_id",
                ),
            ),
            days(0),
        ),
        """
        ref | since      | done_on
        R1  | 2024-03-01 | 2024-08-01
        """,
    )


def test_in_the_other_kinds_of_node(spec: Spec) -> None:
    """Gaps, holding and loads are those of the parts."""
    record = """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-01  |

        cp_plans
        cp_plan_id | person_id | started_on | ended_on
        P1         | ada       | 2024-02-01 | 2024-03-01
        P2         | ada       | 2024-05-01 | 2024-06-01

        cin_visits
        cin_visit_id | person_id | visited_on
        V1           | ada       | 2024-02-10
        V2           | ada       | 2024-04-10
        """
    on_a_plan = Spans(
        "cin_episodes",
        "referred_on",
        "closed_on",
        only_while=OnlyWhile(Spans("cp_plans", "started_on", "ended_on"), "person_id"),
    )
    spec(
        record,
        Every(Events("cin_visits", "visited_on"), on_a_plan, days(10)),
        """
        ref | since      | done_on    | ended_on
        R1  | 2024-02-01 | 2024-02-10 | 2024-03-01
        R1  | 2024-02-10 |            | 2024-03-01
        R1  | 2024-05-01 |            | 2024-06-01
        """,
    )
    spec(
        record,
        Throughout(on_a_plan, Spans("cin_episodes", "referred_on", "closed_on"), days(10)),
        """
        ref | since      | done_on
        R1  | 2024-01-01 | 2024-02-01
        R1  | 2024-03-01 | 2024-05-01
        R1  | 2024-06-01 |
        """,
    )
    spec(
        record,
        AtMostAtOnce(0, on_a_plan, count="referral_id", by="person_id"),
        """
        ref | since      | done_on
        R1  | 2024-02-01 | 2024-03-01
        R1  | 2024-05-01 | 2024-06-01
        """,
    )


def test_merged_takes_its_key_from_the_first_row(spec: Spec) -> None:
    """Episodes joined into one period keep the joining key of the row that names the period."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        P1      | sw1             | 2024-01-01 | 2024-03-01
        P2      | sw2             | 2024-03-01 | 2024-06-01

        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-02-01 | 2024-04-01
        I2             | ada       | sw2             | 2024-04-01 | 2024-05-01
        """,
        Never(
            Spans(
                "involvements",
                "started_on",
                "ended_on",
                merged=True,
                only_while=OnlyWhile(Spans("posts", "started_on", "ended_on"), "professional_id"),
            ),
            days(0),
        ),
        """
        ref | since      | done_on
        I1  | 2024-02-01 | 2024-03-01
        """,
    )
