"""When a line of enquiry first stood out, and since when it has."""

from __future__ import annotations

import datetime as dt

import numpy as np

from sightline.inspection.standing.clocks import day_number
from sightline.inspection.standing.enquiry import WeighedLine, runs, since
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Status, load_rule

RULE = load_rule()
FIRST = dt.date(2014, 1, 1)


def line(weak: list[tuple[int, int]], days: int = 1000) -> WeighedLine:
    """A line of enquiry that was weak on the days from each first to before each last."""
    status = np.full(days, Status.SOUND, dtype=np.int64)
    for first, last in weak:
        status[first:last] = Status.WEAK
    never = np.zeros(days, dtype=bool)
    return WeighedLine(LINES["exploitation"], (), day_number(FIRST), status, never, never)


def on(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def test_runs_are_found_with_their_ends() -> None:
    assert runs(np.array([True, False, True, True])) == [(0, 1), (2, 4)]
    assert runs(np.array([], dtype=bool)) == []


def test_a_flicker_is_not_a_finding() -> None:
    assert line([(100, 190)]).first_stood_out(RULE) is None
    assert line([(100, 191)]).first_stood_out(RULE) == on(100)


def test_what_stands_on_the_last_day_counts_however_new() -> None:
    assert line([(990, 1000)]).first_stood_out(RULE) == on(990)
    assert line([(990, 1000)]).since(RULE) == on(990)


def test_a_short_lapse_does_not_begin_it_again() -> None:
    assert line([(100, 400), (427, 1000)]).since(RULE) == on(100)
    assert line([(100, 400), (428, 1000)]).since(RULE) == on(428)


def test_flickers_close_together_are_one_finding_and_both_dates_say_so() -> None:
    flickering = line([(100, 150), (170, 1000)])
    assert flickering.first_stood_out(RULE) == flickering.since(RULE) == on(100)
    apart = line([(100, 150), (300, 1000)])
    assert apart.first_stood_out(RULE) == apart.since(RULE) == on(300)
    again = line([(100, 250), (300, 1000)])
    assert (again.first_stood_out(RULE), again.since(RULE)) == (on(100), on(300))


def test_what_has_passed_stands_since_no_day() -> None:
    passed = line([(100, 400)])
    assert passed.first_stood_out(RULE) == on(100)
    assert passed.since(RULE) is None
    assert since(np.zeros(0, dtype=bool), 0, RULE) is None
