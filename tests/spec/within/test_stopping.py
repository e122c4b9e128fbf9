"""Within: which event stops which clock."""

from __future__ import annotations

from sightline.standards.nodes import Events, Within, days, months
from tests.spec.conftest import Spec

SEEN_IN_TEN_DAYS = Within(Events("cin_episodes", "referred_on"), Events("cin_visits", "visited_on"), days(10))


def test_the_earliest_event_on_or_after_the_start(spec: Spec) -> None:
    """Earlier visits and later ones do not matter; one on the very day does."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-10
        R2          | bob       | 2024-01-10

        cin_visits
        cin_visit_id | person_id | visited_on
        V1           | ada       | 2024-01-09
        V2           | ada       | 2024-01-20
        V3           | ada       | 2024-01-15
        V4           | bob       | 2024-01-10
        """,
        SEEN_IN_TEN_DAYS,
        """
        ref | subject | since      | due        | done_on
        R1  | ada     | 2024-01-10 | 2024-01-20 | 2024-01-15
        R2  | bob     | 2024-01-10 | 2024-01-20 | 2024-01-10
        """,
    )


def test_only_the_same_child_s_events_count(spec: Spec) -> None:
    """Neither another child's visit nor one whose child is not recorded stops the clock."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-10

        cin_visits
        cin_visit_id | person_id | visited_on
        V1           | bob       | 2024-01-11
        V2           |           | 2024-01-11
        V3           | ada       |
        """,
        SEEN_IN_TEN_DAYS,
        """
        ref | due        | done_on
        R1  | 2024-01-20 |
        """,
    )


def test_one_event_may_stop_several_clocks(spec: Spec) -> None:
    """One obligation a start event, even of the same child on the same day."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-10
        R2          | ada       | 2024-01-10
        R3          | ada       | 2024-01-12

        cin_visits
        cin_visit_id | person_id | visited_on
        V1           | ada       | 2024-01-15
        V2           | ada       | 2024-01-15
        """,
        SEEN_IN_TEN_DAYS,
        """
        ref | due        | done_on
        R1  | 2024-01-20 | 2024-01-15
        R2  | 2024-01-20 | 2024-01-15
        R3  | 2024-01-22 | 2024-01-15
        """,
    )


def test_without_a_key_nothing_stops_the_clock(spec: Spec) -> None:
    """A missing value in ``by`` equals nothing, not even another missing one."""
    spec(
        """
        cin_episodes
        referral_id | person_id | team_id | referred_on
        R1          | ada       |         | 2024-01-10

        assessments
        assessment_id | person_id | team_id | authorised_on
        A1            | ada       |         | 2024-01-11
        """,
        Within(Events("cin_episodes", "referred_on"), Events("assessments", "authorised_on"), days(10), by="team_id"),
        """
        ref | subject | due        | done_on
        R1  | ada     | 2024-01-20 |
        """,
    )


def test_without_a_subject_there_is_no_obligation(spec: Spec) -> None:
    """A referral of nobody is owed to nobody: it is a matter for the standards on data."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          |           | 2024-01-10
        """,
        SEEN_IN_TEN_DAYS,
        "ref",
    )


def test_the_subject_need_not_be_what_joins(spec: Spec) -> None:
    """Joined by referral, owed to the child."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on
        R1          | ada       | 2024-01-10
        R2          | bob       | 2024-01-10

        assessments
        assessment_id | person_id | referral_id | authorised_on
        A1            | bob       | R1          | 2024-01-11
        """,
        Within(
            Events("cin_episodes", "referred_on"), Events("assessments", "authorised_on"), days(10), by="referral_id"
        ),
        """
        ref | subject | done_on
        R1  | ada     | 2024-01-11
        R2  | bob     |
        """,
    )


def test_early_counts_what_was_done_shortly_before(spec: Spec) -> None:
    """An assessment up to 30 days before a child comes into care need not be done again; 31 days before is too old."""
    entry = """
        cla_episodes
        cla_episode_id | person_id | started_on
        E1             | ada       | 2024-03-31
        """
    node = Within(Events("cla_episodes", "started_on"), Events("assessments", "authorised_on"), months(1), early=30)
    spec(
        entry
        + """
        assessments
        assessment_id | person_id | authorised_on
        A1            | ada       | 2024-03-01
        A2            | ada       | 2024-04-02
        """,
        node,
        """
        ref | since      | due        | done_on    | on 2024-03-31
        E1  | 2024-03-31 | 2024-04-30 | 2024-03-01 | met
        """,
    )
    spec(
        entry
        + """
        assessments
        assessment_id | person_id | authorised_on
        A1            | ada       | 2024-02-29
        """,
        node,
        """
        ref | since      | due        | done_on | on 2024-03-31
        E1  | 2024-03-31 | 2024-04-30 |         | not_yet_due
        """,
    )
