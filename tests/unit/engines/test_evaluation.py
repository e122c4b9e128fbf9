"""What an evaluation answers is what the definition of a verdict says, counted obligation by obligation."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sightline.engines.base import OBLIGATIONS, from_arrow
from sightline.engines.duckdb import DuckDBEngine
from sightline.engines.evaluation import Counted, Evaluation
from sightline.engines.numbered import NEVER, Numbered, numbered
from sightline.engines.reference import ReferenceEngine
from sightline.sources.extract import Extract
from sightline.standards.lasting import is_owed_on
from sightline.standards.obligations import Obligation, SubjectKind, Verdict, exists_on, is_open_breach_on, verdict_on
from sightline.standards.standard import Standard

WINDOW = 90
FADING = {"one", "at-most", "present", "same", "linked"}  # what they ask, nothing in the record can end
DAYS = [dt.date(2016, 1, 1) + dt.timedelta(days=number) for number in (0, 30, 77, 151, 200, 365, 500, 900)]


def _pairs(evaluation: Evaluation) -> Iterator[tuple[Obligation, str]]:
    rows = evaluation.obligations_with_team()
    for row in rows.to_pylist():
        team = row.pop("team")
        yield Obligation(**{**row, "subject_kind": SubjectKind(row["subject_kind"])}), team


def _is_owed(each: Obligation, as_at: dt.date) -> bool:
    return is_owed_on(each, as_at, outlasts_window=each.standard not in FADING, window_days=WINDOW)


def _counted(each: Obligation, as_at: dt.date) -> set[str]:
    """The definition in the docstring of :meth:`Evaluation.counts`, one obligation at a time."""
    if not exists_on(each, as_at):
        return set()
    window_from = as_at - dt.timedelta(days=WINDOW)
    verdict = verdict_on(each, as_at)
    fell_due = each.due is not None and window_from < each.due <= as_at
    found = set()
    if is_open_breach_on(each, as_at):
        found |= {"breached_open", "due"} if _is_owed(each, as_at) else set()
    elif fell_due and verdict is Verdict.BREACHED:
        found |= {"breached_late", "due"}
    elif fell_due and verdict is Verdict.MET:
        found |= {"met", "due"}
    if verdict is Verdict.NOT_YET_DUE and (each.ended_on is None or each.ended_on > as_at):
        found.add("not_yet_due")
    if verdict is Verdict.UNKNOWN and (each.since is None or each.since > window_from):
        found.add("unknown")
    return found


def test_obligations_are_those_of_the_reference_engine(
    extract: Extract, standards: list[Standard], evaluation: Evaluation
) -> None:
    expected = from_arrow(ReferenceEngine().obligations(extract, standards))
    assert from_arrow(evaluation.obligations()) == expected
    assert {each.standard for each in expected} == {each.code for each in standards}
    assert len(evaluation) == len(expected)


def test_obligations_come_in_the_schema_of_every_engine(evaluation: Evaluation) -> None:
    assert evaluation.obligations().schema == OBLIGATIONS
    some = evaluation.obligations(["every", "never", "nothing of this name"])
    assert set(some["standard"].to_pylist()) == {"every", "never"}
    assert evaluation.obligations([]).num_rows == 0


def test_encoded_says_the_same(evaluation: Evaluation) -> None:
    encoded = evaluation.encoded()
    plain = evaluation.obligations_with_team()
    decoded = pa.table({name: encoded[name].cast(plain.schema.field(name).type) for name in plain.column_names})
    assert sorted(map(str, decoded.to_pylist())) == sorted(map(str, plain.to_pylist()))


def test_numbered_says_the_same(evaluation: Evaluation) -> None:
    def rows(owed: Numbered) -> list[tuple[str, ...]]:
        """Named again; a team of nobody's is empty, as it is in a table."""
        codes, subjects, teams = owed.codes.to_pylist(), owed.subjects.to_pylist(), [*owed.teams.to_pylist(), ""]
        days = zip(owed.since, owed.due, owed.done_on, owed.ended_on, strict=True)
        places = zip(owed.standard, owed.subject, owed.team, days, strict=True)
        return sorted(
            (codes[standard], subjects[subject], teams[team], str(dates)) for standard, subject, team, dates in places
        )

    by_number, by_name = evaluation.numbered(), numbered(evaluation.obligations_with_team())
    assert rows(by_number) == rows(by_name)
    assert len(by_number.standard) == len(evaluation)
    plain = evaluation.obligations_with_team()
    assert sorted(zip(plain["standard"].to_pylist(), plain["subject"].to_pylist(), strict=True)) == [
        (code, subject) for code, subject, *_ in rows(by_number)
    ]
    assert np.count_nonzero(by_number.done_on == NEVER) == plain["done_on"].null_count


@pytest.mark.parametrize("as_at", DAYS)
@pytest.mark.parametrize("by_team", [False, True])
def test_counts_equal_a_recount(evaluation: Evaluation, as_at: dt.date, by_team: bool) -> None:
    expected: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    subjects: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each, team in _pairs(evaluation):
        group = (each.standard, team) if by_team else (each.standard,)
        for counted in _counted(each, as_at):
            expected[group][counted] += 1
            if counted in ("breached_open", "breached_late"):
                subjects[group].add(each.subject)
    found = {}
    for row in evaluation.counts(as_at, WINDOW, by_team=by_team).to_pylist():
        group = (row.pop("standard"), row.pop("team")) if by_team else (row.pop("standard"),)
        assert row.pop("subjects") == len(subjects[group])
        found[group] = Counter({name: count for name, count in row.items() if count})
    assert {group: counts for group, counts in found.items() if counts} == dict(expected)


