"""Whatever is done to the ledger behind its back is found, and the first of it named."""

# ruff: noqa: S608 - it tampers with a database of its own

from __future__ import annotations

import pytest
from django.db import connection

from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.loading import load
from sightline.ledger.verify import Fault, verify
from tests.support.ledger import extract, person, tamper, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written() -> None:
    """Four transactions: a load (versions 1 to 4), a correction (5), a withdrawal, a load without visits (6)."""
    load(extract(person(), person("P2"), visit("V1"), visit("V2", child_seen=True)), by="loader", why="nightly")
    record([person(surname="Ashe")], by="worker", why="misspelt")
    record(by="worker", why="another child's", withdraw=[Withdrawal("cin_visits", "V1")])
    load(extract(person(), person("P2"), person("P3")), by="loader", why="nightly")
    assert verify().first_break is None


def found() -> tuple[int, str, Fault]:
    broken = verify().first_break
    assert broken is not None
    assert broken.words.startswith(f"Transaction {broken.transaction}")
    assert "Ash" not in broken.words
    return broken.transaction, broken.table, broken.fault


def test_it_says_how_much_there_is_and_ends_with_the_head() -> None:
    verified = verify()
    assert (verified.transactions, verified.versions) == (4, 6)
    assert len(verified.head) == 64


@pytest.mark.parametrize(
    "change", ["surname = 'Oak'", "surname = NULL", "surname = ''", "died_on = '2016-01-01'", "person_id = 'P9'"]
)
def test_an_edited_value(change: str) -> None:
    tamper("ledger_people", f"UPDATE ledger_people SET {change} WHERE person_id = 'P2'")
    assert found() == (1, "people", Fault.EDITED)


def test_an_edited_value_with_its_digest_made_anew() -> None:
    tamper("ledger_people", "UPDATE ledger_people SET surname = 'Oak' WHERE version = 5")
    with connection.cursor() as cursor:
        digest = digest_of_version(5)
        cursor.execute("UPDATE ledger_people SET row_digest = %s WHERE version = 5", [digest])
    assert found() == (2, "people", Fault.REORDERED)


def digest_of_version(version: int) -> str:
    from sightline.ledger.digests import row_digests
    from sightline.ledger.snapshot import known_rows
    from sightline.ledger.stores import store
    from sightline.record.tables import TABLES

    rows = known_rows(store(), TABLES["people"], 99, f"version = {version}")
    return row_digests(TABLES["people"], rows)[0]


@pytest.mark.parametrize(
    "change",
    [
        "\"by\" = 'somebody else'",
        "why = 'no reason'",
        "source = 'elsewhere'",
        "recorded_at = '2015-06-01 00:00:00'",
        "opened = 0",
        "first_version = 9",
        "contents = '{}'",
        "digest = previous",
    ],
)
def test_an_edited_header(change: str) -> None:
    tamper("ledger_transaction", f"UPDATE ledger_transaction SET {change} WHERE number = 2")
    transaction, _, fault = found()
    assert transaction == 2
    assert fault in (Fault.HEADER, Fault.UNREADABLE, Fault.CHAIN)


def test_a_missing_row() -> None:
    tamper("ledger_cin_visits", "DELETE FROM ledger_cin_visits WHERE cin_visit_id = 'V2'")
    assert found() == (1, "cin_visits", Fault.MISSING)


def test_all_rows_missing() -> None:
    tamper("ledger_cin_visits", "DELETE FROM ledger_cin_visits")
    assert found() == (1, "cin_visits", Fault.MISSING)


@pytest.mark.parametrize("number", [1, 2, 4, 99])
def test_an_added_row(number: int) -> None:
    tamper(
        "ledger_cin_visits",
        "INSERT INTO ledger_cin_visits (version, opened_in, row_digest, cin_visit_id) "
        f"VALUES (77, {number}, '{'0' * 32}', 'V7')",
    )
    assert found() == (number, "cin_visits", Fault.ADDED)


def test_two_rows_swapped() -> None:
    for first, second in ((3, -1), (4, 3), (-1, 4)):
        tamper("ledger_people", f"UPDATE ledger_people SET version = {second} WHERE version = {first}")
    assert found() == (1, "people", Fault.REORDERED)


def test_a_row_moved_to_another_transaction() -> None:
    tamper("ledger_people", "UPDATE ledger_people SET opened_in = 2 WHERE version = 4")
    assert found() == (1, "people", Fault.REORDERED)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger_closure WHERE closed_in = 2",
        "UPDATE ledger_closure SET closing = 'withdrawn' WHERE closed_in = 2",
        "UPDATE ledger_closure SET version = 4 WHERE closed_in = 2",
        "INSERT INTO ledger_closure VALUES (4, 'people', 2, 'superseded')",
    ],
)
def test_a_closure_taken_away_added_or_changed(change: str) -> None:
    tamper("ledger_closure", change)
    assert found() == (2, "", Fault.CLOSURES)


def test_a_closure_of_no_transaction() -> None:
    tamper("ledger_closure", "INSERT INTO ledger_closure VALUES (4, 'people', 9, 'superseded')")
    assert found() == (9, "", Fault.CLOSURES)


@pytest.mark.parametrize("change", ["DELETE FROM ledger_absence", "UPDATE ledger_absence SET noticed = 'returned'"])
def test_an_absence_taken_away_or_changed(change: str) -> None:
    tamper("ledger_absence", change)
    assert found() == (4, "", Fault.ABSENCES)


def test_a_transaction_taken_away() -> None:
    tamper("ledger_transaction", "DELETE FROM ledger_transaction WHERE number = 2")
    assert found() == (2, "", Fault.MISSING)
    assert verify().first_break.words == "Transaction 2 is missing."  # type: ignore[union-attr]


def test_the_last_transaction_taken_away_leaves_its_rows() -> None:
    tamper("ledger_transaction", "DELETE FROM ledger_transaction WHERE number = 4")
    assert found()[0] == 4


def test_two_transactions_swapped() -> None:
    for first, second in ((2, -1), (3, 2), (-1, 3)):
        tamper("ledger_transaction", f"UPDATE ledger_transaction SET number = {second} WHERE number = {first}")
    transaction, _, fault = found()
    assert (transaction, fault) == (2, Fault.CHAIN)


def test_of_several_breaks_the_first_is_named() -> None:
    tamper("ledger_people", "UPDATE ledger_people SET surname = 'Oak'")
    tamper("ledger_absence", "DELETE FROM ledger_absence")
    broken = verify().first_break
    assert broken is not None
    assert (broken.transaction, broken.table, broken.version) == (1, "people", 3)
    assert broken.words == "Transaction 1, table people, version 3: the row was changed after it was written."


def test_the_whole_end_taken_away_is_seen_by_the_head_alone() -> None:
    head = verify().head
    tamper("ledger_people", "DELETE FROM ledger_people WHERE opened_in = 4")
    tamper("ledger_absence", "DELETE FROM ledger_absence WHERE noticed_in = 4")
    tamper("ledger_closure", "DELETE FROM ledger_closure WHERE closed_in = 4")
    tamper("ledger_transaction", "DELETE FROM ledger_transaction WHERE number = 4")
    verified = verify()
    assert verified.first_break is None
    assert verified.head != head
