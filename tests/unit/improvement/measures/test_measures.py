"""A measure: made with its baseline, read, held or not, ended, and what is kept of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.findings.kept import Mark
from sightline.findings.queries import Loaded, hold
from sightline.improvement.actions import measures as actions
from sightline.improvement.models import Counted, Measure, MeasureKind, Reading, Recommendation, Source
from sightline.improvement.queries import measures as queries
from sightline.improvement.series import Point
from sightline.inspection.standing.clocks import day_number
from sightline.web import clock
from tests.support import site
from tests.unit.improvement.measures.conftest import wanted

MARK = Mark(7, "ledger", "c" * 64, "nobody", site.AS_AT.isoformat(), "here")


def add(by: Account, recommendation: Recommendation | None = None, **told: object) -> Measure:
    """A measure as it is made."""
    return actions.add_measure(wanted=wanted(**told), recommendation=recommendation, by=by)


def recommended(by: Account) -> Recommendation:
    """A recommendation that a measure may be waited for by."""
    return Recommendation.objects.create(source=Source.OTHER, words="See every child", by=by, at=clock.now())


def with_days(loaded: Loaded, code: str, **columns: np.ndarray) -> Loaded:
    """The record with a standard's days put in by hand, oldest first, the last of them the day it is as at."""
    weighed = loaded.record.weighed
    row = next(place for place, each in enumerate(loaded.record.standards) if each.code == code)
    changed = {}
    for name, some in columns.items():
        column = getattr(weighed, name).copy()
        at = day_number(site.AS_AT) - weighed.first + 1
        column[row, at - len(some) : at] = some
        changed[name] = column
    record = dataclasses.replace(loaded.record, weighed=dataclasses.replace(weighed, **changed))
    return dataclasses.replace(loaded, record=record)


def test_it_reads_its_baseline_from_the_record(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst)
    assert made.baseline == loaded.standing.counts("child-seen-6m").subjects_in_breach > 50
    assert made.baseline_on == site.AS_AT
    assert AccessEntry.objects.filter(account=analyst, doing="changed", page="measures:new").count() == 1


def test_a_standard_that_is_missed_does_not_meet_its_target(loaded: Loaded, analyst: Account) -> None:
    stands = queries.stands(add(analyst), site.AS_AT)
    assert (stands.meets, stands.held_since, stands.months_held) == (False, None, 0)
    assert "is not met" in stands.words


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("mis-rhi-72h", {"counted": Counted.KEPT, "higher_is_better": True, "target": 0.0}),
        ("pf-visit-six-weekly-year1", {"counted": Counted.OPEN, "target": 5.0}),
    ],
)
def test_a_record_that_says_nothing_never_meets_a_target(
    loaded: Loaded, analyst: Account, code: str, told: dict[str, Any]
) -> None:
    """However low the target: no figure is not a figure of nought."""
    silent = with_days(
        loaded,
        code,
        **{name: np.zeros(1, np.int32) for name in ("kept", "missed", "running", "open_subjects")},
    )
    hold(silent)
    stands = queries.stands(add(analyst, key=code, **told), site.AS_AT)
    assert (stands.value, stands.meets, stands.has_held(1)) == (None, None, False)
    assert "cannot be told" in stands.words


def test_it_says_since_when_it_held_without_a_break(loaded: Loaded, analyst: Account) -> None:
    days = 200
    open_ = np.zeros(days, np.int32)
    open_[: days - 100] = 4
    hold(with_days(loaded, "child-seen-6m", open_subjects=open_, running=np.full(days, 9, np.int32)))
    stands = queries.stands(add(analyst), site.AS_AT)
    assert stands.held_since == site.AS_AT - dt.timedelta(days=99)
    assert stands.months_held == 3  # 7 August to 14 November
    assert stands.has_held(3)
    assert not stands.has_held(4)


@pytest.mark.parametrize("ago", [1, 50])
def test_one_day_that_cannot_be_told_breaks_it(loaded: Loaded, analyst: Account, ago: int) -> None:
    days = 200
    nothing = np.ones(days, np.int32)
    nothing[days - 1 - ago] = 0
    zero = np.zeros(days, np.int32)
    hold(with_days(loaded, "child-seen-6m", open_subjects=zero, running=nothing, kept=zero, missed=zero))
    assert queries.stands(add(analyst), site.AS_AT).held_since == site.AS_AT - dt.timedelta(days=ago - 1)


def test_a_day_long_after_the_figures_cannot_be_told(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst, target=1000.0)
    assert queries.stands(made, site.AS_AT + queries.STALE).meets is True
    assert queries.stands(made, site.AS_AT + queries.STALE + dt.timedelta(days=1)).meets is None


def test_a_figure_holds_no_longer_than_it_is_known(
    loaded: Loaded, analyst: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = [Point(site.AS_AT - dt.timedelta(days=each), 95.0) for each in (600, 235)]
    monkeypatch.setattr(queries, "published_points", lambda *_: published)
    key = "published:Continue_Assess_Comp"
    made = add(analyst, kind=MeasureKind.INDICATOR, key=key, counted=Counted.OWN, target=90.0, higher_is_better=True)
    stands = queries.stands(made, site.AS_AT)
    assert (stands.meets, stands.held_since) == (True, published[0].on)
    assert stands.months_held == queries.whole_months(published[0].on, published[1].on) == 11


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        ("2016-08-15", "2016-11-14", 2),
        ("2016-08-14", "2016-11-14", 3),
        ("2015-11-14", "2016-11-14", 12),
        ("2016-11-14", "2016-11-14", 0),
    ],
)
def test_months_that_are_over_are_counted(since: str, on: str, months: int) -> None:
    assert queries.whole_months(dt.date.fromisoformat(since), dt.date.fromisoformat(on)) == months


