"""Whom an obligation is about."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Spans, months
from sightline.standards.obligations import SubjectKind
from tests.spec.conftest import Spec


def test_a_carer(spec: Spec) -> None:
    """The subject is the key that the standard names, of the kind it names."""
    spec(
        """
        foster_carers
        foster_carer_id | approved_on | ended_on
        F1              | 2024-01-10  | 2024-12-31

        foster_carer_reviews
        foster_carer_review_id | foster_carer_id | reviewed_on
        V1                     | F1              | 2024-06-10
        V2                     | F2              | 2024-06-10
        """,
        Every(
            Events("foster_carer_reviews", "reviewed_on"),
            Spans("foster_carers", "approved_on", "ended_on"),
            months(12),
            by="foster_carer_id",
        ),
        """
        subject_kind | subject | ref | since      | due        | done_on    | ended_on
        carer        | F1      | F1  | 2024-01-10 | 2025-01-10 | 2024-06-10 | 2024-12-31
        carer        | F1      | F1  | 2024-06-10 | 2025-06-10 |            | 2024-12-31
        """,
        subject="foster_carer_id",
        subject_kind=SubjectKind.CARER,
    )


def test_a_team(spec: Spec) -> None:
    """Joined by child, counted against the team."""
    spec(
        """
        cin_episodes
        referral_id | person_id | team_id | referred_on | closed_on
        R1          | ada       | T1      | 2024-01-10  |
        R2          | bob       |         | 2024-01-10  |

        cin_visits
        cin_visit_id | person_id | visited_on
        V1           | ada       | 2024-01-20
        """,
        Every(
            Events("cin_visits", "visited_on"), Spans("cin_episodes", "referred_on", "closed_on"), months(1), to_gap=0
        ),
        """
        subject_kind | subject | ref | done_on
        team         | T1      | R1  | 2024-01-20
        """,
        subject="team_id",
        subject_kind=SubjectKind.TEAM,
    )
