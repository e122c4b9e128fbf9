"""Which rows are spans, and spans that never end."""

from __future__ import annotations

from sightline.standards.nodes import Events, Every, Linked, Never, Spans, days, is_, months
from sightline.standards.obligations import SubjectKind
from tests.spec.conftest import Spec


def test_conditions_and_links(spec: Spec) -> None:
    """As for events."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on | no_further_action
        R1          | ada       | 2024-01-01  |           | no
        R2          | ada       | 2024-01-01  |           | yes
        R3          | bob       | 2024-01-01  |           | no

        disabilities
        disability_id | person_id | disability_code
        D1            | ada       | MOB
        """,
        Never(
            Spans(
                "cin_episodes",
                "referred_on",
                "closed_on",
                where=(is_("no_further_action", False),),
                linked=(Linked("disabilities", "person_id"),),
            ),
            days(0),
        ),
        """
        ref
        R1
        """,
    )


def test_a_state_that_never_ends(spec: Spec) -> None:
    """A council keeps no record of its own end: its duties run on, whatever its other dates."""
    spec(
        """
        councils
        council_id | started_on
        999        | 2024-01-10

        leadership_reports
        leadership_report_id | council_id | told_on
        B1                   | 999        | 2024-04-10
        """,
        Every(
            Events("leadership_reports", "told_on"),
            Spans("councils", "started_on", None),
            months(4),
            by="council_id",
        ),
        """
        subject_kind | subject | since      | due        | done_on    | ended_on
        council      | 999     | 2024-01-10 | 2024-05-10 | 2024-04-10 |
        council      | 999     | 2024-04-10 | 2024-08-10 |            |
        """,
        subject="council_id",
        subject_kind=SubjectKind.COUNCIL,
    )
