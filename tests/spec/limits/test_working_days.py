"""Working days in England."""

from __future__ import annotations

import pytest

from sightline.standards.nodes import Events, Within, working_days
from tests.spec.conftest import Spec

ANSWERED = (Events("contacts", "contacted_on"), Events("contacts", "responded_on"))

NEXT_WORKING_DAY = {
    "a midweek day": ("2024-01-09", "2024-01-10"),
    "over a weekend": ("2024-01-12", "2024-01-15"),
    "from a Saturday": ("2024-01-13", "2024-01-15"),
    "from a Sunday": ("2024-01-14", "2024-01-15"),
    "from a bank holiday": ("2024-05-06", "2024-05-07"),
    "over Christmas": ("2024-12-24", "2024-12-27"),
    "over a Christmas with substitute days": ("2021-12-24", "2021-12-29"),
    "over New Year": ("2021-12-31", "2022-01-04"),
    "over Easter": ("2024-03-28", "2024-04-02"),
    "over the royal wedding of 2011": ("2011-04-28", "2011-05-03"),
    "over the diamond jubilee of 2012": ("2012-06-01", "2012-06-06"),
    "over VE Day of 2020": ("2020-05-07", "2020-05-11"),
    "into the Monday that VE Day replaced": ("2020-05-01", "2020-05-04"),
    "over the platinum jubilee of 2022": ("2022-06-01", "2022-06-06"),
    "over the state funeral of 2022": ("2022-09-16", "2022-09-20"),
    "over the coronation of 2023": ("2023-05-05", "2023-05-09"),
}


@pytest.mark.parametrize(("start", "due"), NEXT_WORKING_DAY.values(), ids=NEXT_WORKING_DAY.keys())
def test_the_next_working_day(spec: Spec, start: str, due: str) -> None:
    """Saturdays, Sundays and England's bank holidays do not count, one-off holidays included."""
    spec(
        f"""
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | {start}
        """,
        Within(*ANSWERED, working_days(1), by="contact_id"),
        f"""
        ref | since   | due
        C1  | {start} | {due}
        """,
    )


def test_many_working_days(spec: Spec) -> None:
    """45 working days, as for an assessment, from 1 November 2024 end on 8 January: three holidays lie between."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-11-01
        C2         | ada       | 2024-11-02
        """,
        Within(*ANSWERED, working_days(45), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-11-01 | 2025-01-08
        C2  | 2024-11-02 | 2025-01-08
        """,
    )


def test_no_working_days_is_the_day_itself(spec: Spec) -> None:
    """Even on a Saturday, and on the holidays before the first working day that is known, 4 January 2000."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2024-01-13
        C2         | ada       | 2000-01-02
        """,
        Within(*ANSWERED, working_days(0), by="contact_id"),
        """
        ref | since      | due
        C1  | 2024-01-13 | 2024-01-13
        C2  | 2000-01-02 | 2000-01-02
        """,
    )


def test_years_whose_holidays_are_not_known(spec: Spec) -> None:
    """Bank holidays are known from 2000 to 2040: a start, or a count that runs, outside those years is unknown."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on | responded_on
        C1         | ada       | 1999-12-31   | 1999-12-31
        C2         | ada       | 2000-01-01   | 2000-01-03
        C3         | ada       | 2040-12-28   | 2040-12-28
        C4         | ada       | 2040-12-31   | 2040-12-31
        """,
        Within(*ANSWERED, working_days(1), by="contact_id"),
        """
        ref | since      | due        | done_on    | on 2041-06-01
        C1  | 1999-12-31 |            | 1999-12-31 | unknown
        C2  | 2000-01-01 | 2000-01-04 | 2000-01-03 | met
        C3  | 2040-12-28 | 2040-12-31 | 2040-12-28 | met
        C4  | 2040-12-31 |            | 2040-12-31 | unknown
        """,
    )


def test_no_working_days_outside_the_years_known(spec: Spec) -> None:
    """Not even the day itself is said."""
    spec(
        """
        contacts
        contact_id | person_id | contacted_on
        C1         | ada       | 2041-01-02
        """,
        Within(*ANSWERED, working_days(0), by="contact_id"),
        """
        ref | since      | due
        C1  | 2041-01-02 |
        """,
    )
