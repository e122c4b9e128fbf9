"""Closing a recommendation: not while its measure fails, cannot be told or has not held, unless somebody signs."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.actions import closing
from sightline.improvement.actions.measures import Wanted, add_measure
from sightline.improvement.actions.plan_evidence import attach
from sightline.improvement.models import Counted, Measure, MeasureKind, Recommendation, Status, StatusChange
from sightline.improvement.queries.plan import ByMeasure, plan_line
from sightline.improvement.series import Point
from sightline.web import clock
from sightline.web.figures import taken_up, wanted
from tests.support import site
from tests.unit.improvement.plan.conftest import Figures, Measured

UNSEEN = Wanted(
    kind=MeasureKind.STANDARD,
    key="child-seen-6m",
    counted=Counted.OPEN,
    target=0,
    target_on=site.AS_AT + dt.timedelta(days=180),
    months_to_hold=3,
    higher_is_better=False,
)
SHOWN = "Every child was seen in each month since."
REASONS = "The figure leaves out a team whose visits were kept on paper, and I have read those with both managers."


def test_it_is_closed_once_its_measure_has_held(row: Recommendation, lead: Account, measured: Measured) -> None:
    measured(row, meets=True, months=6)
    made = closing.close(recommendation=row, words=SHOWN, by=lead)
    assert (made.status, made.over_measure, made.by) == (Status.CLOSED, False, lead)


@pytest.mark.parametrize(("meets", "months"), [(False, 0), (None, 0), (True, 5)])
def test_it_is_not_closed_before(
    row: Recommendation, lead: Account, measured: Measured, meets: bool | None, months: int
) -> None:
    measured(row, meets=meets, months=months)
    for act in (closing.close, closing.set_aside):
        with pytest.raises(UserError, match="measure does not let it"):
            act(recommendation=row, words=SHOWN, by=lead)
    assert not row.changes.exists()


def test_one_failing_measure_of_two_is_enough(row: Recommendation, lead: Account, measured: Measured) -> None:
    measured(row, meets=True, months=12)
    measured(row, meets=False, target=0.95)
    with pytest.raises(UserError, match="measure does not let it"):
        closing.close(recommendation=row, words=SHOWN, by=lead)


def test_a_measure_cannot_be_ended_out_of_the_way(row: Recommendation, lead: Account, measured: Measured) -> None:
    ended = measured(row, meets=False)
    measured(row, meets=True, months=12, target=0.5)
    _end(ended)
    with pytest.raises(UserError, match="nothing as demanding"):
        closing.close(recommendation=row, words=SHOWN, by=lead)


def test_one_as_demanding_takes_its_place(row: Recommendation, lead: Account, measured: Measured) -> None:
    _end(measured(row, meets=False))
    measured(row, meets=True, months=12, target=0.95)
    assert closing.close(recommendation=row, words=SHOWN, by=lead).status == Status.CLOSED


def test_without_a_measure_it_is_closed_on_evidence(row: Recommendation, lead: Account) -> None:
    with pytest.raises(UserError, match="nothing is attached"):
        closing.close(recommendation=row, words=SHOWN, by=lead)
    attach(recommendation=row, words="The audit of March shows it.", by=lead)
    assert closing.close(recommendation=row, words=SHOWN, by=lead).status == Status.CLOSED


def test_the_director_may_sign_over_it_and_it_is_shown_for_ever(
    row: Recommendation, director: Account, lead: Account, measured: Measured
) -> None:
    measured(row, meets=False)
    made = closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    assert (made.over_measure, made.by, made.reasons) == (True, director, REASONS)
    assert "So it stands." in made.measure_words
    closing.reopen(recommendation=row, words="The paper visits were not what they seemed.", by=lead)
    line = plan_line(None, row.pk, site.AS_AT)
    assert line.is_open
    assert line.over_measure == made


def test_nobody_else_may_sign_over_it(row: Recommendation, lead: Account, measured: Measured) -> None:
    measured(row, meets=False)
    with pytest.raises(UserError, match="role does not let you"):
        closing.close_over_measure(recommendation=row, words=REASONS, by=lead)


def test_a_signature_asks_for_reasons(row: Recommendation, director: Account, measured: Measured) -> None:
    measured(row, meets=False)
    with pytest.raises(UserError, match="full sentences"):
        closing.close_over_measure(recommendation=row, words="It is fine by now.", by=director)


def test_nothing_is_signed_where_no_measure_is_in_the_way(
    row: Recommendation, director: Account, measured: Measured
) -> None:
    measured(row, meets=True, months=6)
    with pytest.raises(UserError, match="No measure is in the way"):
        closing.close_over_measure(recommendation=row, words=REASONS, by=director)


def test_its_measure_reopens_it_once(row: Recommendation, lead: Account, measured: Measured, figures: Figures) -> None:
    measure = measured(row, meets=True, months=6)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    assert closing.reopen_failing(site.AS_AT) == []
    figures.meets[measure.pk] = False
    reopened = closing.reopen_failing(site.AS_AT)
    assert [(each.recommendation, each.status, each.by) for each in reopened] == [(row, Status.UNDER_WAY, None)]
    assert closing.reopen_failing(site.AS_AT) == []
    assert plan_line(None, row.pk, site.AS_AT).reopened == reopened[0]


def test_what_cannot_be_told_reopens_nothing(
    row: Recommendation, lead: Account, measured: Measured, figures: Figures
) -> None:
    measure = measured(row, meets=True, months=6)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    figures.meets[measure.pk] = None
    assert closing.reopen_failing(site.AS_AT) == []


def test_what_was_signed_for_is_reopened_once_it_was_met_and_fails_again(
    row: Recommendation, director: Account, measured: Measured, figures: Figures
) -> None:
    measure = measured(row, meets=False)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    later = site.AS_AT + dt.timedelta(days=90)
    assert closing.reopen_failing(later) == []
    figures.points[measure.pk] = [Point(site.AS_AT + dt.timedelta(days=30), 0.95)]
    assert len(closing.reopen_failing(later)) == 1


@pytest.mark.parametrize("then", [True, None])
def test_one_that_did_not_fail_when_another_was_signed_over_reopens_it(
    row: Recommendation, director: Account, measured: Measured, figures: Figures, then: bool | None
) -> None:
    measured(row, meets=False)
    other = measured(row, meets=then, months=6, target=0.95)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    later = site.AS_AT + dt.timedelta(days=30)
    assert closing.reopen_failing(later) == []
    figures.before[other.pk, site.AS_AT], figures.meets[other.pk] = then, False
    reopened = closing.reopen_failing(later)
    assert [each.recommendation for each in reopened] == [row]
    assert reopened[0].measure_words.count("So it stands.") == 1


def test_a_measure_ended_after_it_was_closed_keeps_watch(
    row: Recommendation, lead: Account, measured: Measured, figures: Figures
) -> None:
    ended = measured(row, meets=True, months=6)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    _end(ended)
    figures.meets[ended.pk] = False
    assert len(closing.reopen_failing(site.AS_AT)) == 1


def test_one_as_demanding_keeps_watch_in_its_place(
    row: Recommendation, lead: Account, measured: Measured, figures: Figures
) -> None:
    ended = measured(row, meets=True, months=6)
    measured(row, meets=True, months=6)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    _end(ended)
    figures.meets[ended.pk] = False
    assert closing.reopen_failing(site.AS_AT) == []


def test_a_measure_put_to_it_after_it_was_closed_keeps_watch_too(
    row: Recommendation, lead: Account, measured: Measured
) -> None:
    attach(recommendation=row, words="The audit of March shows it.", by=lead)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    measured(row, meets=False)
    assert plan_line(None, row.pk, site.AS_AT).is_contradicted
    assert len(closing.reopen_failing(site.AS_AT)) == 1


def test_the_worst_measure_is_how_it_stands(row: Recommendation, measured: Measured, figures: Figures) -> None:
    assert plan_line(None, row.pk, site.AS_AT).status_by_measure is ByMeasure.NONE
    one, _ = measured(row, meets=True, months=6), measured(row, meets=True, months=3)
    assert plan_line(None, row.pk, site.AS_AT).status_by_measure is ByMeasure.NOT_LONG_ENOUGH
    figures.meets[one.pk] = None
    assert plan_line(None, row.pk, site.AS_AT).status_by_measure is ByMeasure.CANNOT_TELL


def test_a_real_measure_of_the_record_stands_in_the_way(row: Recommendation, lead: Account) -> None:
    add_measure(wanted=UNSEEN, recommendation=row, by=lead)
    assert plan_line(None, row.pk, site.AS_AT).status_by_measure is ByMeasure.FAILING
    with pytest.raises(UserError, match="its target \\(at most 0\\) is not met"):
        closing.close(recommendation=row, words=SHOWN, by=lead)


def test_what_fails_is_reopened_whenever_figures_are_made(row: Recommendation, lead: Account, loaded: Loaded) -> None:
    attach(recommendation=row, words="The audit of March shows it.", by=lead)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    add_measure(wanted=UNSEEN, recommendation=row, by=lead)
    for _ in range(2):
        taken_up(loaded, wanted())
    assert [each.status for each in row.changes.all()] == [Status.CLOSED, Status.UNDER_WAY]
    assert row.changes.last().on == site.AS_AT  # type: ignore[union-attr]


def test_what_fails_is_reopened_though_its_figures_cannot_be_kept(
    row: Recommendation, lead: Account, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    attach(recommendation=row, words="The audit of March shows it.", by=lead)
    closing.close(recommendation=row, words=SHOWN, by=lead)
    add_measure(wanted=UNSEEN, recommendation=row, by=lead)
    monkeypatch.setattr("sightline.improvement.actions.measures.take_readings", breaks)
    taken_up(loaded, wanted())
    assert closing.status_of(row) is Status.UNDER_WAY


def test_each_change_is_in_the_log_of_access(
    row: Recommendation, director: Account, lead: Account, measured: Measured
) -> None:
    measured(row, meets=False)
    closing.begin(recommendation=row, words="The lists were drawn up.", by=lead)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    said = AccessEntry.objects.filter(page="plan:status").order_by("pk").values_list("account", "why")
    assert list(said) == [(lead.pk, "Under way"), (director.pk, "closed over its measure")]


def test_nothing_is_kept_where_the_log_cannot_be_written(
    row: Recommendation, lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sightline.access.actions.log", breaks)
    with pytest.raises(RuntimeError):
        closing.begin(recommendation=row, words="The lists were drawn up.", by=lead)
    assert not StatusChange.objects.exists()


def _end(measure: Measure) -> None:
    measure.ended_at, measure.ended_why = clock.now(), "It was found too hard."
    measure.save()
