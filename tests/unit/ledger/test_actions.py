"""What casework writes: recorded, corrected, withdrawn; each with who and why, and nothing lost."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from sightline.errors import UserError
from sightline.ledger import owed, writing
from sightline.ledger.actions import Conflict, Withdrawal, record
from sightline.ledger.children import child_record
from sightline.ledger.models import VERSIONS, Closing, Closure, Owed, Transaction
from sightline.ledger.queries import current, known
from sightline.ledger.verify import verify
from tests.support.ledger import person, referral, visit

pytestmark = pytest.mark.django_db


def version_of(person_id: str) -> int:
    version: int = current("people").get(**{"person_id": person_id}).version
    return version


def surnames(person_id: str = "P1") -> list[str | None]:
    return [kept.row.surname for kept in child_record(person_id).of("people")]  # type: ignore[attr-defined]


def test_what_is_recorded_says_who_why_and_from_where() -> None:
    written = record([person(), visit("V1")], by="worker", why="  first contact ")
    assert written is not None
    assert (written.number, written.by, written.why, written.source) == (1, "worker", "first contact", "casework")
    assert surnames() == ["Ash"]
    assert [kept.transaction for kept in child_record("P1").of("cin_visits")] == [1]


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_nothing_is_recorded_without_a_reason(why: str) -> None:
    with pytest.raises(UserError, match="needs a reason"):
        record([person()], by="worker", why=why)
    assert Transaction.objects.count() == 0


def test_a_correction_supersedes_and_what_it_corrects_is_kept() -> None:
    record([person(surname="Ash")], by="worker", why="first contact")
    record([person(surname="Ashe")], by="worker", why="misspelt")
    assert surnames() == ["Ashe"]
    assert [version.surname for version in known("people", 1)] == ["Ash"]
    assert VERSIONS["people"]._default_manager.count() == 2
    assert [(closed.version, closed.closing) for closed in Closure.objects.all()] == [(1, Closing.SUPERSEDED)]


def test_writing_what_is_known_already_writes_nothing() -> None:
    record([person()], by="worker", why="first contact")
    assert record([person()], by="worker", why="again") is None
    assert Transaction.objects.count() == 1


def test_only_what_changed_of_many_is_written() -> None:
    record([visit("V1"), visit("V2")], by="worker", why="visits")
    written = record([visit("V1"), visit("V2", child_seen=True), visit("V3")], by="worker", why="seen")
    assert written is not None
    assert written.opened == 2


def test_what_was_recorded_in_error_is_withdrawn_and_may_be_recorded_anew() -> None:
    record([person(), visit("V1")], by="worker", why="first contact")
    record(by="worker", why="another child's", withdraw=[Withdrawal("cin_visits", "V1")])
    assert child_record("P1").of("cin_visits") == ()
    assert Closure.objects.get().closing == Closing.WITHDRAWN
    record([visit("V1")], by="worker", why="it was this child's after all")
    assert len(child_record("P1").of("cin_visits")) == 1
    assert verify().first_break is None


@pytest.mark.parametrize("key", ["V9", "V\x001"])
def test_withdrawing_what_is_not_there_is_an_error(key: str) -> None:
    with pytest.raises(UserError, match="not on the record"):
        record(by="worker", why="error", withdraw=[Withdrawal("cin_visits", key)])


def test_one_row_is_not_written_twice_at_once() -> None:
    with pytest.raises(UserError, match="written twice at once"):
        record([person(surname="Ash"), person(surname="Beech")], by="worker", why="both")
    record([person()], by="worker", why="first contact")
    with pytest.raises(UserError, match="twice at once"):
        record([person(surname="Beech")], by="worker", why="both", withdraw=[Withdrawal("people", "P1")])
    assert surnames() == ["Ash"]


def test_a_writer_who_saw_another_version_is_told_and_nothing_is_written() -> None:
    record([person()], by="worker", why="first contact")
    seen = version_of("P1")
    record([person(surname="Beech")], by="a colleague", why="married")
    with pytest.raises(Conflict) as conflict:
        record([person(surname="Cedar")], by="worker", why="misspelt", expect={("people", "P1"): seen})
    assert conflict.value.row == ("people", "P1")
    assert surnames() == ["Beech"]
    record([person(surname="Cedar")], by="worker", why="misspelt", expect={("people", "P1"): version_of("P1")})
    assert surnames() == ["Cedar"]


def test_a_writer_who_saw_nothing_is_told_that_somebody_wrote_meanwhile() -> None:
    record([person("P2")], by="worker", why="first contact", expect={("people", "P2"): None})
    with pytest.raises(Conflict):
        record([person("P2", "Beech")], by="a colleague", why="first contact", expect={("people", "P2"): None})


def test_a_child_that_nobody_knows_has_an_empty_record() -> None:
    assert list(child_record("nobody")) == []
    assert list(child_record("no\x00body")) == []


def test_what_is_owed_to_a_child_is_worked_out_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    record([person()], by="worker", why="first contact")

    def break_down(*_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(owed, "_insert", break_down)
    with pytest.raises(DatabaseError):
        record([visit("V1")], by="worker", why="a visit")
    assert Transaction.objects.count() == 1
    assert child_record("P1").of("cin_visits") == ()
    assert verify().first_break is None


def test_a_transaction_is_never_recorded_before_the_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first = record([person()], by="worker", why="first contact")
    assert first is not None
    monkeypatch.setattr(writing, "now", lambda: first.recorded_at.replace(year=2001))
    second = record([visit("V1")], by="worker", why="a visit")
    assert second is not None
    assert second.recorded_at > first.recorded_at


def test_those_owed_nothing_any_more_have_nothing_kept() -> None:
    record([person(), referral("R1")], by="worker", why="a referral")
    assert Owed.objects.filter(subject="P1").exists()
    record(by="worker", why="another child's", withdraw=[Withdrawal("cin_episodes", "R1")])
    assert not Owed.objects.filter(subject="P1").exists()
