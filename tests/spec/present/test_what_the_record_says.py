"""Present: each event carries what the record must say."""

from __future__ import annotations

from sightline.standards.nodes import Events, Present, days, is_, known, working_days
from tests.spec.conftest import Spec


def test_recorded_as_it_must_be(spec: Spec) -> None:
    """A reason given is met on the day; none given, or not recorded whether, is breached the day after."""
    spec(
        """
        management_decisions
        management_decision_id | person_id | decided_on | has_rationale
        D1                     | ada       | 2024-01-10 | yes
        D2                     | ada       | 2024-01-10 | no
        D3                     | ada       | 2024-01-10 |
        """,
        Present(Events("management_decisions", "decided_on"), (is_("has_rationale", True),)),
        """
        ref | subject | since      | due        | done_on    | ended_on | on 2024-01-10 | on 2024-01-11
        D1  | ada     | 2024-01-10 | 2024-01-10 | 2024-01-10 |          | met           | met
        D2  | ada     | 2024-01-10 | 2024-01-10 |            |          | not_yet_due   | breached
        D3  | ada     | 2024-01-10 | 2024-01-10 |            |          | not_yet_due   | breached
        """,
    )


def test_every_condition_must_hold(spec: Spec) -> None:
    """An action with a measure and no owner is not one that anybody can be held to."""
    spec(
        """
        audit_actions
        audit_action_id | person_id | raised_on  | measure | owner_id | due_on
        A1              | ada       | 2024-01-10 | shorter | sw1      | 2024-02-01
        A2              | ada       | 2024-01-10 | shorter |          | 2024-02-01
        """,
        Present(Events("audit_actions", "raised_on"), (known("measure"), known("owner_id"), known("due_on"))),
        """
        ref | done_on
        A1  | 2024-01-10
        A2  |
        """,
    )


def test_some_grace_to_write_it_up(spec: Spec) -> None:
    """The limit counts from the event."""
    spec(
        """
        management_decisions
        management_decision_id | person_id | decided_on | has_rationale
        D1                     | ada       | 2024-01-12 | no
        """,
        Present(Events("management_decisions", "decided_on"), (is_("has_rationale", True),), grace=working_days(2)),
        """
        ref | due        | on 2024-01-16 | on 2024-01-17
        D1  | 2024-01-16 | not_yet_due   | breached
        """,
    )


def test_a_missing_date_is_unknown_whatever_else_is_said(spec: Spec) -> None:
    """An undated decision with a reason is not met; one outside the calendar cannot be due."""
    spec(
        """
        management_decisions
        management_decision_id | person_id | decided_on | has_rationale
        D1                     | ada       |            | yes
        D2                     |           | 2024-01-12 | yes
        D3                     | ada       | 1960-01-12 | yes
        """,
        Present(Events("management_decisions", "decided_on"), (is_("has_rationale", True),)),
        """
        ref | since      | due | done_on    | on 2024-01-16
        D1  |            |     |            | unknown
        D3  | 1960-01-12 |     | 1960-01-12 | unknown
        """,
    )


def test_a_duty_that_lapses(spec: Spec) -> None:
    """What ended within the grace was never owed it; what is dated after its own end is not owed at all."""
    spec(
        """
        cla_placements
        cla_placement_id | person_id | started_on | ended_on   | is_long_term
        P1               | ada       | 2024-01-10 | 2024-01-12 |
        P2               | ada       | 2024-01-10 | 2024-01-20 |
        P3               | ada       | 2024-01-10 | 2024-01-10 |
        P4               | ada       | 2024-01-10 | 2024-01-10 | yes
        P5               | ada       | 2024-01-10 | 2024-01-09 | yes
        P6               | ada       |            | 2024-01-09 | yes
        """,
        Present(Events("cla_placements", "started_on", until="ended_on"), (known("is_long_term"),), grace=days(5)),
        """
        ref | due        | done_on    | ended_on   | on 2024-01-16
        P1  | 2024-01-15 |            | 2024-01-12 | not_yet_due
        P2  | 2024-01-15 |            | 2024-01-20 | breached
        P4  | 2024-01-15 | 2024-01-10 | 2024-01-10 | met
        P6  |            |            |            | unknown
        """,
    )


def test_an_empty_record(spec: Spec) -> None:
    """No decision, no obligation."""
    spec("", Present(Events("management_decisions", "decided_on"), (is_("has_rationale", True),)), "ref")
