"""What the fast engine's database says of an obligation on a day is what the definition says, whatever the record."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Sequence
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sightline.engines.base import OBLIGATIONS, from_arrow
from sightline.engines.duckdb import DuckDBEngine
from sightline.engines.evaluation import Evaluation
from sightline.sources.extract import from_rows
from sightline.standards.lasting import is_owed_on, outlasts_the_window
from sightline.standards.obligations import Obligation, Verdict, exists_on, verdict_on
from tests.generative.cases import Case, cases, days_to_ask, evaluated, share
from tests.support.engines import engine_called

Standing = tuple[Obligation, str, bool]
COUNTED: dict[str, Callable[[str, bool, bool], bool]] = {  # each state of a history: verdict, is it open, does it run
    "met": lambda verdict, is_open, runs: verdict == Verdict.MET,
    "breached_open": lambda verdict, is_open, runs: is_open,
    "breached_over": lambda verdict, is_open, runs: verdict == Verdict.BREACHED and not is_open,
    "not_yet_due": lambda verdict, is_open, runs: verdict == Verdict.NOT_YET_DUE and runs,
    "unknown": lambda verdict, is_open, runs: verdict == Verdict.UNKNOWN,
}


@settings(share(0.03), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(case=cases(loads=1), random=st.randoms(use_true_random=True))
def test_verdicts_around_due_dates_are_those_of_the_definition(case: Case, random: Random) -> None:
    """On the day before a due date, on it and after it, and around any other date that a verdict can turn on."""
    for rows in case.loads:
        evaluation = DuckDBEngine().evaluate(from_rows(rows), case.standards)
        expected = evaluated(engine_called("reference"), rows, case.standards)
        lasting = {each.code for each in case.standards if outlasts_the_window(each)}
        dues = [each.due for each in expected if each.due is not None]
        days = [*_around(random, dues), random.choice(days_to_ask(expected))] if dues else []
        for day in days:
            stands = Counter(_stands(each, day, lasting) for each in expected if exists_on(each, day))
            assert _standing(evaluation, case, day) == stands
            assert _totals(evaluation, day) == _counted(expected, day, lasting)


def _around(random: Random, dues: Sequence[dt.date]) -> list[dt.date]:
    due = random.choice(dues)
    return [due + dt.timedelta(days=days) for days in (-1, 0, 1)]


def _stands(obligation: Obligation, day: dt.date, lasting: Container[str]) -> Standing:
    is_open = is_owed_on(obligation, day, outlasts_window=obligation.standard in lasting)
    return obligation, verdict_on(obligation, day).value, is_open


def _standing(evaluation: Evaluation, case: Case, day: dt.date) -> Counter[Standing]:
    """Obligations with verdict and openness, as the database has them."""
    found: Counter[Standing] = Counter()
    for standard in case.standards:
        table = evaluation.subjects(standard.code, day)
        obligations = table.select(OBLIGATIONS.names)
        verdicts = zip(table["verdict"].to_pylist(), table["is_open"].to_pylist(), strict=True)
        for number, (verdict, is_open) in enumerate(verdicts):
            found[from_arrow(obligations.slice(number, 1))[0], verdict, is_open] += 1
    return found


def _totals(evaluation: Evaluation, day: dt.date) -> dict[str, dict[str, int]]:
    rows = evaluation.history(day, day, by_team=False).to_pylist()
    return {row["standard"]: {state: row[state] for state in COUNTED} for row in rows}


def _counted(obligations: Sequence[Obligation], day: dt.date, lasting: Container[str]) -> dict[str, dict[str, int]]:
    totals: dict[str, dict[str, int]] = {}
    for each in obligations:
        if exists_on(each, day):
            runs = each.ended_on is None or each.ended_on > day
            _, verdict, is_open = _stands(each, day, lasting)
            total = totals.setdefault(each.standard, dict.fromkeys(COUNTED, 0))
            for state, counts in COUNTED.items():
                total[state] += counts(verdict, is_open, runs)
    return totals
