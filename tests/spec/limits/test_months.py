"""Calendar months."""

from __future__ import annotations

from sightline.standards.nodes import Events, Within, months, years
from tests.spec.conftest import Spec

ANSWERED = (Events("contacts", "contacted_on"), Events("contacts", "responded_on"))


def test_the_same_day_of_the_later_month(spec: Spec) -> None:
    """Three months from 10 November is 10 February, however long the months between."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2023-11-10
        C2         | ada       | 2024-12-01
        """,
        Within(*ANSWERED, months(3), by="contact_id"),
        """
        ref | since      | due
        C1  | 2023-11-10 | 2024-02-10
        C2  | 2024-12-01 | 2025-03-01
        """,
    )


def test_a_month_without_that_day_gives_its_last(spec: Spec) -> None:
    """A month after 31 January is the last of February, whichever that is."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2023-01-31
        C2         | ada       | 2024-01-31
        C3         | ada       | 2024-01-30
        C4         | ada       | 2024-03-31
        C5         | ada       | 2024-02-29
        """,
        Within(*ANSWERED, months(1), by="contact_id"),
        """
        ref | since      | due
        C1  | 2023-01-31 | 2023-02-28
        C2  | 2024-01-31 | 2024-02-29
        C3  | 2024-01-30 | 2024-02-29
        C4  | 2024-03-31 | 2024-04-30
        C5  | 2024-02-29 | 2024-03-29
        """,
    )


def test_a_year_from_leap_day(spec: Spec) -> None:
    """A year is twelve months: from 29 February to 28 February, and four years on to 29 February again."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-02-29
        """,
        Within(*ANSWERED, years(1), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-02-29 | 2025-02-28
        """,
    )
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-02-29
        """,
        Within(*ANSWERED, years(4), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-02-29 | 2028-02-29
        """,
    )


def test_a_month_beyond_the_calendar_cannot_be_said(spec: Spec) -> None:
    """December 2060 is the last month the calendar knows."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2060-11-30
        C2         | ada       | 2060-12-01
        C3         | ada       | 1969-12-15
        """,
        Within(*ANSWERED, months(1), by="contact_id"),
        """
        ref | due        | on 2062-01-01
        C1  | 2060-12-30 | breached
        C2  |            | unknown
        C3  |            | unknown
        """,
    )
