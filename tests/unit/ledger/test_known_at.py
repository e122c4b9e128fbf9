"""What was known at an instant is the same for ever, whatever is written after."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.engines.reference import ReferenceEngine
from sightline.ledger import writing
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.children import child_extract, child_record
from sightline.ledger.loading import load
from sightline.ledger.owed import standards
from sightline.ledger.snapshot import as_known
from sightline.record.schema import Row
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.people import Person
from sightline.standards.obligations import SubjectKind
from tests.support.ledger import extract, person, referral, visit

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2015, 6, 1, 18, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """The time by the ledger's clock: the last of the list."""
    times = [EVENING]
    monkeypatch.setattr(writing, "now", lambda: times[-1])
    return times


def rows_known(at: dt.datetime | None = None) -> set[Row]:
    found = as_known(at)
    return {*found.rows("people", Person), *found.rows("cin_visits", CinVisit)}


def test_what_the_record_said_on_1_june_2015_as_known_that_evening(clock: list[dt.datetime]) -> None:
    clock.append(dt.datetime(2015, 5, 1, 2, 0, tzinfo=dt.UTC))
    seen = visit("V1", on=dt.date(2015, 4, 20), child_seen=True)
    load(extract(person(surname="Ash"), seen, visit("V2", on=dt.date(2015, 4, 27))), by="loader", why="nightly")
    clock.append(EVENING - MINUTE)
    record([person(surname="Ashe")], by="worker", why="misspelt")
    that_evening = {person(surname="Ashe"), seen, visit("V2", on=dt.date(2015, 4, 27))}
    assert rows_known(EVENING) == that_evening

    clock.append(EVENING + MINUTE)
    record([person(surname="Beech")], by="worker", why="married")
    clock.append(dt.datetime(2015, 6, 2, 2, 0, tzinfo=dt.UTC))
    load(extract(person(surname="Cedar"), visit("V3", on=dt.date(2015, 5, 31))), by="loader", why="nightly")
    clock.append(dt.datetime(2015, 8, 1, 9, 0, tzinfo=dt.UTC))
    record(by="worker", why="never happened", withdraw=[Withdrawal("cin_visits", "V1")])
    clock.append(dt.datetime(2016, 1, 1, 2, 0, tzinfo=dt.UTC))
    load(extract(person("P2")), by="loader", why="nightly", source="another")

    assert rows_known(EVENING) == that_evening
    assert {kept.row.cin_visit_id for kept in child_record("P1", EVENING).of("cin_visits")} == {"V1", "V2"}  # type: ignore[attr-defined]
    assert rows_known() != that_evening
    assert rows_known(dt.datetime(2015, 4, 30, tzinfo=dt.UTC)) == set()


def test_the_very_instant_counts_and_the_one_before_does_not(clock: list[dt.datetime]) -> None:
    written = record([person()], by="worker", why="first contact")
    assert written is not None
    assert rows_known(written.recorded_at) == {person()}
    assert rows_known(written.recorded_at - dt.timedelta(microseconds=1)) == set()


def test_any_time_zone_names_the_same_instant(clock: list[dt.datetime]) -> None:
    record([person()], by="worker", why="first contact")
    in_paris = dt.timezone(dt.timedelta(hours=2))
    assert rows_known(EVENING.astimezone(in_paris)) == {person()}
    assert rows_known((EVENING - MINUTE).astimezone(in_paris)) == set()


def test_what_a_source_could_supply_then_is_known_too(clock: list[dt.datetime]) -> None:
    load(extract(person(), only=["people"]), by="loader", why="nightly")
    clock.append(EVENING + MINUTE)
    load(extract(person(), only=["people", "cin_visits"]), by="loader", why="nightly")
    assert set(as_known(EVENING).supplied) == {"people"}
    assert set(as_known().supplied) == {"people", "cin_visits"}
    assert set(child_extract("P1", EVENING).supplied) == {"people"}


def test_the_verdicts_of_that_evening_stand_too(clock: list[dt.datetime]) -> None:
    owed_to_children = [each for each in standards() if each.subject_kind is SubjectKind.CHILD]

    def owed_that_evening() -> list[dict[str, object]]:
        found = ReferenceEngine().obligations(child_extract("P1", EVENING), owed_to_children)
        return sorted(found.to_pylist(), key=repr)

    record([person(), referral("R1", on=dt.date(2015, 5, 1))], by="worker", why="a referral")
    before = owed_that_evening()
    assert before
    clock.append(EVENING + MINUTE)
    record([referral("R1", on=dt.date(2015, 5, 20))], by="worker", why="wrong day")
    assert owed_that_evening() == before
