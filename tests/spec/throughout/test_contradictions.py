"""Throughout: spans that contradict themselves."""

from __future__ import annotations

from sightline.standards.nodes import Spans, Throughout, is_, working_days
from tests.spec.conftest import Spec

NODE = Throughout(
    held=Spans("involvements", "started_on", "ended_on", where=(is_("role", "ALLOCATED"),)),
    during=Spans("cin_episodes", "referred_on", "closed_on"),
    gap=working_days(5),
)


def test_an_allocation_that_contradicts_itself_holds_on_no_day(spec: Spec) -> None:
    """Undated, reversed or of no days: it neither stops a clock nor starts one, and is not reported here."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        R1          | ada       | 2024-01-08  |

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        undated        | ada       | ALLOCATED |            | 2024-02-01
        reversed       | ada       | ALLOCATED | 2024-02-01 | 2024-01-20
        no-days        | ada       | ALLOCATED | 2024-02-05 | 2024-02-05
        nobody         |           | ALLOCATED | 2024-01-08 |
        other-role     | ada       | REVIEWING | 2024-01-08 | 2024-02-01
        """,
        NODE,
        """
        ref | since      | due        | done_on
        R1  | 2024-01-08 | 2024-01-15 |
        """,
    )


def test_a_case_that_contradicts_itself_is_unknown(spec: Spec) -> None:
    """However well it was allocated; one closed the day it opened is no case."""
    spec(
        """
        cin_episodes
        referral_id | person_id | referred_on | closed_on
        undated     | ada       |             |
        reversed    | ada       | 2024-02-01  | 2024-01-08
        no-days     | ada       | 2024-02-01  | 2024-02-01

        involvements
        involvement_id | person_id | role      | started_on | ended_on
        I1             | ada       | ALLOCATED | 2023-01-01 |
        """,
        NODE,
        """
        ref      | since      | due | done_on | ended_on | on 2024-02-01
        undated  |            |     |         |          | unknown
        reversed | 2024-02-01 |     |         |          | unknown
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """No case, no obligation."""
    spec("", NODE, "ref")
