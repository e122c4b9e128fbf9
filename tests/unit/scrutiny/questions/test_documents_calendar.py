"""Clear days, working days and months at their edges."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.record.bank_holidays import BANK_HOLIDAYS
from sightline.record.calendar import add_working_days, is_working_day
from sightline.scrutiny.documents_calendar import (
    PROCLAIMED,
    elsewhere,
    last_day_before,
    last_of_clear_days_after,
    last_of_information_days,
    last_of_months_beginning_with,
    last_working_day_before,
)
from sightline.scrutiny.documents_clocks import clocks, exemptions, response_clock


def day(words: str) -> dt.date:
    """A day as it is written."""
    return dt.date.fromisoformat(words)


def test_the_day_of_receipt_is_no_clear_day_and_the_tenth_is_the_last() -> None:
    assert last_of_clear_days_after(day("2016-12-20"), 10) == day("2016-12-30")  # holidays and weekends count


@pytest.mark.parametrize("meeting", ["2016-11-15", "2016-12-28", "2017-04-18", "2017-05-02", "2016-03-29"])
def test_five_whole_working_days_lie_between_the_agenda_and_the_meeting_and_no_later_working_day_leaves_five(
    meeting: str,
) -> None:
    held = day(meeting)
    opened = last_working_day_before(held, 5)
    assert opened is not None

    def between(first: dt.date) -> int:
        days = [first + dt.timedelta(days=each) for each in range(1, (held - first).days)]
        return sum(each.weekday() < 5 and each not in BANK_HOLIDAYS[each.year] for each in days)

    following = add_working_days(opened, 1)
    assert between(opened) == 5
    assert following is not None
    assert between(following) == 4
    assert is_working_day(opened)


def test_an_agenda_before_christmas_is_counted_past_the_holidays() -> None:
    # 22 and 23 December, then 28 to 30 December 2016 (26 and 27 are holidays) and the meeting on 3 January 2017
    assert last_working_day_before(day("2017-01-03"), 5) == day("2016-12-21")


def test_twenty_eight_clear_days_leave_out_both_ends() -> None:
    last = last_day_before(day("2016-12-14"), 28)
    assert last == day("2016-11-15")
    assert (day("2016-12-14") - last).days - 1 == 28


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2016-03-10", "2016-05-09"),
        ("2016-12-31", "2017-02-28"),
        ("2016-12-30", "2017-02-28"),
        ("2016-12-29", "2017-02-28"),
        ("2016-12-28", "2017-02-27"),
        ("2015-12-30", "2016-02-29"),
        ("2015-12-29", "2016-02-28"),
        ("2016-01-01", "2016-02-29"),
        ("2016-07-31", "2016-09-30"),
    ],
)
def test_two_months_end_on_the_eve_of_the_same_day_or_with_a_shorter_month(received: str, last: str) -> None:
    assert last_of_months_beginning_with(day(received), 2) == day(last)
    assert response_clock().due(day(received)) == day(last)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2016-11-01", "2016-11-29"),  # twenty working days, none a holiday
        ("2016-11-02", "2016-12-01"),  # Saint Andrew's day, 30 November, does not count
        ("2016-12-20", "2017-01-23"),  # 26 and 27 December, 2 January; and 3 January, Scotland's substitute day
        ("2017-03-16", "2017-04-18"),  # 17 March in Northern Ireland, Good Friday, Easter Monday
        ("2016-07-11", "2016-08-10"),  # 12 July in Northern Ireland, 1 August in Scotland
        ("2016-11-05", "2016-12-05"),  # received on a Saturday, counted from the Monday; 30 November does not count
    ],
)
def test_information_days_leave_out_a_bank_holiday_in_any_part_of_the_kingdom(received: str, last: str) -> None:
    assert last_of_information_days(day(received), 20) == day(last)


def test_substitute_days_are_those_that_were_taken() -> None:
    taken = {
        2017: {"2017-01-03"},
        2022: {"2022-01-04"},
        2023: {"2023-01-03"},
        2024: {"2024-01-02", "2024-03-18", "2024-12-02"},
        2025: {"2025-07-14", "2025-12-01"},
    }
    for year, days in taken.items():
        assert {day(each) for each in days} <= elsewhere(year)


@pytest.mark.parametrize("year", range(2005, 2036))
def test_the_holidays_elsewhere_are_those_a_kept_calendar_has(year: int) -> None:
    holidays = pytest.importorskip("holidays")
    kept = {each for part in ("SCT", "NIR") for each in holidays.UnitedKingdom(subdiv=part, years=year)}
    own = {each for each in kept if each.weekday() < 5 and each not in BANK_HOLIDAYS[year]}
    if year < 2008:
        own.add(next(each for each in elsewhere(year) if each.month in (11, 12)))  # not yet in the Act: a day too many
    assert elsewhere(year) - PROCLAIMED == own - PROCLAIMED


def test_beyond_the_calendar_nothing_is_guessed() -> None:
    far = dt.date(2045, 1, 10)
    assert last_of_information_days(far, 20) is None
    assert last_working_day_before(far, 5) is None
    assert last_of_clear_days_after(dt.date(2060, 12, 31), 10) is None
    assert last_of_months_beginning_with(dt.date(2060, 12, 31), 2) is None


def test_each_clock_says_where_it_is_said_and_counts() -> None:
    found = clocks()
    assert set(found) == {"scrutiny-member", "information-request", "agenda", "key-decision", "private-meeting"}
    for each in found.values():
        assert "" not in (each.document, each.reference, each.note)
        assert each.source.startswith("http")
        assert each.due(day("2016-11-14")) is not None
    assert [code for code, each in found.items() if each.has_statement] == ["scrutiny-member"]
    assert {f"12a-{number}" for number in range(1, 8)} <= set(exemptions())
