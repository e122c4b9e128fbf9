"""Calendar days."""

from __future__ import annotations

from sightline.standards.nodes import Events, Within, days, weeks
from tests.spec.conftest import Spec

ANSWERED = (Events("contacts", "contacted_on"), Events("contacts", "responded_on"))


def test_days_are_added_plainly(spec: Spec) -> None:
    """Weekends and bank holidays count; so does 29 February."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-02-28
        C2         | ada       | 2023-02-28
        C3         | ada       | 2024-12-24
        """,
        Within(*ANSWERED, days(2), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-02-28 | 2024-03-01
        C2  | 2023-02-28 | 2023-03-02
        C3  | 2024-12-24 | 2024-12-26
        """,
    )


def test_no_days_is_the_day_itself(spec: Spec) -> None:
    """What has a limit of 0 days is due the day it starts."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-02-28
        """,
        Within(*ANSWERED, days(0), by="contact_id"),
        """
        ref | since      | due        | on 2024-02-28 | on 2024-02-29
        C1  | 2024-02-28 | 2024-02-28 | not_yet_due   | breached
        """,
    )


def test_a_week_is_seven_days(spec: Spec) -> None:
    """Weeks count days, so six weeks from a Monday is a Monday, clocks and holidays notwithstanding."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-03-25
        """,
        Within(*ANSWERED, weeks(6), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-03-25 | 2024-05-06
        """,
    )


def test_a_day_outside_the_calendar_cannot_be_said(spec: Spec) -> None:
    """The calendar runs from 1970 to 2060; a start or a due date beyond it is unknown, never met."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on | responded_on
        C1         | ada       | 1969-12-31   | 1970-01-01
        C2         | ada       | 1970-01-01   | 1970-01-02
        C3         | ada       | 2060-12-30   | 2060-12-30
        C4         | ada       | 2060-12-31   | 2060-12-31
        C5         | ada       | 2061-01-01   |
        """,
        Within(*ANSWERED, days(1), by="contact_id"),
        """
        ref | since      | due        | done_on    | on 2061-06-01
        C1  | 1969-12-31 |            | 1970-01-01 | unknown
        C2  | 1970-01-01 | 1970-01-02 | 1970-01-02 | met
        C3  | 2060-12-30 | 2060-12-31 | 2060-12-30 | met
        C4  | 2060-12-31 |            | 2060-12-31 | unknown
        C5  | 2061-01-01 |            |            | unknown
        """,
    )
