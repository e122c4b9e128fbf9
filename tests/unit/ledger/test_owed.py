"""What is owed to one child after a write is what working out everybody's gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pyarrow as pa
import pytest

from sightline.engines.base import OBLIGATIONS
from sightline.engines.duckdb import DuckDBEngine
from sightline.ledger import owed
from sightline.ledger.actions import record
from sightline.ledger.children import OF_CHILDREN, OF_STAFF, child_extract
from sightline.ledger.loading import load
from sightline.ledger.models import Owed, OwedRun
from sightline.ledger.owed import is_current, rebuild, refresh, standards
from sightline.record.tables import TABLES
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.standards.needs import tables_read
from sightline.standards.obligations import SubjectKind
from tests.support.ledger import extract, person, referral, visit

pytestmark = pytest.mark.django_db

DECISION = "fd-referral-decision-1wd"


def kept(subject: str) -> list[tuple[object, ...]]:
    columns = OBLIGATIONS.names
    return sorted(Owed.objects.filter(subject_kind="child", subject=subject).values_list(*columns), key=repr)


def test_a_childs_record_holds_every_table_that_standards_of_children_read() -> None:
    within_reach = {table.name for table in (*OF_CHILDREN, *OF_STAFF)}
    for standard in standards():
        if standard.subject_kind is SubjectKind.CHILD:
            assert tables_read(standard) <= within_reach, standard.code


def test_refreshing_one_child_gives_what_rebuilding_gives() -> None:
    rows = [person(), referral("R1"), visit("V1"), person("P2"), referral("R2", "P2", dt.date(2016, 10, 3))]
    load(extract(*rows, only=TABLES), by="loader", why="nightly")
    assert not is_current()
    rebuild(DuckDBEngine())
    assert is_current()
    before = {subject: kept(subject) for subject in ("P1", "P2")}
    assert all(before.values())
    refresh(["P1", "P2"])
    assert {subject: kept(subject) for subject in before} == before


def obligations(*rows: tuple[str, str, str | None]) -> pa.Table:
    """Obligations of a standard and a child, due on a day or on none."""
    due = [None if day is None else dt.date.fromisoformat(day) for _, _, day in rows]
    return pa.Table.from_pylist(
        [
            {"standard": code, "subject_kind": "child", "subject": subject, "ref": "R", "due": on}
            for (code, subject, _), on in zip(rows, due, strict=True)
        ],
        schema=OBLIGATIONS,
    )


A, B, C = ("a", "P1", "2016-11-01"), ("a", "P1", None), ("b", "P1", "2016-11-01")
STEPS = {
    "the same": [[A, B], [A, B]],
    "in another order": [[A, B, C], [C, B, A]],
    "one more": [[A], [A, B]],
    "one fewer": [[A, B, C, C], [A, B, C]],
    "twice the same, then once": [[A, A, B], [A, B]],
    "once, then three times the same": [[A], [A, A, A]],
    "another day": [[A, C], [(*A[:2], "2016-11-02"), C]],
    "no day": [[A, C], [B, C]],
    "nothing at all": [[A, B], []],
    "from nothing": [[], [A, B]],
    "everything else": [[A, B], [C, C, C]],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_what_is_kept_becomes_what_is_found(steps: list[list[tuple[str, str, str | None]]]) -> None:
    for step in steps:
        owed._write(obligations(*step))
        found = Owed.objects.values_list("standard", "subject", "due")
        wanted = [(code, subject, day and dt.date.fromisoformat(day)) for code, subject, day in step]
        assert sorted(found, key=repr) == sorted(wanted, key=repr)


def test_only_what_differs_is_written() -> None:
    owed._write(obligations(A, B, C))
    before = dict(Owed.objects.values_list("standard", "id").filter(standard="b"))
    owed._write(obligations(C, A))
    assert dict(Owed.objects.values_list("standard", "id").filter(standard="b")) == before


def test_a_write_leaves_the_others_alone_and_one_child_current() -> None:
    load(extract(person(), person("P2"), referral("R2", "P2"), only=TABLES), by="loader", why="nightly")
    rebuild(DuckDBEngine())
    others = kept("P2")
    record([referral("R1", on=dt.date(2016, 11, 10))], by="worker", why="a referral")
    after = kept("P1")
    assert DECISION in {row[0] for row in after}
    rebuild(DuckDBEngine())
    assert (kept("P1"), kept("P2")) == (after, others)


@pytest.mark.parametrize(("year", "is_kept"), [(2010, False), (2016, True)])
def test_what_was_over_more_than_a_year_ago_is_not_kept(year: int, is_kept: bool) -> None:
    received, closed = dt.date(year, 1, 18), dt.date(year, 2, 1)
    done = CinEpisode(referral_id="R1", person_id="P1", referred_on=received, decided_on=received, closed_on=closed)
    record([person(), done], by="worker", why="a referral")
    assert (DECISION in {row[0] for row in kept("P1")}) is is_kept


def test_what_is_written_while_everybody_is_worked_out_is_worked_out_after(monkeypatch: pytest.MonkeyPatch) -> None:
    load(extract(person(), person("P2"), only=TABLES), by="loader", why="nightly")
    real = owed._evaluated
    meanwhile: list[Callable[[], object]] = [
        lambda: load(extract(person(), person("P2"), referral("R2", "P2"), only=TABLES), by="l", why="nightly"),
        lambda: record([referral("R1")], by="worker", why="a referral"),
    ]

    def interrupted(*words: object) -> object:
        found = real(*words)  # type: ignore[arg-type]
        if meanwhile:
            meanwhile.pop(0)()
        return found

    monkeypatch.setattr(owed, "_evaluated", interrupted)
    run = rebuild(DuckDBEngine())
    assert meanwhile == []
    assert run.through == 3
    assert kept("P1")
    assert kept("P2")
    before = {subject: kept(subject) for subject in ("P1", "P2")}
    rebuild(DuckDBEngine())
    assert {subject: kept(subject) for subject in before} == before


def test_another_catalogue_puts_what_is_kept_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(DuckDBEngine())
    assert is_current()
    monkeypatch.setattr(owed, "catalogue_digest", lambda: "another")
    assert not is_current()
    rebuild(DuckDBEngine())
    assert is_current()
    assert OwedRun.objects.count() == 1


def test_a_childs_record_reads_as_rows_and_as_columns() -> None:
    record([person(), referral("R1"), visit("V1")], by="worker", why="first contact")
    found = child_extract("P1")
    assert found.rows("people", type(person())) == [person()]
    assert found.tables["people"].to_pylist()[0]["surname"] == "Ash"
    assert set(found.tables) == set(TABLES)
    assert found.row_count == 3