@pytest.mark.parametrize(
    ("value", "higher", "meets"),
    [(0.9, True, True), (0.8999, True, False), (0.95, True, True), (0.9, False, True), (0.91, False, False)],
)
def test_a_figure_at_its_target_meets_it(value: float, higher: bool, meets: bool) -> None:
    measure = Measure(kind="standard", counted="kept", target=0.9, higher_is_better=higher)
    assert queries.meets_target(measure, value) is meets


def test_series_are_of_months_that_are_over(loaded: Loaded, analyst: Account) -> None:
    points = queries.series(add(analyst), site.AS_AT)
    assert points[-1].on == dt.date(2016, 10, 31)
    assert points[0].value is not None
    assert [each.on for each in points] == sorted({each.on for each in points})


def test_a_line_of_enquiry_is_all_its_standards_together(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst, kind=MeasureKind.INDICATOR, key="line:children-not-seen", counted=Counted.OWN, target=0.5)
    point = queries.on_day(made, site.AS_AT)
    rows = [place for place, each in enumerate(loaded.record.standards) if "children-not-seen" in each.lines]
    at = day_number(site.AS_AT) - loaded.record.weighed.first
    kept = sum(int(loaded.record.weighed.kept[row, at]) for row in rows)
    missed = sum(int(loaded.record.weighed.missed[row, at]) for row in rows)
    assert (point.numerator, point.denominator) == (kept, kept + missed)
    assert kept + missed > 0


def test_what_is_published_of_no_invented_council_cannot_be_told(loaded: Loaded, analyst: Account) -> None:
    key = "published:Continue_Assess_Comp"
    made = add(analyst, kind=MeasureKind.INDICATOR, key=key, counted=Counted.OWN, target=90.0, higher_is_better=True)
    assert queries.stands(made, site.AS_AT).meets is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"key": "no-such-standard"}, "There is no such standard"),
        ({"kind": MeasureKind.PROMPT, "counted": Counted.OWN, "key": "nothing"}, "There is no such"),
        ({"key": "cla-care-plan-content"}, "judged by a person"),
        ({"counted": Counted.OWN}, "Choose what of the standard is counted"),
        ({"team_id": "nowhere"}, "no such team"),
        ({"counted": Counted.KEPT, "target": 1.01}, "from 0% to 100%"),
        ({"target": -1.0}, "The target must be"),
        ({"target_on": site.AS_AT}, "must be to come"),
        ({"months_to_hold": 0}, "1 to 36 months"),
    ],
)
def test_it_refuses(loaded: Loaded, analyst: Account, told: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        add(analyst, **told)
    assert not Measure.objects.exists()


def test_ended_it_stays_with_its_reason(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst)
    actions.end_measure(measure=made, why="Another measure says it better.", by=analyst)
    made.refresh_from_db()
    assert made.ended_at is not None
    assert made.ended_why == "Another measure says it better."
    assert queries.active() == []
    with pytest.raises(UserError, match="ended already"):
        actions.end_measure(measure=made, why="Another measure says it better.", by=analyst)


def test_one_that_a_recommendation_waits_for_is_ended_only_over_a_signature(loaded: Loaded, analyst: Account) -> None:
    """Or ending the measure would be the way round that it must not be closed while it fails."""
    made = add(analyst, recommended(analyst))
    with pytest.raises(UserError, match="Only the director"):
        actions.end_measure(measure=made, why="It will not be met.", by=analyst)
    made.refresh_from_db()
    assert made.ended_at is None
    actions.end_measure(measure=made, why="It will not be met.", by=analyst, may_override=True)


def test_one_that_has_held_may_be_ended_by_who_manages_the_plan(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst, recommended(analyst), target=1_000.0)
    assert queries.stands(made, site.AS_AT).has_held(3)
    actions.end_measure(measure=made, why="It held for years.", by=analyst)
    made.refresh_from_db()
    assert made.ended_at is not None


def test_nothing_is_written_when_the_line_in_the_log_cannot_be(
    loaded: Loaded, analyst: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "log", broken)
    with pytest.raises(RuntimeError):
        add(analyst)
    assert not Measure.objects.exists()


def test_what_is_read_is_kept_once_and_not_changed(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst)
    first = actions.take_readings(loaded, MARK)
    assert [(each.on, each.value, each.through, each.catalogue) for each in first] == [
        (site.AS_AT, made.baseline, 7, "c" * 64)
    ]
    assert actions.take_readings(loaded, MARK) == []
    changed = with_days(loaded, "child-seen-6m", open_subjects=np.array([3], np.int32))
    hold(changed)
    actions.take_readings(changed, dataclasses.replace(MARK, through=8))
    kept = list(Reading.objects.filter(measure=made).order_by("pk").values_list("value", "through"))
    assert kept == [(made.baseline, 7), (3.0, 8)]


def test_months_ended_since_the_last_reading_are_kept_too(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst)
    Reading.objects.create(measure=made, on=dt.date(2016, 8, 20), through=1, catalogue="c", at=clock.now())
    actions.take_readings(loaded, MARK)
    days = Reading.objects.filter(measure=made, through=7).values_list("on", flat=True)
    assert sorted(days) == [dt.date(2016, 8, 31), dt.date(2016, 9, 30), dt.date(2016, 10, 31), site.AS_AT]


def test_an_ended_measure_is_not_read(loaded: Loaded, analyst: Account) -> None:
    made = add(analyst)
    actions.end_measure(measure=made, why="Another measure says it better.", by=analyst)
    assert actions.take_readings(loaded, MARK) == []
