"""Whatever is loaded, corrected and withdrawn, in whatever order: the ledger against a plain model of it.

The model keeps, after each act, everything known then; the ledger must give the same for each of those instants for
ever, find nothing wrong with itself, and say of each row whether its source, or somebody here, had the last word.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import UserError
from sightline.ledger import writing
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.children import child_record
from sightline.ledger.loading import load
from sightline.ledger.queries import current
from sightline.ledger.snapshot import as_known
from sightline.ledger.verify import verify
from sightline.record.tables.people import Person
from sightline.sources.extract import from_rows

KEYS = ("P1", "P2", "P3")
SURNAMES = st.sampled_from([None, "", "Ash", "Ash ", "Łoś\n\\.\n\x1f"])
BEGINNING = dt.datetime(2015, 6, 1, 18, 0, tzinfo=dt.UTC)

Said = dict[str, "str | None"]  # a surname by key
rows = st.dictionaries(st.sampled_from(KEYS), SURNAMES)


@dataclass(frozen=True)
class Load:
    """A source says all it has."""

    source: str
    rows: Said


@dataclass(frozen=True)
class Record:
    """Somebody here says something."""

    rows: Said


@dataclass(frozen=True)
class Withdraw:
    """Somebody here takes a row away."""

    key: str


acts = st.lists(
    st.one_of(
        st.builds(Load, st.sampled_from(["nightly", "census"]), rows),
        st.builds(Record, rows),
        st.builds(Withdraw, st.sampled_from(KEYS)),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Model:
    """What is known, and what each source last said of each row. Rows that a source drops stay as they were."""

    known: Said = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)

    def does(self, act: Load | Record | Withdraw) -> None:
        """Take in one act."""
        match act:
            case Record(rows):
                self.known |= rows
            case Withdraw(key):
                self.known.pop(key, None)
            case Load(source, rows):
                before = self.said.setdefault(source, {})
                self.known |= {key: name for key, name in rows.items() if key not in before or before[key] != name}
                before |= rows


def does(act: Load | Record | Withdraw) -> None:
    """The same, by the ledger."""
    match act:
        case Record(rows):
            record(people(rows), by="worker", why="a change")
        case Withdraw(key):
            try:
                record(by="worker", why="an error", withdraw=[Withdrawal("people", key)])
            except UserError:
                assert not current("people").filter(**{"person_id": key}).exists()
        case Load(source, rows):
            extract = from_rows(people(rows), source=source, only=["people"])
            load(extract, by="loader", why="nightly")
            assert load(extract, by="loader", why="nightly").number is None


def people(rows: Said) -> list[Person]:
    return [Person(person_id=key, surname=surname) for key, surname in rows.items()]


def known_at(moment: dt.datetime | None) -> Said:
    return {row.person_id: row.surname for row in as_known(moment, tables=["people"]).rows("people", Person)}


@pytest.mark.django_db(transaction=False)
@given(acts)
@settings(max_examples=max(15, settings().max_examples // 10))
def test_the_ledger_says_what_a_plain_model_says_of_every_instant(acts: list[Load | Record | Withdraw]) -> None:
    from django.db import transaction  # noqa: TID251 - put back after each example, whatever was written

    with transaction.atomic():
        model, instants = Model(), dict[dt.datetime, Said]()
        for number, act in enumerate(acts):
            moment = BEGINNING + dt.timedelta(minutes=number)
            with mock.patch.object(writing, "now", lambda moment=moment: moment):
                does(act)
            model.does(act)
            instants[moment + dt.timedelta(seconds=1)] = dict(model.known)
        for moment, known in instants.items():
            assert known_at(moment) == known
        assert known_at(None) == model.known
        for key in KEYS:
            found = [kept.row.surname for kept in child_record(key).of("people")]  # type: ignore[attr-defined]
            assert found == ([model.known[key]] if key in model.known else [])
        assert verify().first_break is None
        transaction.set_rollback(True)
