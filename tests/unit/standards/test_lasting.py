"""How long a missed duty stays owed."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.standards.lasting import fell_due_in_the_window, is_owed_on, outlasts_the_window
from sightline.standards.nodes import (
    AtMost,
    Consistent,
    Events,
    Every,
    Node,
    Present,
    Sequence,
    Spans,
    Within,
    days,
    known,
    missing,
    months,
)
from sightline.standards.obligations import Obligation, SubjectKind
from tests.support.standards import standard_of

REFERRALS = Events("cin_episodes", "referred_on")
DECISIONS = Events("cin_episodes", "decided_on")
OPEN_REFERRALS = Events("cin_episodes", "referred_on", until="closed_on")
PLAN = Spans("cin_plans", "started_on", "ended_on")
DUE = dt.date(2015, 6, 4)


@pytest.mark.parametrize(
    ("node", "lasts"),
    [
        (Every(Events("cin_visits", "visited_on"), PLAN, months(1)), True),
        (Within(REFERRALS, DECISIONS, days(1)), False),
        (Within(OPEN_REFERRALS, DECISIONS, days(1)), True),
        (Sequence(DECISIONS, REFERRALS), False),
        (Sequence(DECISIONS, OPEN_REFERRALS), True),
        (Present(REFERRALS, (known("decided_on"),)), False),
        (Present(OPEN_REFERRALS, (known("decided_on"),)), True),
        (Consistent(OPEN_REFERRALS, (missing("decided_on"),)), False),
        (AtMost(1, OPEN_REFERRALS, 365), False),
    ],
)
def test_a_duty_outlasts_the_window_where_the_record_can_end_it(node: Node, lasts: bool) -> None:
    assert outlasts_the_window(standard_of(node)) is lasts


@pytest.mark.parametrize(("after", "owed"), [(0, False), (1, True), (364, True), (365, False), (4_000, False)])
def test_what_nothing_can_end_is_owed_while_its_day_is_in_the_window(after: int, owed: bool) -> None:
    as_at = DUE + dt.timedelta(days=after)
    assert is_owed_on(_missed(), as_at, outlasts_window=False) is owed
    assert is_owed_on(_missed(), as_at, outlasts_window=True) is (after > 0)
    assert fell_due_in_the_window(_missed(), as_at) is (after < 365)


def test_what_is_done_or_has_lapsed_is_not_owed() -> None:
    as_at = DUE + dt.timedelta(days=30)
    assert not is_owed_on(_missed(done_on=as_at), as_at, outlasts_window=True)
    assert not is_owed_on(_missed(ended_on=as_at), as_at, outlasts_window=True)
    assert not fell_due_in_the_window(_missed(), DUE - dt.timedelta(days=1))


def _missed(done_on: dt.date | None = None, ended_on: dt.date | None = None) -> Obligation:
    return Obligation("a", SubjectKind.CHILD, "1", "x", dt.date(2015, 6, 1), DUE, done_on, ended_on)
