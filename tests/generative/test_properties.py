"""What must be true of obligations and verdicts whatever the standards and the record, on every engine."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sightline.engines.base import Engine
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.standards.nodes import Events
from sightline.standards.obligations import Obligation, Verdict, exists_on, verdict_on
from sightline.standards.standard import Standard
from tests.generative.cases import Case, cases, days_to_ask, differences, evaluated, share
from tests.generative.standards import PERSON, starting
from tests.support.engines import engines

TABLE_OF = {table.row: name for name, table in TABLES.items()}
SOME = settings(share(0.03), phases=[Phase.explicit, Phase.reuse, Phase.generate])


@engines()
@SOME
@given(case=cases(loads=2, count=3), random=st.randoms(use_true_random=True))
def test_the_order_of_rows_does_not_matter(engine: Engine, case: Case, random: Random) -> None:
    for rows in case.loads:
        shuffled = random.sample(rows, len(rows))
        expected = evaluated(engine, rows, case.standards)
        assert not differences(evaluated(engine, shuffled, case.standards), expected)


@engines()
@SOME
@given(case=cases(alone=True, loads=1, count=3))
def test_other_children_do_not_matter(engine: Engine, case: Case) -> None:
    """A child alone owes and is owed what it is within the load, by standards that read the child's own rows."""
    for rows in case.loads:
        within_load = evaluated(engine, rows, case.standards)
        children = {str(child) for row in rows if (child := getattr(row, PERSON, None)) is not None}
        for child in sorted(children)[:3]:
            own = [row for row in rows if getattr(row, PERSON, child) == child]
            expected = [each for each in within_load if each.subject == child]
            assert not differences(evaluated(engine, own, case.standards), expected)


@engines()
@SOME
@given(case=cases(loads=3, count=3))
def test_what_every_obligation_keeps_to(engine: Engine, case: Case) -> None:
    """One verdict a day that never goes back, dates in their order, and one clock for each row that starts one."""
    for rows in case.loads:
        found = evaluated(engine, rows, case.standards)
        for obligation in found:
            _has_one_verdict_a_day_and_never_unbreaches(obligation)
            _has_its_dates_in_order(obligation)
        for standard in case.standards:
            _starts_one_clock_a_row(standard, [each for each in found if each.standard == standard.code], rows)


@engines()
@SOME
@given(case=cases(loads=2, count=3))
def test_an_empty_record_is_never_met(engine: Engine, case: Case) -> None:
    """Nor is one that holds everything but the rows which would start the clocks: there is nothing to count."""
    assert evaluated(engine, [], case.standards) == []
    tables = {each.table for standard in case.standards for each in starting(standard.node)}
    for rows in case.loads:
        assert evaluated(engine, [row for row in rows if _table(row) not in tables], case.standards) == []


def _has_one_verdict_a_day_and_never_unbreaches(obligation: Obligation) -> None:
    """On an unchanged record, as days pass: breached, met and unknown are for good, and only not yet due may change."""
    days = days_to_ask([obligation])
    verdicts = [verdict_on(obligation, day) for day in days if exists_on(obligation, day)]
    assert set(verdicts) <= set(Verdict)
    for earlier, later in itertools.pairwise(verdicts):
        assert earlier in (later, Verdict.NOT_YET_DUE), obligation


def _has_its_dates_in_order(obligation: Obligation) -> None:
    """Nothing is done after the duty lapsed, a lapse is after the start, and without a start nothing is dated."""
    if obligation.since is None:
        assert (obligation.due, obligation.done_on, obligation.ended_on) == (None, None, None)
    elif obligation.ended_on is not None:
        assert obligation.ended_on > obligation.since or obligation.done_on is not None
        assert obligation.done_on is None or obligation.done_on <= obligation.ended_on


def _starts_one_clock_a_row(standard: Standard, found: Sequence[Obligation], rows: Sequence[Row]) -> None:
    """Every ref is that of a row that may start the clock; where events start it, one obligation a row and kind."""
    kinds = starting(standard.node)
    tables = {each.table for each in kinds}
    refs = [_ref(row) for row in rows if _table(row) in tables]
    assert {each.ref for each in found} <= set(refs)
    if all(isinstance(each, Events) for each in kinds):
        counted = Counter(each.ref for each in found)
        allowed = Counter(ref for each in kinds for ref in {_ref(row) for row in rows if _table(row) == each.table})
        assert counted <= allowed


def _table(row: Row) -> str:
    return TABLE_OF[type(row)]


def _ref(row: Row) -> str:
    ref: str = getattr(row, TABLES[_table(row)].key.name)
    return ref
