"""Joining spans that overlap or touch (``merged``)."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Never, Spans, Throughout, days, months
from tests.spec.conftest import Spec

LOOKED_AFTER = Spans("cla_episodes", "started_on", "ceased_on", merged=True)


def test_overlapping_or_touching_spans_are_one(spec: Spec) -> None:
    """A period of care is its episodes end to end; a day between them makes two periods."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E3             | ada       | 2024-02-01 | 2024-03-01
        E1             | ada       | 2024-01-15 | 2024-02-10
        E2             | ada       | 2024-03-01 | 2024-04-01
        E4             | ada       | 2024-04-02 |
        E5             | bob       | 2024-01-01 | 2024-12-01
        E6             | bob       | 2024-02-01 | 2024-03-01
        E7             | bob       | 2024-03-05 | 2024-03-06
        """,
        Never(LOOKED_AFTER, days(30)),
        """
        subject | ref | since      | done_on
        ada     | E1  | 2024-01-15 | 2024-04-01
        ada     | E4  | 2024-04-02 |
        bob     | E5  | 2024-01-01 | 2024-12-01
        """,
    )


def test_without_it_each_row_stands_alone(spec: Spec) -> None:
    """The same rows unmerged."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E3             | ada       | 2024-02-01 | 2024-03-01
        E1             | ada       | 2024-01-15 | 2024-02-10
        """,
        Never(Spans("cla_episodes", "started_on", "ceased_on"), days(30)),
        """
        ref | since      | done_on
        E3  | 2024-02-01 | 2024-03-01
        E1  | 2024-01-15 | 2024-02-10
        """,
    )


def test_an_open_span_swallows_what_follows(spec: Spec) -> None:
    """Nothing after an open start ends it."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E1             | ada       | 2024-01-15 |
        E2             | ada       | 2024-02-10 | 2024-03-01
        E3             | ada       | 2030-01-01 |
        E4             | ada       | 2024-01-01 | 2024-01-10
        """,
        Never(LOOKED_AFTER, days(30)),
        """
        ref | since      | done_on
        E4  | 2024-01-01 | 2024-01-10
        E1  | 2024-01-15 |
        """,
    )


def test_the_earliest_then_the_smallest_ref_names_it(spec: Spec) -> None:
    """Refs are compared as text."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E2             | ada       | 2024-01-15 | 2024-02-10
        E10            | ada       | 2024-01-15 | 2024-01-20
        E1             | ada       | 2024-01-16 | 2024-03-01
        """,
        Never(LOOKED_AFTER, days(30)),
        """
        ref | since      | done_on
        E10 | 2024-01-15 | 2024-03-01
        """,
    )


def test_rows_set_aside_join_nothing(spec: Spec) -> None:
    """Undated and reversed rows are unknown each by itself; one of no days bridges nothing."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E1             | ada       | 2024-01-15 | 2024-02-10
        E2             | ada       |            | 2024-02-12
        E3             | ada       | 2024-02-12 | 2024-02-01
        E0             | ada       | 2024-01-15 | 2024-01-15
        E4             | ada       | 2024-02-11 | 2024-03-01
        """,
        Never(LOOKED_AFTER, days(30)),
        """
        ref | since      | due        | done_on
        E1  | 2024-01-15 | 2024-02-14 | 2024-02-10
        E4  | 2024-02-11 | 2024-03-12 | 2024-03-01
        E2  |            |            |
        E3  | 2024-02-12 |            |
        """,
    )


def test_merged_before_it_is_clipped(spec: Spec) -> None:
    """The first month is that of the whole period, not of each episode."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | started_on | ceased_on
        E1             | ada       | 2024-01-15 | 2024-02-01
        E2             | ada       | 2024-02-01 | 2024-06-01
        """,
        Never(Spans("cla_episodes", "started_on", "ceased_on", merged=True, first=months(1)), days(10)),
        """
        ref | since      | done_on
        E1  | 2024-01-15 | 2024-02-15
        """,
    )


def test_only_the_same_key_and_subject_join(spec: Spec) -> None:
    """Episodes of one referral join; of another, or of none recorded, they do not. Nor do another subject's."""
    spec(
        """
        cla_episodes
        cla_episode_id | person_id | referral_id | started_on | ceased_on
        E1             | ada       | R1          | 2024-01-15 | 2024-02-01
        E2             | ada       | R1          | 2024-02-01 | 2024-06-01
        E3             | ada       | R2          | 2024-02-01 | 2024-06-01
        E4             | bob       | R1          | 2024-02-01 | 2024-06-01
        E5             | ada       |             | 2024-02-01 | 2024-06-01
        E6             | ada       |             | 2024-06-01 | 2024-07-01
        """,
        Every(Events("cin_episodes", "referred_on"), LOOKED_AFTER, months(1), by="referral_id"),
        """
        ref | subject | since      | ended_on
        E1  | ada     | 2024-01-15 | 2024-06-01
        E3  | ada     | 2024-02-01 | 2024-06-01
        E4  | bob     | 2024-02-01 | 2024-06-01
        E5  | ada     | 2024-02-01 | 2024-06-01
        E6  | ada     | 2024-06-01 | 2024-07-01
        """,
    )


def test_of_what_must_hold_merged_before_clipping(spec: Spec) -> None:
    """In the first month of a worker's time with a child, whatever rows make it up."""
    record = """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-01  | 2024-03-01

        involvements
        involvement_id | person_id | started_on | ended_on
        I1             | ada       | 2024-01-01 | 2024-01-20
        I2             | ada       | 2024-01-20 | 2024-03-01
        """
    during = Spans("cin_episodes", "referred_on", "closed_on")
    spec(
        record,
        Throughout(Spans("involvements", "started_on", "ended_on", merged=True, first=months(1)), during, gap=days(0)),
        """
        since      | done_on
        2024-01-01 | 2024-01-01
        2024-02-01 |
        """,
    )
    spec(
        record,
        Throughout(Spans("involvements", "started_on", "ended_on", first=months(1)), during, gap=days(0)),
        """
        since      | done_on
        2024-01-01 | 2024-01-01
        2024-02-20 |
        """,
    )
