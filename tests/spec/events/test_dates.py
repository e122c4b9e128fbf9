"""When events happen: ``on``, ``later``, and several kinds pooled."""

from __future__ import annotations

from sightline.standards.nodes import (
    AnyOf,
    Events,
    Every,
    Sequence,
    Spans,
    Within,
    days,
    is_,
    missing,
    months,
    working_days,
    years,
)
from tests.spec.conftest import Spec


def test_later_moves_an_event(spec: Spec) -> None:
    """A pathway plan within three months of a sixteenth birthday; born on leap day, that is 29 February again."""
    spec(
        """
        people
        person_id | born_on
        ada       | 2004-02-29
        bob       | 2005-11-30
        cat       |

        pathway_plans
        pathway_plan_id | person_id | completed_on
        W1              | ada       | 2020-02-28
        W2              | bob       | 2021-11-30
        """,
        Within(Events("people", "born_on", later=years(16)), Events("pathway_plans", "completed_on"), months(3)),
        """
        ref | since      | due        | done_on
        ada | 2020-02-29 | 2020-05-29 |
        bob | 2021-11-30 | 2022-02-28 | 2021-11-30
        cat |            |            |
        """,
    )


def test_later_than_the_calendar_can_say_is_no_date(spec: Spec) -> None:
    """What starts a clock at an unsayable day is unknown; what would stop one stops nothing."""
    spec(
        """
        people
        person_id | born_on
        ada       | 2050-01-01
        bob       | 1969-12-31
        """,
        Within(Events("people", "born_on", later=years(16)), Events("people", "born_on", later=days(0)), months(3)),
        """
        ref | since | due | done_on | on 2060-01-01
        ada |       |     |         | unknown
        bob |       |     |         | unknown
        """,
    )
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2040-12-31  | 2040-12-31
        """,
        Within(
            Events("cin_episodes", "referred_on"), Events("cin_episodes", "closed_on", later=working_days(1)), days(9)
        ),
        """
        ref | due        | done_on
        R1  | 2041-01-09 |
        """,
    )


def test_a_moved_stopping_event(spec: Spec) -> None:
    """A review a month after each assessment counts at that later day."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-15

        assessments
        assessment_id | person_id | authorised_on
        A1            | ada       | 2024-01-01
        """,
        Within(
            Events("cin_episodes", "referred_on"), Events("assessments", "authorised_on", later=months(1)), days(30)
        ),
        """
        ref | due        | done_on
        R1  | 2024-02-14 | 2024-02-01
        """,
    )


def test_until_is_not_moved(spec: Spec) -> None:
    """``later`` moves the start; the day the duty lapses stays where it is recorded."""
    spec(
        """
        posts
        post_id | professional_id | started_on | ended_on
        P1      | sw1             | 2024-01-15 | 2024-03-01
        P2      | sw2             | 2024-01-15 | 2024-02-15
        """,
        Within(
            Events("posts", "started_on", later=months(1), until="ended_on"),
            Events("training_records", "completed_on"),
            months(1),
            by="professional_id",
        ),
        """
        ref | since      | due        | ended_on
        P1  | 2024-02-15 | 2024-03-15 | 2024-03-01
        """,
        subject="professional_id",
    )


def test_several_kinds_pooled_stop_one_clock(spec: Spec) -> None:
    """Seen on a visit of either kind, whichever comes first."""
    seen = AnyOf(
        (
            Events("cin_visits", "visited_on", where=(is_("child_seen", True),)),
            Events("cp_visits", "visited_on", where=(is_("child_seen", True),)),
        )
    )
    record = """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-01  |

        cin_visits
        cin_visit_id | person_id | visited_on | child_seen
        V1           | ada       | 2024-01-03 | no
        V2           | ada       | 2024-01-20 | yes

        cp_visits
        cp_visit_id | person_id | visited_on | child_seen
        V1          | ada       | 2024-01-10 | yes
        V3          | ada       | 2024-01-20 | yes
        """
    spec(
        record,
        Within(Events("cin_episodes", "referred_on"), seen, days(10)),
        """
        ref | done_on
        R1  | 2024-01-10
        """,
    )
    spec(
        record,
        Every(seen, Spans("cin_episodes", "referred_on", "closed_on"), days(10)),
        """
        ref | since      | done_on
        R1  | 2024-01-01 | 2024-01-10
        R1  | 2024-01-10 | 2024-01-20
        R1  | 2024-01-20 |
        """,
    )
    spec(
        record,
        Sequence(seen, Events("cin_episodes", "referred_on", later=days(15))),
        """
        ref | since      | done_on
        R1  | 2024-01-16 | 2024-01-10
        """,
    )


def test_several_kinds_pooled_each_start_a_clock(spec: Spec) -> None:
    """Each with its own ref; a row that is of both kinds starts two."""
    spec(
        """
        missing_episodes
        missing_episode_id | person_id | started_on | ended_on
        M1                 | ada       | 2024-01-01 | 2024-01-02
        M2                 | ada       | 2024-02-01 |

        significant_events
        significant_event_id | person_id | occurred_on
        S1                   | ada       | 2024-01-15

        cla_care_plans
        cla_care_plan_id | person_id | started_on
        C1               | ada       | 2024-01-16
        """,
        Within(
            AnyOf(
                (
                    Events("missing_episodes", "started_on", until="ended_on"),
                    Events("significant_events", "occurred_on"),
                    Events("missing_episodes", "started_on", where=(missing("ended_on"),)),
                )
            ),
            Events("cla_care_plans", "started_on"),
            days(20),
        ),
        """
        ref | since      | due        | done_on    | ended_on
        M1  | 2024-01-01 | 2024-01-21 |            | 2024-01-02
        S1  | 2024-01-15 | 2024-02-04 | 2024-01-16 |
        M2  | 2024-02-01 | 2024-02-21 |            |
        M2  | 2024-02-01 | 2024-02-21 |            |
        """,
    )
