"""Never: a state that must not hold, or not for longer than the limit."""

from __future__ import annotations

import pytest

from sightline.standards.nodes import Limit, Never, Spans, Unit, days, is_, months, working_days
from tests.spec.conftest import Spec

S20 = Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "V2"),))


@pytest.mark.parametrize("unit", Unit)
def test_a_state_that_must_not_hold_is_breached_from_its_first_day(spec: Spec, unit: Unit) -> None:
    """It was due, so to speak, the day before; its end does not undo the breach."""
    spec(
        """
        legal_statuses
        legal_status_id | person_id | legal_status | started_on | ended_on
        L1              | ada       | V2           | 2024-01-10 | 2024-01-11
        L2              | bob       | V2           | 2024-01-10 |
        L3              | bob       | C1           | 2024-01-10 |
        """,
        Never(S20, Limit(0, unit)),
        """
        ref | subject | since      | due        | done_on    | ended_on | on 2024-01-09 | on 2024-01-10 | on 2024-01-11
        L1  | ada     | 2024-01-10 | 2024-01-09 | 2024-01-11 |          | -             | breached      | breached
        L2  | bob     | 2024-01-10 | 2024-01-09 |            |          | -             | breached      | breached
        """,
    )


def test_the_limit_is_none_unless_said(spec: Spec) -> None:
    """``Never(state)`` allows no day."""
    spec(
        """
        legal_statuses
        legal_status_id | person_id | legal_status | started_on | ended_on
        L1              | ada       | V2           | 2024-01-10 |
        """,
        Never(S20),
        """
        ref | since      | due        | done_on
        L1  | 2024-01-10 | 2024-01-09 |
        """,
    )


def test_not_for_longer_than_the_limit(spec: Spec) -> None:
    """A span excludes its last day, so one that ends on the due day lasted exactly the limit."""
    spec(
        """
        legal_statuses
        legal_status_id | person_id | legal_status | started_on | ended_on
        under           | ada       | V2           | 2023-01-31 | 2023-02-27
        exactly         | bob       | V2           | 2023-01-31 | 2023-02-28
        over            | cat       | V2           | 2023-01-31 | 2023-03-01
        still           | dan       | V2           | 2023-01-31 |
        """,
        Never(S20, months(1)),
        """
        ref     | due        | done_on    | on 2023-02-28 | on 2023-03-01 | on 2030-01-01
        under   | 2023-02-28 | 2023-02-27 | met           | met           | met
        exactly | 2023-02-28 | 2023-02-28 | met           | met           | met
        over    | 2023-02-28 | 2023-03-01 | not_yet_due   | breached      | breached
        still   | 2023-02-28 |            | not_yet_due   | breached      | breached
        """,
    )


def test_a_state_that_contradicts_itself_is_unknown(spec: Spec) -> None:
    """And one of no days never was."""
    spec(
        """
        legal_statuses
        legal_status_id | person_id | legal_status | started_on | ended_on
        undated         | ada       | V2           |            | 2023-02-27
        reversed        | ada       | V2           | 2023-01-31 | 2023-01-30
        no-days         | ada       | V2           | 2023-01-31 | 2023-01-31
        nobody          |           | V2           | 2023-01-31 |
        """,
        Never(S20),
        """
        ref      | since      | due | done_on | ended_on | on 2023-02-01
        undated  |            |     |         |          | unknown
        reversed | 2023-01-31 |     |         |          | unknown
        """,
    )


def test_the_calendar_s_edges(spec: Spec) -> None:
    """The day before the first of the calendar cannot be said, nor a working day of an unknown year."""
    record = """
        legal_statuses
        legal_status_id | person_id | legal_status | started_on
        L1              | ada       | V2           | 1970-01-01
        L2              | ada       | V2           | 1970-01-02
        L3              | ada       | V2           | 2060-12-31
        L4              | ada       | V2           | 2061-01-01
        """
    spec(
        record,
        Never(S20, days(0)),
        """
        ref | since      | due
        L1  | 1970-01-01 |
        L2  | 1970-01-02 | 1970-01-01
        L3  | 2060-12-31 | 2060-12-30
        L4  | 2061-01-01 |
        """,
    )
    spec(
        record,
        Never(S20, working_days(0)),
        """
        ref | since      | due
        L1  | 1970-01-01 |
        L2  | 1970-01-02 |
        L3  | 2060-12-31 |
        L4  | 2061-01-01 |
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """Nobody in the state is not the standard met: there is no obligation to count."""
    spec("", Never(S20), "ref")
