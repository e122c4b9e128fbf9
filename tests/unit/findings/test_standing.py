"""How obligations stand: the arrays say what the definition says, for any dates."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from sightline.engines.base import to_arrow
from sightline.findings.standing import Standing, State, date_of, number
from sightline.standards.obligations import (
    Obligation,
    SubjectKind,
    Verdict,
    exists_on,
    is_open_breach_on,
    verdict_on,
)

DAYS = st.integers(-4, 12).map(lambda n: dt.date(2016, 6, 1) + dt.timedelta(days=n))
AS_AT = dt.date(2016, 6, 5)


@st.composite
def obligations(draw: st.DrawFn) -> Obligation:
    """An obligation of either of two standards with dates about the day as at, any of them missing."""
    optional = st.none() | DAYS
    return Obligation(
        standard=draw(st.sampled_from(["a", "b"])),
        subject_kind=draw(st.sampled_from([SubjectKind.CHILD, SubjectKind.WORKER])),
        subject=draw(st.sampled_from(["1", "2"])),
        ref=draw(st.sampled_from(["x", "y"])),
        since=draw(optional),
        due=draw(optional),
        done_on=draw(optional),
        ended_on=draw(optional),
    )


def table(owed: list[Obligation], teams: list[str | None] | None = None) -> pa.Table:
    """Obligations as the inspection hands them over."""
    return to_arrow(owed).append_column("team", pa.array(teams or [None] * len(owed), pa.string()))


VERDICT = {
    State.OVERDUE: Verdict.BREACHED,
    State.NOT_MET: Verdict.BREACHED,
    State.LATE: Verdict.BREACHED,
    State.MISSED: Verdict.BREACHED,
    State.UNKNOWN: Verdict.UNKNOWN,
    State.NOT_YET_DUE: Verdict.NOT_YET_DUE,
    State.MET: Verdict.MET,
}


@given(st.lists(obligations(), max_size=12))
def test_states_are_the_verdicts_of_the_definition(owed: list[Obligation]) -> None:
    standing = Standing(table(owed), AS_AT)
    found = [each for code in ("a", "b") for each in standing.of_standard(code)]
    begun = [each for each in owed if exists_on(each, AS_AT)]
    assert sorted(map(_sortable, (each.obligation for each in found))) == sorted(map(_sortable, begun))
    for each in found:
        assert VERDICT[each.state] is verdict_on(each.obligation, AS_AT)
        assert (each.state is State.OVERDUE) == is_open_breach_on(each.obligation, AS_AT)


def _sortable(owed: Obligation) -> tuple[str, ...]:
    return tuple(str(getattr(owed, name)) for name in ("standard", "subject_kind", "subject", "ref", "since", "due"))


@given(st.lists(obligations(), max_size=12))
def test_it_finds_the_same_by_subject_as_by_standard(owed: list[Obligation]) -> None:
    standing = Standing(table(owed), AS_AT)
    by_standard = [each for code in ("a", "b") for each in standing.of_standard(code)]
    by_subject = [
        each
        for kind in (SubjectKind.CHILD, SubjectKind.WORKER)
        for key in "12"
        for each in standing.of_subject(kind, key)
    ]
    assert sorted(map(repr, by_standard)) == sorted(map(repr, by_subject))


@given(st.lists(obligations(), max_size=12))
def test_counts_add_up(owed: list[Obligation]) -> None:
    standing = Standing(table(owed), AS_AT)
    for code in ("a", "b"):
        found = list(standing.of_standard(code))
        counts = standing.counts(code)
        assert counts.fell_due + counts.unknown + counts.not_yet_due == len(found)
        open_ = {
            each.obligation.subject_kind + each.obligation.subject for each in found if each.state is State.OVERDUE
        }
        assert counts.subjects_in_breach == len(open_)


def one(**dates: dt.date | None) -> Obligation:
    """An obligation of standard a; dates not given are missing."""
    missing = {"since": None, "due": None, "done_on": None, "ended_on": None}
    return Obligation("a", SubjectKind.CHILD, "1", "x", **{**missing, **dates})


def test_what_an_event_asks_is_overdue_for_a_year_and_never_done_after() -> None:
    due = dt.date(2015, 6, 4)
    owed = one(since=dt.date(2015, 6, 1), due=due)
    last = Standing(table([owed]), due + dt.timedelta(days=364), fading=["a"])
    after = Standing(table([owed]), due + dt.timedelta(days=365), fading=["a"])
    assert [each.state for each in last.of_standard("a")] == [State.OVERDUE]
    assert [each.state for each in after.of_standard("a")] == [State.MISSED]


def test_a_breach_that_nobody_can_put_right_is_not_met_rather_than_overdue() -> None:
    owed = one(since=dt.date(2016, 6, 1), due=dt.date(2016, 6, 1))
    standing = Standing(table([owed]), AS_AT, fading=["a"], of_the_record=["a"])
    assert [each.state for each in standing.of_standard("a")] == [State.NOT_MET]
    assert standing.counts("a").in_breach == 1
    assert list(standing.overdue_pairs(SubjectKind.CHILD)) == []


def test_overdue_is_told_by_subject_and_standard_with_the_longest() -> None:
    owed = [
        one(since=dt.date(2016, 5, 1), due=dt.date(2016, 6, 1)),
        one(since=dt.date(2016, 5, 1), due=dt.date(2016, 6, 3)),
    ]
    assert list(Standing(table(owed), AS_AT).overdue_pairs(SubjectKind.CHILD)) == [("1", "a", 2, 4)]


def test_the_team_that_answered_is_kept() -> None:
    owed = [one(since=dt.date(2016, 5, 1), due=dt.date(2016, 6, 1)), one()]
    found = Standing(table(owed, ["T1", None]), AS_AT).of_standard("a")
    assert {each.team for each in found} == {"T1", None}


def test_no_obligation_at_all_is_no_error() -> None:
    standing = Standing(table([]), AS_AT)
    assert len(standing) == 0
    assert standing.counts("a").rate is None
    assert list(standing.of_subject(SubjectKind.CHILD, "1")) == []


def test_days_are_dates() -> None:
    assert date_of(number(AS_AT)) == AS_AT
