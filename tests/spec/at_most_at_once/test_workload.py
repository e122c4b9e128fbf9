"""AtMostAtOnce: no more than so many states at once; a worker's caseload."""

from __future__ import annotations

from sightline.standards.nodes import AtMostAtOnce, Spans
from sightline.standards.obligations import SubjectKind
from tests.spec.conftest import Spec

HELD = Spans("involvements", "started_on", "ended_on")


def test_the_start_that_makes_it_too_many(spec: Spec) -> None:
    """Each new child is an obligation; the one over the number is breached until the load is safe again."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 | 2024-03-01
        I2             | bob       | sw1             | 2024-01-10 | 2024-04-01
        I3             | cat       | sw1             | 2024-02-01 |
        """,
        AtMostAtOnce(2, HELD),
        """
        subject_kind | subject | ref | since      | due        | done_on    | ended_on | on 2024-02-01 | on 2024-03-01
        worker       | sw1     | I1  | 2024-01-01 | 2024-01-01 | 2024-01-01 |          | met           | met
        worker       | sw1     | I2  | 2024-01-10 | 2024-01-10 | 2024-01-10 |          | met           | met
        worker       | sw1     | I3  | 2024-02-01 | 2024-01-31 | 2024-03-01 |          | breached      | breached
        """,
        subject="professional_id",
        subject_kind=SubjectKind.WORKER,
    )


def test_a_child_counts_once(spec: Spec) -> None:
    """Held under two referrals at once, or from one to the next, it is one child held by one worker."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I2             | ada       | sw1             | 2024-01-01 | 2024-03-01
        I1             | ada       | sw1             | 2024-02-01 | 2024-04-01
        I3             | ada       | sw1             | 2024-04-01 | 2024-05-01
        I4             | ada       | sw1             | 2024-05-02 |
        """,
        AtMostAtOnce(1, HELD),
        """
        ref | since      | due        | done_on
        I2  | 2024-01-01 | 2024-01-01 | 2024-01-01
        I4  | 2024-05-02 | 2024-05-02 | 2024-05-02
        """,
        subject="professional_id",
    )


def test_starts_on_one_day_are_one_obligation(spec: Spec) -> None:
    """With the smallest ref; the load is that of the whole day."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I3             | cat       | sw1             | 2024-01-01 |
        I1             | ada       | sw1             | 2024-01-01 | 2024-01-20
        I2             | bob       | sw1             | 2024-01-01 | 2024-01-10
        """,
        AtMostAtOnce(1, HELD),
        """
        ref | since      | due        | done_on
        I1  | 2024-01-01 | 2023-12-31 | 2024-01-20
        """,
        subject="professional_id",
    )


def test_one_ends_as_another_starts(spec: Spec) -> None:
    """A state does not hold on its last day, so a swap on one day leaves the load as it was."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 | 2024-02-01
        I2             | bob       | sw1             | 2024-02-01 |
        I3             | cat       | sw2             | 2024-01-01 |
        """,
        AtMostAtOnce(1, HELD),
        """
        subject | ref | since      | due        | done_on
        sw1     | I1  | 2024-01-01 | 2024-01-01 | 2024-01-01
        sw1     | I2  | 2024-02-01 | 2024-02-01 | 2024-02-01
        sw2     | I3  | 2024-01-01 | 2024-01-01 | 2024-01-01
        """,
        subject="professional_id",
    )


def test_a_load_that_falls_and_rises_again(spec: Spec) -> None:
    """Done on the first later day at which the load is safe, even if a new child comes in the same week."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 | 2024-03-01
        I2             | bob       | sw1             | 2024-01-05 | 2024-02-01
        I3             | cat       | sw1             | 2024-02-01 |
        I4             | dan       | sw1             | 2024-03-05 | 2024-03-06
        """,
        AtMostAtOnce(1, HELD),
        """
        ref | since      | due        | done_on
        I1  | 2024-01-01 | 2024-01-01 | 2024-01-01
        I2  | 2024-01-05 | 2024-01-04 | 2024-03-01
        I3  | 2024-02-01 | 2024-01-31 | 2024-03-01
        I4  | 2024-03-05 | 2024-03-04 | 2024-03-06
        """,
        subject="professional_id",
    )


def test_none_at_all(spec: Spec) -> None:
    """A number of 0: a manager who should hold no child."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 | 2024-03-01
        I2             | bob       | sw1             | 2024-06-01 |
        """,
        AtMostAtOnce(0, HELD),
        """
        ref | since      | due        | done_on
        I1  | 2024-01-01 | 2023-12-31 | 2024-03-01
        I2  | 2024-06-01 | 2024-05-31 |
        """,
        subject="professional_id",
    )


def test_rows_that_contradict_themselves(spec: Spec) -> None:
    """Undated and reversed ones are unknown and weigh nothing; rows without worker or child are left out."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        undated        | ada       | sw1             |            |
        reversed       | bob       | sw1             | 2024-01-01 | 2023-01-01
        no-days        | cat       | sw1             | 2024-01-01 | 2024-01-01
        no-child       |           | sw1             | 2024-01-01 |
        no-worker      | dan       |                 | 2024-01-01 |
        undated-too    |           | sw1             |            |
        good           | eve       | sw1             | 2024-01-01 |
        """,
        AtMostAtOnce(1, HELD),
        """
        ref      | since      | due        | done_on    | on 2024-01-01
        undated  |            |            |            | unknown
        reversed | 2024-01-01 |            |            | unknown
        good     | 2024-01-01 | 2024-01-01 | 2024-01-01 | met
        """,
        subject="professional_id",
    )


def test_counted_and_owed_by_other_columns(spec: Spec) -> None:
    """Workers who hold one child at once, owed to the child: two is one too many."""
    spec(
        """
        involvements
        involvement_id | person_id | professional_id | started_on | ended_on
        I1             | ada       | sw1             | 2024-01-01 | 2024-03-01
        I2             | ada       | sw2             | 2024-02-01 | 2024-04-01
        """,
        AtMostAtOnce(1, HELD, count="professional_id", by="person_id"),
        """
        subject | ref | since      | due        | done_on
        ada     | I1  | 2024-01-01 | 2024-01-01 | 2024-01-01
        ada     | I2  | 2024-02-01 | 2024-01-31 | 2024-03-01
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """No allocation, no obligation."""
    spec("", AtMostAtOnce(1, HELD), "ref", subject="professional_id")
