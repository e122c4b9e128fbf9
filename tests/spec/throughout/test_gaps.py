"""Throughout: a state that must hold all through another, with no gap longer than the limit."""

from __future__ import annotations

from sightline.standards.nodes import Spans, Throughout, days, is_, working_days
from tests.spec.conftest import Spec

OPEN_CASE = Spans("cin_episodes", "referred_on", "closed_on")
ALLOCATED = Spans("involvements", "started_on", "ended_on", where=(is_("role", "ALLOCATED"),))
NODE = Throughout(held=ALLOCATED, during=OPEN_CASE, gap=working_days(5))


def test_from_the_start_and_from_each_end(spec: Spec) -> None:
    """A clock starts when the case opens and whenever an allocation ends while it is open."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  |

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        I1             | ada       | ALLOCATED | 2024-01-15 | 2024-02-01
        I2             | ada       | ALLOCATED | 2024-02-09 | 2024-03-01
        """,
        NODE,
        """
        ref | since      | due        | done_on    | ended_on | on 2024-02-08 | on 2024-02-09 | on 2024-03-09
        R1  | 2024-01-08 | 2024-01-15 | 2024-01-15 |          | met           | met           | met
        R1  | 2024-02-01 | 2024-02-08 | 2024-02-09 |          | not_yet_due   | breached      | breached
        R1  | 2024-03-01 | 2024-03-08 |            |          | -             | -             | breached
        """,
    )


def test_held_from_before_the_start(spec: Spec) -> None:
    """What already holds on the first day is done on the first day."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  |

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        I1             | ada       | ALLOCATED | 2023-01-15 |
        """,
        NODE,
        """
        ref | since      | due        | done_on    | on 2024-01-08
        R1  | 2024-01-08 | 2024-01-15 | 2024-01-08 | met
        """,
    )


def test_overlapping_and_touching_spans_are_one(spec: Spec) -> None:
    """A handover on the day, or with both workers for a while, is no gap, whoever they are."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  |

        involvements
        involvement_id | person_id | professional_id | role      | started_on | ended_on
        I1             | ada       | sw1             | ALLOCATED | 2024-01-08 | 2024-02-01
        I2             | ada       | sw2             | ALLOCATED | 2024-02-01 | 2024-03-01
        I3             | ada       | sw3             | ALLOCATED | 2024-02-15 | 2024-04-01
        I4             | ada       | sw1             | ALLOCATED | 2024-02-20 | 2024-02-25
        """,
        NODE,
        """
        ref | since      | due        | done_on
        R1  | 2024-01-08 | 2024-01-15 | 2024-01-08
        R1  | 2024-04-01 | 2024-04-08 |
        """,
    )


def test_ends_outside_the_span_start_no_clock(spec: Spec) -> None:
    """Nor does an end on the first or the last day of the case: on the first the case's own clock runs already."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  | 2024-03-01
        R2          | bob       | 2024-01-08  | 2024-03-01

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        I1             | ada       | ALLOCATED | 2023-01-01 | 2024-01-08
        I2             | ada       | ALLOCATED | 2024-01-10 | 2024-03-01
        I3             | ada       | ALLOCATED | 2024-04-01 | 2024-05-01
        I4             | bob       | ALLOCATED | 2024-03-01 | 2024-05-01
        """,
        NODE,
        """
        ref | since      | due        | done_on    | ended_on
        R1  | 2024-01-08 | 2024-01-15 | 2024-01-10 | 2024-03-01
        R2  | 2024-01-08 | 2024-01-15 |            | 2024-03-01
        """,
    )


def test_the_case_closes_before_the_gap_is_too_long(spec: Spec) -> None:
    """A case that closes by the due day was never owed a worker."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  | 2024-01-15
        R2          | ada       | 2024-01-08  | 2024-01-16
        """,
        NODE,
        """
        ref | due        | ended_on   | on 2024-01-15 | on 2024-01-16
        R1  | 2024-01-15 | 2024-01-15 | not_yet_due   | not_yet_due
        R2  | 2024-01-15 | 2024-01-16 | not_yet_due   | breached
        """,
    )


def test_no_gap_at_all_is_allowed(spec: Spec) -> None:
    """With a limit of 0 days, the state must hold on the first day and again on the day it ended."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  |

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        I1             | ada       | ALLOCATED | 2024-01-08 | 2024-02-01
        I2             | ada       | ALLOCATED | 2024-02-02 |
        """,
        Throughout(held=ALLOCATED, during=OPEN_CASE, gap=days(0)),
        """
        ref | since      | due        | done_on    | on 2024-02-01 | on 2024-02-02
        R1  | 2024-01-08 | 2024-01-08 | 2024-01-08 | met           | met
        R1  | 2024-02-01 | 2024-02-01 | 2024-02-02 | not_yet_due   | breached
        """,
    )
