"""The counts of every day, checked against the definition of a verdict one obligation and one day at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.engines.base import to_arrow
from sightline.inspection.standing.clocks import clocks_from, day_number
from sightline.inspection.standing.measures import in_view, measure
from sightline.inspection.standing.rule import Rule, Status, load_rule
from sightline.inspection.standing.weighing import weigh, wilson
from sightline.standards.lasting import is_owed_on
from sightline.standards.nodes import Events, Every, Spans, Within, days, months
from sightline.standards.obligations import (
    Obligation,
    SubjectKind,
    Verdict,
    is_open_breach_on,
    verdict_on,
)
from sightline.standards.standard import Area, Citation, Confidence, Force, Harm, Standard

FIRST = dt.date(2014, 1, 1)
SPAN = 1200
CITED = Citation("Local policy", "1", None, Confidence.UNVERIFIED)
RULE = load_rule()


def standard(code: str, node: Every | Within, harm: Harm = Harm.SAFETY, tolerance: float | None = None) -> Standard:
    return Standard(code, f"{code}.", Area.CHILD_IN_NEED, "children", node, CITED, Force.LAW, harm, tolerance=tolerance)


RECURRING = standard(
    "recurring", Every(Events("cin_visits", "visited_on"), Spans("cin_plans", "started_on", "ended_on"), months(1))
)
ONCE = standard("once", Within(Events("cin_episodes", "referred_on"), Events("cin_episodes", "decided_on"), days(1)))
STANDARDS = (RECURRING, ONCE)

offsets = st.one_of(st.none(), st.integers(0, SPAN))


@st.composite
def obligations(draw: st.DrawFn) -> Obligation:
    since, limit = draw(offsets), draw(st.one_of(st.none(), st.integers(-1, 400)))
    days_on = [draw(offsets), draw(offsets)]

    def date(offset: int | None) -> dt.date | None:
        return None if offset is None else FIRST + dt.timedelta(days=offset)

    known = since is not None and limit is not None
    return Obligation(
        standard=draw(st.sampled_from(("recurring", "once"))),
        subject_kind=SubjectKind.CHILD,
        subject=draw(st.sampled_from("ABC")),
        ref=str(draw(st.integers(0, 99))),
        since=date(since),
        due=date(since + limit) if known and since is not None and limit is not None else None,
        done_on=date(days_on[0]),
        ended_on=date(days_on[1]),
    )


def counted(obligation: Obligation, on: dt.date, rule: Rule) -> str | None:
    """What an obligation counts as on a day, straight from the definition of a verdict."""
    if obligation.since is not None and obligation.since > on:
        return None
    verdict = verdict_on(obligation, on)
    if verdict is Verdict.UNKNOWN:
        recent = obligation.since is None or (on - obligation.since).days < rule.window_days
        return "unknown" if recent else None
    assert obligation.due is not None
    age = (on - obligation.due).days
    if verdict is Verdict.MET:
        return "met" if 0 <= age < rule.window_days else None
    if verdict is Verdict.BREACHED:
        if is_open_breach_on(obligation, on):
            lasting = obligation.standard == "recurring"
            owed = is_owed_on(obligation, on, outlasts_window=lasting, window_days=rule.window_days)
            return "open" if owed else None
        return "late" if age < rule.window_days else None
    stopped = [day for day in (obligation.done_on, obligation.ended_on) if day is not None and day <= on]
    return None if stopped else "waiting"


@given(st.lists(obligations(), max_size=12), st.integers(0, SPAN + 500))
def test_a_day_counts_each_obligation_as_its_verdict_says(owed: list[Obligation], offset: int) -> None:
    on = FIRST + dt.timedelta(days=offset)
    table = to_arrow(owed)
    table = table.append_column("team", table["subject"])
    clocks = clocks_from(table, STANDARDS)
    view = in_view(clocks, day_number(on), RULE)
    figures = measure(clocks, view, RULE, {})
    for each, figure in zip(STANDARDS, figures, strict=True):
        kinds = [counted(one, on, RULE) for one in owed if one.standard == each.code]
        assert (figure.met, figure.breached_open, figure.breached_late, figure.not_yet_due, figure.unknown) == tuple(
            kinds.count(kind) for kind in ("met", "open", "late", "waiting", "unknown")
        )
        standing = {one.subject for one in owed if one.standard == each.code and counted(one, on, RULE) == "open"}
        assert figure.standing == len(standing)
        names = clocks.subjects.take(list(figure.subjects)).to_pylist() if figure.subjects else []
        assert set(names[: figure.standing]) == standing
        assert len(names) == len(set(names))


@given(st.lists(obligations(), max_size=12), st.integers(0, SPAN))
def test_the_history_of_a_day_is_what_that_day_alone_would_say(owed: list[Obligation], offset: int) -> None:
    first = day_number(FIRST)
    table = to_arrow(owed)
    table = table.append_column("team", table["subject"])
    clocks = clocks_from(table, STANDARDS)
    history = weigh(clocks, first, first + SPAN, RULE, {})
    alone = weigh(clocks, first + offset, first + offset, RULE, {})
    figures = measure(clocks, in_view(clocks, first + offset, RULE), RULE, {})
    for row, figure in enumerate(figures):
        assert history.kept[row, offset] == alone.kept[row, 0] == figure.met
        assert history.missed[row, offset] == alone.missed[row, 0] == figure.breached_open + figure.breached_late
        assert history.status[row, offset] == alone.status[row, 0]
        assert history.serious[row, offset] == alone.serious[row, 0]
        assert history.long_subjects[row, offset] == alone.long_subjects[row, 0] <= figure.standing + 3


def test_the_interval_is_wilsons() -> None:
    # 45 of 50: worked by hand from the score interval's formula with z = 1.96.
    low, high = wilson(45, 50, 1.96)
    assert math.isclose(float(low), 0.7864, abs_tol=5e-4)
    assert math.isclose(float(high), 0.9565, abs_tol=5e-4)
    nothing = wilson(0, 0, 1.96)
    assert (float(nothing[0]), float(nothing[1])) == (0.0, 1.0)


def decided(kept: int, missed: int, harm: Harm = Harm.SAFETY, tolerance: float | None = None) -> Status:
    """The status of a standard of which so many were kept and missed in the last month."""
    each = dataclasses.replace(ONCE, harm=harm, tolerance=tolerance)
    on = dt.date(2016, 1, 31)
    owed = [
        Obligation(
            "once", SubjectKind.CHILD, f"C{number}", f"R{number}", dt.date(2016, 1, 4), dt.date(2016, 1, 5),
            dt.date(2016, 1, 5) if number < kept else None, None,
        )
        for number in range(kept + missed)
    ]  # fmt: skip
    table = to_arrow(owed)
    clocks = clocks_from(table.append_column("team", table["subject"]), (each,))
    return Status(int(weigh(clocks, day_number(on), day_number(on), RULE, {}).status[0, 0]))


@pytest.mark.parametrize(
    ("kept", "missed", "expected"),
    [
        (96, 4, Status.STRONG),
        (90, 10, Status.SOUND),
        (80, 20, Status.TOO_FEW_TO_TELL),  # below 85%, but chance could do that
        (75, 25, Status.WEAK),
        (40, 60, Status.FAILING),
        (2, 2, Status.NOT_ASSESSABLE),  # four cases cannot be weighed
        (3, 2, Status.TOO_FEW_TO_TELL),  # nor do five condemn; nor is it said that three of five hold
        (0, 5, Status.FAILING),  # unless not one was kept
    ],
)
def test_a_standard_is_weak_only_where_chance_cannot_explain_it(kept: int, missed: int, expected: Status) -> None:
    assert decided(kept, missed) is expected


def test_a_standards_own_tolerance_is_honoured() -> None:
    assert decided(45, 55) is Status.FAILING
    assert decided(45, 55, tolerance=0.6) is Status.SOUND
    assert decided(13, 87, tolerance=0.6) is Status.FAILING


def test_safety_failing_is_serious_and_process_failing_is_not() -> None:
    safety = serious_of(Harm.SAFETY)
    assert safety
    assert not serious_of(Harm.PROCESS)


def serious_of(harm: Harm) -> bool:
    each = dataclasses.replace(ONCE, harm=harm)
    owed = [
        Obligation(
            "once", SubjectKind.CHILD, f"C{number}", f"R{number}", dt.date(2016, 1, 4), dt.date(2016, 1, 5), None, None
        )
        for number in range(20)
    ]
    table = to_arrow(owed)
    clocks = clocks_from(table.append_column("team", table["subject"]), (each,))
    on = day_number(dt.date(2016, 1, 31))
    return bool(weigh(clocks, on, on, RULE, {}).serious[0, 0])


@pytest.mark.parametrize(
    ("in_breach", "applies", "overdue", "expected"),
    [
        (5, 100, 120, True),  # five, and a twentieth
        (4, 40, 120, False),  # too few children
        (5, 200, 120, False),  # too small a share, of the whole and of the team
        (5, 100, 60, False),  # not long enough
    ],
)
def test_standing_breaches_are_serious_when_many_and_long(
    in_breach: int, applies: int, overdue: int, expected: bool
) -> None:
    on = dt.date(2016, 11, 14)
    due = on - dt.timedelta(days=overdue)
    late = [
        Obligation("recurring", SubjectKind.CHILD, f"L{n}", f"L{n}", due - dt.timedelta(days=31), due, None, None)
        for n in range(in_breach)
    ]
    fine = [
        Obligation(
            "recurring", SubjectKind.CHILD, f"F{n}", f"F{n}", on - dt.timedelta(days=5), on + dt.timedelta(days=26),
            None, None,
        )
        for n in range(applies - in_breach)
    ]  # fmt: skip
    visited = [
        dataclasses.replace(each, ref=f"{each.ref} before", since=day, due=day, done_on=day)
        for each in fine
        if (day := on - dt.timedelta(days=36))
    ]
    table = to_arrow([*late, *fine, *visited])
    clocks = clocks_from(table.append_column("team", table["standard"]), (RECURRING,))
    weighed = weigh(clocks, day_number(on), day_number(on), RULE, {})
    assert bool(weighed.serious[0, 0]) is expected


def test_a_quarter_of_one_team_is_serious_however_large_the_council() -> None:
    on = dt.date(2016, 11, 14)
    due = on - dt.timedelta(days=100)
    began = due - dt.timedelta(days=31)
    rows = [
        (Obligation("recurring", SubjectKind.CHILD, f"L{n}", f"L{n}", began, due, None, None), "T1") for n in range(6)
    ] + [
        (
            Obligation(
                "recurring", SubjectKind.CHILD, f"F{n}", f"F{n}", on - dt.timedelta(days=5),
                on + dt.timedelta(days=26), None, None,
            ),
            "T1" if n < 12 else "T2",
        )
        for n in range(400)
    ]  # fmt: skip
    table = to_arrow([each for each, _ in rows])
    clocks = clocks_from(table.append_column("team", pa.array([team for _, team in rows])), (RECURRING,))
    weighed = weigh(clocks, day_number(on), day_number(on), RULE, {})
    assert bool(weighed.serious[0, 0])
    assert weighed.running.dtype == np.int32
