"""Digests tell values apart, and say the same of a row whichever database it went through."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import struct

import pyarrow as pa
import pytest

from sightline.errors import UserError
from sightline.ledger import actions, loading
from sightline.ledger.children import child_record
from sightline.ledger.digests import row_digests
from sightline.ledger.models import VERSIONS, Transaction
from sightline.ledger.snapshot import as_known
from sightline.ledger.verify import verify
from sightline.record.schema import Row, Table
from sightline.record.tables import TABLES
from sightline.record.tables.cla_placements import ClaPlacement
from sightline.sources.extract import arrow_schema
from tests.support.ledger import extract, person, visit

AWKWARD_TEXTS = (
    "",
    " ",
    "0",
    "\x1f",
    "surname:3:Ash\x1fsex:1:F",
    'she said "no", twice',
    "a\nb",
    "a\r\nb\r",
    "\\.",
    "a\n\\.\nb",
    "\\N",
    "a\\b\\n",
    "Łukasz 👩‍👧 ﷺ",
    "e\u0301 is not \u00e9",
    "\ufeff begins with a mark",
    "NULL",
    "x" * 3_000_000,
    "two words, \n" * 2_000_000,  # longer than a reader of text takes at once
)
AMOUNTS = (0.0, -0.0, 0.1 + 0.2, 1 / 3, 1e308, -1e-308, 5e-324, 2.0**53 + 1, 12.5, None)
DAYS = (dt.date(1900, 1, 1), dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(2100, 12, 31), dt.date(9999, 12, 31))


def digest(row: Row) -> str:
    table = next(table for table in TABLES.values() if table.row is type(row))
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}  # type: ignore[arg-type]
    return row_digests(table, pa.Table.from_pylist([values], schema=arrow_schema(table)))[0]


def test_absent_empty_zero_and_no_are_four_things() -> None:
    assert len({digest(person(surname=text)) for text in (None, "", "0", "None", "-")}) == 5
    assert len({digest(visit("V", child_seen=seen)) for seen in (None, True, False)}) == 3
    assert len({digest(visit("V", on=day)) for day in (None, dt.date(1970, 1, 1))}) == 2


def test_a_value_does_not_move_between_columns_tables_or_rows_unseen() -> None:
    assert digest(person(surname="Ash", forename=None)) != digest(person(surname=None, forename="Ash"))
    assert digest(person(surname="a\x1fb", forename="c")) != digest(person(surname="a", forename="b\x1fc"))
    assert digest(person("P1")) != digest(person("P2"))
    people = TABLES["people"]
    elsewhere = Table("elsewhere", people.row, people.columns, people.meaning, None)
    rows = pa.Table.from_pylist([{"person_id": "P1"}], schema=arrow_schema(people))
    assert row_digests(people, rows) != row_digests(elsewhere, rows)


def test_a_digest_is_what_it_always_was() -> None:
    written = "people" + "\x1f".join(("born_on:13938", "person_id:2:P1", "surname:3:Ash"))  # days since 1970
    by_hand = hashlib.blake2b(written.encode(), digest_size=16).hexdigest()
    assert digest(person("P1", "Ash", born_on=dt.date(2008, 2, 29))) == by_hand


def test_a_column_declared_later_changes_no_digest_made_before() -> None:
    people = TABLES["people"]
    earlier = dataclasses.replace(people, columns=tuple(c for c in people.columns if c.name != "nationality"))
    rows = pa.Table.from_pylist([{"person_id": "P1", "surname": "Ash"}], schema=arrow_schema(people))
    assert row_digests(earlier, rows) == row_digests(people, rows)
    in_another_order = dataclasses.replace(people, columns=people.columns[::-1])
    assert row_digests(in_another_order, rows) == row_digests(people, rows)


@pytest.mark.django_db
@pytest.mark.parametrize("text", AWKWARD_TEXTS, ids=lambda text: repr(text[:16]))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    row = person("P1", text, forename="after it")
    written = actions.record([row], by="worker", why="a text")
    assert written is not None
    assert [kept.row for kept in child_record("P1").of("people")] == [row]
    assert as_known().rows("people", type(row)) == [row]
    assert VERSIONS["people"]._default_manager.values_list("row_digest", flat=True).get() == digest(row)
    assert verify().first_break is None
    assert loading.load(extract(row), by="loader", why="nightly").confirmed == 1


@pytest.mark.django_db
def test_amounts_and_days_come_back_to_the_last_bit() -> None:
    rows = [
        ClaPlacement(
            cla_placement_id=f"{number:02}", person_id="P1", distance_miles=amount, started_on=DAYS[number % 5]
        )
        for number, amount in enumerate(AMOUNTS)
    ]
    loading.load(extract(*rows, only=["cla_placements"]), by="loader", why="nightly")
    for found in (
        sorted(as_known().rows("cla_placements", ClaPlacement), key=lambda row: row.cla_placement_id),
        [kept.row for kept in child_record("P1").of("cla_placements")],
    ):
        assert found == rows  # -0.0 equals 0.0
        amounts = [row.distance_miles for row in found if isinstance(row, ClaPlacement)]
        for amount, given in zip(amounts, AMOUNTS, strict=True):
            if given:
                assert amount is not None
                assert struct.pack("d", amount) == struct.pack("d", given)
    assert verify().first_break is None
    assert loading.load(extract(*rows, only=["cla_placements"]), by="loader", why="nightly").number is None


def test_there_is_one_zero() -> None:
    row = ClaPlacement(cla_placement_id="1", distance_miles=0.0)
    assert digest(row) == digest(dataclasses.replace(row, distance_miles=-0.0))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (person(surname="A\x00sh"), r"people\.surname holds a text with a character that cannot be kept \(NUL\)"),
        (person(key="P\x001"), r"people\.person_id holds a text"),
        (ClaPlacement(cla_placement_id="1", distance_miles=float("nan")), "an amount that is not a number"),
        (ClaPlacement(cla_placement_id="1", distance_miles=float("inf")), "an amount that is not a number"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(row: Row, words: str) -> None:
    with pytest.raises(UserError, match=words) as raised:
        actions.record([visit("V1"), row], by="worker", why="a text")
    assert "sh" not in str(raised.value).split("holds")[0]
    with pytest.raises(UserError, match=words):
        loading.load(extract(row, visit("V1"), only=["people", "cin_visits", "cla_placements"]), by="l", why="nightly")
    assert Transaction.objects.count() == 0
    assert as_known().row_count == 0


@pytest.mark.django_db
def test_half_a_character_is_refused() -> None:
    with pytest.raises(UserError, match="half of a character"):
        actions.record([person(surname="\ud800")], by="worker", why="a text")
