"""The days of a standard, for the council and for a team, against the inspection's own weighing."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sightline.findings.queries import Loaded
from sightline.improvement import series
from sightline.inspection.standing.clocks import day_number
from tests.support import site


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """The small invented record, evaluated."""
    return site.loaded()


def test_it_counts_every_standard_as_the_inspection_weighed_it(loaded: Loaded) -> None:
    seen = 0
    for row, standard in enumerate(loaded.record.standards):
        duties = loaded.standing.duties(standard.code)
        kept, missed, open_ = series._count(loaded, standard, duties, np.arange(len(duties.due)))
        weighed = loaded.record.weighed
        assert np.array_equal(kept, weighed.kept[row]), standard.code
        assert np.array_equal(missed, weighed.missed[row]), standard.code
        assert np.array_equal(open_, weighed.open_subjects[row]), standard.code
        seen += int(open_.max(initial=0))
    assert seen > 50


def test_it_adds_teams_and_those_without_one_up_to_the_council(loaded: Loaded) -> None:
    code = "child-seen-6m"
    whole = series.days_of(loaded, code)
    assert whole is not None
    duties = loaded.standing.duties(code)
    teams = [series.days_of(loaded, code, team) for team in {*duties.teams} - {""}]
    nobody = series._count(loaded, loaded.standards[code], duties, np.flatnonzero(duties.team < 0))
    assert np.array_equal(sum(each.kept for each in teams if each) + nobody[0], whole.kept)
    assert np.array_equal(sum(each.missed for each in teams if each) + nobody[1], whole.missed)
    assert max(int(each.open.max()) for each in teams if each) > 50


def test_it_gives_an_unknown_team_nothing(loaded: Loaded) -> None:
    found = series.days_of(loaded, "child-seen-6m", "no such team")
    assert found is not None
    assert series.share(found, site.AS_AT).value is None


def test_it_gives_no_days_of_an_unknown_standard(loaded: Loaded) -> None:
    assert series.days_of(loaded, "no-such-standard") is None
    assert series.days_of_line(loaded, "no-such-line") is None


def test_it_counts_a_child_in_breach_of_two_standards_once(loaded: Loaded) -> None:
    both = ("child-seen-6m", "wf-case-held-by-manager")
    together = series.days_of_any(loaded, both)
    alone = [series.days_of(loaded, code) for code in both]
    assert together is not None
    assert alone[0] is not None
    assert alone[1] is not None
    at = together.place(site.AS_AT)
    assert at is not None
    assert together.open[at] >= max(alone[0].open[at], alone[1].open[at]) > 50
    assert together.open[at] < alone[0].open[at] + alone[1].open[at]


def test_it_has_no_value_on_a_day_that_was_not_weighed(loaded: Loaded) -> None:
    days = series.days_of(loaded, "child-seen-6m")
    assert days is not None
    assert series.share(days, site.AS_AT + dt.timedelta(days=1)).value is None
    assert series.standing(days, dt.date(1990, 1, 1)).value is None


def test_it_does_not_take_a_record_that_is_silent_for_nothing_overdue(loaded: Loaded) -> None:
    code = "mis-rhi-72h"  # nobody in the record waits for a return interview in 2010
    days = series.days_of(loaded, code)
    assert days is not None
    silent = next(place for place in range(len(days.open)) if not days.applies[place])
    assert days.open[silent] == 0
    assert series.standing(days, days.day(silent)).value is None


def test_months_share_no_case_and_add_up(loaded: Loaded) -> None:
    code = "child-seen-6m"
    months = series.by_month(loaded, (code,), months=12)
    assert [each.on for each in months] == series.month_ends(site.AS_AT, 12)
    duties = loaded.standing.duties(code)
    first, last = day_number(series.month_start(months[0].on)), day_number(months[-1].on)
    within = (duties.due >= first) & (duties.due <= last)
    in_time, owed = series._fell_due(duties)
    assert sum(each.numerator or 0 for each in months) == int((within & in_time).sum())
    assert sum(each.denominator or 0 for each in months) == int((within & owed).sum()) > 0


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2016-11-14", "2016-10-31"),
        ("2016-11-30", "2016-11-30"),
        ("2016-02-29", "2016-02-29"),
        ("2017-01-01", "2016-12-31"),
    ],
)
def test_month_ends_stop_at_the_last_that_is_over(until: str, last: str) -> None:
    found = series.month_ends(dt.date.fromisoformat(until), 14)
    assert found[-1] == dt.date.fromisoformat(last)
    assert len(set(found)) == 14
    assert all((each + dt.timedelta(days=1)).day == 1 for each in found)


def test_points_before_the_first_with_a_value_are_left_out() -> None:
    none, some = series.Point(dt.date(2016, 1, 31), None), series.Point(dt.date(2016, 2, 29), 1.0)
    assert series.trimmed([none, some, none]) == [some, none]