@pytest.mark.parametrize("as_at", DAYS)
def test_subjects_carry_the_verdict_of_the_day(evaluation: Evaluation, as_at: dt.date) -> None:
    found = evaluation.subjects("every", as_at, WINDOW).to_pylist()
    rows = [(each, team) for each, team in _pairs(evaluation) if each.standard == "every" and exists_on(each, as_at)]
    assert Counter((row["ref"], row["since"], row["verdict"], row["is_open"], row["team"]) for row in found) == Counter(
        (each.ref, each.since, verdict_on(each, as_at).value, _is_owed(each, as_at), team) for each, team in rows
    )


def test_subjects_are_those_behind_a_number(evaluation: Evaluation) -> None:
    as_at = DAYS[4]
    for row in evaluation.counts(as_at, WINDOW, by_team=True).to_pylist():
        for counted in Counted:
            behind = evaluation.subjects(row["standard"], as_at, WINDOW, counted=counted, team=row["team"])
            assert behind.num_rows == row[counted.value]


def test_a_team_nobody_has_heard_of_has_no_subjects(evaluation: Evaluation) -> None:
    assert evaluation.subjects("every", DAYS[4], team="no such team").num_rows == 0
    assert evaluation.subjects("no such standard", DAYS[4]).num_rows == 0


def test_for_subject_gives_all_of_one_subject(evaluation: Evaluation) -> None:
    for kind, subject in (
        (SubjectKind.CHILD, "child-8"),
        (SubjectKind.WORKER, "worker-3"),
        (SubjectKind.CARER, "carer-1"),
        (SubjectKind.CHILD, "nobody"),
    ):
        found = evaluation.for_subject(subject, kind)
        expected = [each for each, _ in _pairs(evaluation) if each.subject == subject and each.subject_kind is kind]
        assert from_arrow(found.select(OBLIGATIONS.names)) == sorted(
            expected, key=lambda each: tuple(str(getattr(each, name)) for name in OBLIGATIONS.names)
        )
        assert (found.num_rows > 0) is (subject != "nobody")


@pytest.mark.parametrize("by_team", [False, True])
def test_history_equals_a_recount_on_every_sampled_day(evaluation: Evaluation, by_team: bool) -> None:
    first, last = DAYS[1], DAYS[-1]
    rows = evaluation.history(first, last, by_team=by_team).to_pylist()
    groups = {(row["standard"], row.get("team")) for row in rows}
    assert len(rows) == len(groups) * ((last - first).days + 1)
    for as_at in (day for day in DAYS if day >= first):
        expected: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
        for each, team in _pairs(evaluation):
            if exists_on(each, as_at):
                expected[each.standard, team if by_team else None][_state(each, as_at)] += 1
        for row in (row for row in rows if row["day"] == as_at):
            counts = expected[row["standard"], row.get("team")]
            assert {name: row[name] for name in STATES} == {name: counts[name] for name in STATES}
        assert {group for group, counts in expected.items() if any(counts.values())} <= groups


STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")


def _state(each: Obligation, as_at: dt.date) -> str:
    verdict = verdict_on(each, as_at)
    if verdict is Verdict.BREACHED:
        is_owed = is_owed_on(each, as_at, outlasts_window=each.standard not in FADING)
        return "breached_open" if is_owed else "breached_over"
    if verdict is Verdict.NOT_YET_DUE and each.ended_on is not None and each.ended_on <= as_at:
        return "lapsed"
    return verdict.value


def test_changes_are_the_days_of_the_history_that_differ(evaluation: Evaluation) -> None:
    first, last = DAYS[0], DAYS[5]
    kept, previous = [], None
    for row in evaluation.history(first, last).to_pylist():
        standing = {name: value for name, value in row.items() if name != "day"}
        if row["day"] == first or standing != previous:
            kept.append(row)
        previous = standing
    assert evaluation.history_changes(first, last).to_pylist() == kept


def test_what_a_source_cannot_supply_is_not_evaluated(extract: Extract, standards: list[Standard]) -> None:
    without = {name: columns for name, columns in extract.supplied.items() if name != "cin_visits"}
    partial = Extract(extract.tables, without, extract.source)
    evaluation = DuckDBEngine().evaluate(partial, standards)
    codes = {each.code for each in evaluation.standards}
    assert codes == {"told", "throughout", "never", "beyond", "at-once", "present-later", "supervised", "carers"}
    assert set(evaluation.obligations()["standard"].to_pylist()) == codes
    assert from_arrow(evaluation.obligations()) == from_arrow(ReferenceEngine().obligations(partial, standards))


def test_no_standards_yield_nothing(extract: Extract) -> None:
    evaluation = DuckDBEngine().evaluate(extract, [])
    assert evaluation.obligations_with_team().num_rows == 0
    assert evaluation.counts(DAYS[0]).num_rows == 0
    assert evaluation.history(DAYS[0], DAYS[1]).num_rows == 0


def test_no_rows_yield_nothing(extract: Extract, standards: list[Standard]) -> None:
    empty = Extract({name: table.slice(0, 0) for name, table in extract.tables.items()}, extract.supplied, "nothing")
    evaluation = DuckDBEngine().evaluate(empty, standards)
    assert evaluation.obligations_with_team().num_rows == 0
    assert evaluation.history(DAYS[0], DAYS[1]).num_rows == 0


def test_every_obligation_has_a_team_where_the_record_has_one(evaluation: Evaluation) -> None:
    rows = evaluation.obligations_with_team()
    children = rows.filter(pc.equal(rows["subject_kind"], SubjectKind.CHILD.value))
    assert "" not in children.filter(pc.equal(children["standard"], "every"))["team"].to_pylist()
    carers = rows.filter(pc.equal(rows["subject_kind"], SubjectKind.CARER.value))
    assert set(carers["team"].to_pylist()) == {"team-3"}
