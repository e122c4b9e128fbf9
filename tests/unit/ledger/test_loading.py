"""An extract loaded: what is new, changed, gone and back again; and corrections that stand until the source moves."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from sightline.errors import UserError
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.children import child_record
from sightline.ledger.loading import LoadSummary, load
from sightline.ledger.models import Absence, Noticed, OwedRun, Transaction
from sightline.ledger.snapshot import as_known, supplied
from sightline.ledger.verify import verify
from sightline.record.schema import Row
from sightline.sources.extract import Extract
from tests.support.ledger import NIGHTLY, extract, person, visit

pytestmark = pytest.mark.django_db


def tonight(*rows: Row) -> LoadSummary:
    return load(extract(*rows), by="loader", why="nightly load")


def surname(person_id: str = "P1") -> str | None:
    (kept,) = child_record(person_id).of("people")
    return kept.row.surname  # type: ignore[attr-defined, no-any-return]


def test_the_first_load_opens_everything_in_one_transaction() -> None:
    summary = tonight(person(), person("P2"), visit("V1"))
    assert summary == LoadSummary(NIGHTLY, 1, opened={"people": 2, "cin_visits": 1})
    (written,) = Transaction.objects.all()
    assert (written.by, written.why, written.source, written.opened) == ("loader", "nightly load", NIGHTLY, 3)


def test_loading_the_same_twice_changes_nothing() -> None:
    tonight(person(), visit("V1"), visit("V2"))
    before = verify()
    assert tonight(visit("V2"), person(), visit("V1")) == LoadSummary(NIGHTLY, unchanged=3)
    assert verify() == before


def test_what_changed_supersedes_and_what_is_new_is_opened() -> None:
    tonight(person(), visit("V1"))
    summary = tonight(person(surname="Beech"), visit("V1"), visit("V2"))
    assert summary == LoadSummary(NIGHTLY, 2, opened={"cin_visits": 1}, superseded={"people": 1}, unchanged=1)
    assert surname() == "Beech"


def test_what_vanished_is_noted_and_stays_known_until_it_returns() -> None:
    tonight(person(), visit("V1"), visit("V2"))
    summary = tonight(person(), visit("V1"))
    assert (summary.vanished, summary.number) == ({"cin_visits": 1}, 2)
    assert len(child_record("P1").of("cin_visits")) == 2
    assert tonight(person(), visit("V1")).number is None  # noted once
    summary = tonight(person(), visit("V1"), visit("V2"))
    assert (summary.returned, summary.vanished, summary.number) == (1, {}, 3)
    assert [each.noticed for each in Absence.objects.order_by("number")] == [Noticed.VANISHED, Noticed.RETURNED]
    assert tonight(person(), visit("V1")).vanished == {"cin_visits": 1}  # and can vanish again


def test_what_returns_changed_supersedes() -> None:
    tonight(person(), visit("V1"))
    tonight(person())
    summary = tonight(person(), visit("V1", child_seen=True))
    assert (summary.returned, summary.superseded) == (1, {"cin_visits": 1})


def test_a_correction_made_here_stands_until_the_source_says_something_else() -> None:
    tonight(person(surname="Ash"))
    record([person(surname="Ashe")], by="worker", why="misspelt")
    summary = tonight(person(surname="Ash"))
    assert (summary.number, summary.overruled, surname()) == (None, 0, "Ashe")
    summary = tonight(person(surname="Beech"))
    assert (summary.overruled, summary.superseded, surname()) == (1, {"people": 1}, "Beech")


def test_a_correction_stands_that_the_source_once_agreed_with() -> None:
    tonight(person(surname="Ash"))
    record([person(surname="Ashe")], by="worker", why="misspelt")
    summary = tonight(person(surname="Ashe"))
    assert (summary.confirmed, summary.overruled, summary.superseded) == (1, 0, {})
    record([person(surname="Beech")], by="worker", why="married")
    assert tonight(person(surname="Ashe")).number is None
    assert surname() == "Beech"


def test_a_withdrawal_stands_until_the_source_says_something_else() -> None:
    tonight(person(), visit("V1"))
    record(by="worker", why="another child's", withdraw=[Withdrawal("cin_visits", "V1")])
    assert tonight(person(), visit("V1")).number is None
    assert child_record("P1").of("cin_visits") == ()
    summary = tonight(person(), visit("V1", child_seen=True))
    assert (summary.overruled, summary.opened) == (1, {"cin_visits": 1})


def test_what_was_written_here_alone_is_left_alone() -> None:
    tonight(person())
    record([visit("here")], by="worker", why="a visit")
    assert tonight(person()).number is None
    assert len(child_record("P1").of("cin_visits")) == 1


def test_two_sources_do_not_take_turns() -> None:
    tonight(person(surname="Ash"))
    census = replace(extract(person(surname="Beech"), only=["people"]), source="census")
    assert load(census, by="loader", why="yearly").superseded == {"people": 1}
    assert tonight(person(surname="Ash")).number is None
    assert load(census, by="loader", why="yearly").number is None
    assert surname() == "Beech"


def test_a_table_the_source_cannot_supply_is_left_alone() -> None:
    tonight(person(), visit("V1"))
    summary = load(extract(person(), only=["people"]), by="loader", why="half of it")
    assert (summary.vanished, summary.unchanged) == ({}, 1)
    assert set(supplied()) == {"people"}  # and what can be told from the record follows what the source supplies now


def test_what_is_written_here_is_supplied_whatever_the_source_supplies() -> None:
    load(extract(person(), only=["people"]), by="loader", why="nightly")
    record([visit("V1")], by="worker", why="a visit")
    assert set(as_known().supplied) == {"people", "cin_visits"}


def test_two_rows_with_one_key_are_refused_and_nothing_is_written() -> None:
    with pytest.raises(UserError, match=r"two rows of people with one key \(person_id\)") as raised:
        tonight(visit("V1"), person(surname="Ash"), person(surname="Beech"))
    assert "P1" not in str(raised.value)
    assert Transaction.objects.count() == 0
    assert as_known().row_count == 0


def test_no_source_is_called_what_is_written_here() -> None:
    with pytest.raises(UserError, match="give it another name"):
        load(extract(person()), by="loader", why="nightly", source="casework")


def test_a_name_given_to_a_source_is_whose_word_is_compared() -> None:
    load(extract(person()), by="loader", why="nightly", source="case system")
    assert load(extract(person()), by="loader", why="nightly", source="case system").number is None
    assert load(extract(person()), by="loader", why="nightly", source="another").confirmed == 1


def test_what_was_owed_is_out_of_date_after_a_load_that_wrote() -> None:
    OwedRun.objects.create(through=0, catalogue="", made_at="2016-11-14T00:00Z")
    tonight(person())
    assert not OwedRun.objects.exists()
    OwedRun.objects.create(through=1, catalogue="", made_at="2016-11-14T00:00Z")
    tonight(person())
    assert OwedRun.objects.exists()


def test_columns_in_parts_load_as_whole_ones_do() -> None:
    whole = extract(*(visit(f"V{number:03}") for number in range(300)))
    parts = dict(whole.tables)
    parts["cin_visits"] = pa.concat_tables([whole.tables["cin_visits"].slice(at, 7) for at in range(0, 300, 7)])
    assert load(Extract(parts, whole.supplied, NIGHTLY), by="l", why="nightly").opened == {"cin_visits": 300}
    assert load(whole, by="l", why="nightly").number is None
