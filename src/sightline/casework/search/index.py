"""The search index kept with the record: made for the people a write touches, or again for everybody.

Derived and never the record: it can be made again at any time (:func:`rebuild_search`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from sightline.casework.models.merges import Merge
from sightline.casework.models.moved_rows import MovedRow
from sightline.casework.models.search_keys import KeyKind, SearchKey
from sightline.casework.models.search_words import SearchWord
from sightline.casework.search.keys import Facts, keys, ways_to
from sightline.ledger.models import Closing, Closure
from sightline.ledger.queries import current, versions
from sightline.ledger.stores import store

AT_ONCE = 2_000  # people whose keys are made together
READ = ("people", "linked_identifiers", "addresses")  # tables of the record that keys are made of
OF_NAMES = frozenset({KeyKind.NAME.value, KeyKind.EARLIER.value})
TOO_MANY = 10_000  # people: for more, everybody's are made again, which is quicker


@transaction.atomic
def refresh_search(person_ids: Iterable[str]) -> None:
    """Make the keys of these people again, as the record now stands; a person no longer known has none.

    Called in the transaction that wrote them. Five reads for each two thousand people.
    """
    wanted = sorted(set(person_ids))
    if len(wanted) > TOO_MANY:
        rebuild_search()
        return
    for first in range(0, len(wanted), AT_ONCE):
        _refresh(wanted[first : first + AT_ONCE])


def refresh_search_after(number: int) -> None:
    """Make the keys again of everybody whom ledger transaction ``number`` touched in what search reads."""
    touched: set[str] = set()
    for name in READ:
        closed = Closure.objects.filter(table=name, closed_in=number).values("version")
        for rows in (versions(name).filter(opened_in=number), versions(name).filter(version__in=closed)):
            touched.update(each for each in rows.values_list("person_id", flat=True) if each)
    refresh_search(touched)


@transaction.atomic
def rebuild_search() -> int:
    """Make everybody's keys again; how many there are. Some seconds for 60,000 people."""
    store().lock()
    SearchKey.objects.all().delete()
    SearchWord.objects.all().delete()
    kinds: list[str] = []
    found: list[str] = []
    people: list[str] = []
    words: set[str] = set()
    for each in _facts(None).values():
        for kind, key in keys(each):
            kinds.append(kind)
            found.append(key)
            people.append(each.person_id)
            if kind in OF_NAMES:
                words.add(key)
    ways = [(kind, key, word) for word in words for kind, key in ways_to(word)]
    _insert(SearchKey, {"kind": kinds, "key": found, "person_id": people})
    _insert(SearchWord, dict(zip(("kind", "key", "word"), zip(*ways, strict=True), strict=False)))
    return len(found)


def _refresh(people: Sequence[str]) -> None:
    found = [(kind, key, each.person_id) for each in _facts(people).values() for kind, key in keys(each)]
    SearchKey.objects.filter(person_id__in=people).delete()
    SearchKey.objects.bulk_create(
        [SearchKey(kind=kind, key=key, person_id=person) for kind, key, person in found], batch_size=5_000
    )
    words = {key for kind, key, _ in found if kind in OF_NAMES}
    SearchWord.objects.bulk_create(
        [SearchWord(kind=kind, key=key, word=word) for word in sorted(words) for kind, key in ways_to(word)],
        batch_size=5_000,
        ignore_conflicts=True,
    )


def _insert(model: type[SearchKey] | type[SearchWord], columns: Mapping[str, Sequence[str]]) -> None:
    """In the order of the index, so that a database adds to its end."""
    rows = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    if rows.num_rows:
        store().insert(model._meta.db_table, rows.sort_by([(name, "ascending") for name in columns]))


def _facts(people: Sequence[str] | None) -> dict[str, Facts]:
    """What each of ``people`` (None: everybody) may be found by. Those not known now are left out."""
    rows = _of(current("people"), people).values_list("person_id", "forename", "surname", "born_on")
    ids = "common_child_id", "legacy_id"
    found = {person: Facts(person, (forename, surname), born) for person, forename, surname, born in rows}
    for person, *values in (
        _of(current("people"), people).exclude(common_child_id=None, legacy_id=None).values_list("person_id", *ids)
    ):
        found[person].identifiers.update(value for value in values if value)
    for person, value in _of(current("linked_identifiers"), people).values_list("person_id", "value"):
        if value and person in found:
            found[person].identifiers.add(value)
    for person, postcode, address in _of(current("addresses"), people).values_list(
        "person_id", "postcode", "address_json"
    ):
        if person in found:
            found[person].postcodes.update([postcode] if postcode else [])
            found[person].addresses.update([address] if address else [])
    for person, forename, surname in _earlier(people):
        if person in found and (forename, surname) != found[person].name:
            found[person].earlier.add((forename, surname))
    for kept, merged in _merged(people).items():
        if kept in found:
            found[kept].identifiers.update(merged)
    return found


def _earlier(people: Sequence[str] | None) -> list[tuple[str, str | None, str | None]]:
    """Names that a later version took the place of, and those of people merged into another, under that other."""
    before = versions("people").filter(
        Exists(Closure.objects.filter(version=OuterRef("version"), closing=Closing.SUPERSEDED))
    )
    names = list(_of(before, people).values_list("person_id", "forename", "surname"))
    merged = _merged(people)
    kept_of = {person: kept for kept, others in merged.items() for person in others}
    befores = MovedRow.objects.filter(table="people", merge__undone_at=None, merge__merged__in=list(kept_of)[:30_000])
    moved = versions("people").filter(version__in=befores.values("before"))
    names += [
        (kept_of[person], forename, surname)
        for person, forename, surname in moved.values_list("person_id", "forename", "surname")
    ]
    return names


def _merged(people: Sequence[str] | None) -> Mapping[str, set[str]]:
    """By the person kept, everybody merged into them, however many merges ago."""
    into = dict(Merge.objects.filter(undone_at=None).values_list("merged", "kept"))
    found: dict[str, set[str]] = {}
    wanted = None if people is None else set(people)
    for merged in into:
        kept = into[merged]
        while kept in into:
            kept = into[kept]
        if wanted is None or kept in wanted:
            found.setdefault(kept, set()).add(merged)
    return found


def _of(rows: QuerySet[Any], people: Sequence[str] | None) -> QuerySet[Any]:
    return rows if people is None else rows.filter(person_id__in=people)
