"""How casework writes the record: rows recorded, corrected or withdrawn, each with who and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

import pyarrow as pa
from django.db import transaction

from sightline.errors import UserError
from sightline.ledger import owed
from sightline.ledger.digests import row_digests
from sightline.ledger.keepable import NUL, refuse_what_cannot_be_kept
from sightline.ledger.models import Closing, Transaction, Version
from sightline.ledger.queries import current
from sightline.ledger.stores import store
from sightline.ledger.writing import CASEWORK, Closed, Draft, write
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.sources.extract import arrow_schema

Named = tuple[str, str]  # a table and a row's key


class Conflict(UserError):
    """Somebody else wrote the row meanwhile; ``row`` says which."""

    def __init__(self, row: Named) -> None:
        super().__init__(
            "Somebody else changed this while you were working on it. Read what they wrote, then try again."
        )
        self.row = row


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A row recorded in error, to be known no longer."""

    table: str
    key: str


def record(
    rows: Iterable[Row] = (),
    *,
    by: str,
    why: str,
    withdraw: Iterable[Withdrawal] = (),
    expect: Mapping[Named, int | None] | None = None,
    source: str = CASEWORK,
) -> Transaction | None:
    """Write ``rows``, each taking the place of the current version of its key, and withdraw what ``withdraw`` names.

    ``expect``: the version of a row that the writer saw, None for a row that was not there; :class:`Conflict` if
    another is current now. None when everything was as written already. The obligations of every child touched are
    current when this returns. :class:`~sightline.errors.UserError` without a reason, for a withdrawal of nothing, or
    for what a database cannot keep.
    """
    if not why.strip():
        raise UserError("Say why: a change to the record needs a reason.")
    tables = _by_table(rows)
    with transaction.atomic():
        ledger = store()
        ledger.lock()
        draft, people = Draft(), set[str]()
        _check(expect or {})
        for table, given in tables.items():
            _add(draft, table, given, people)
        for each in withdraw:
            _withdraw(draft, each, people)
        if draft.is_empty:
            return None
        written = write(ledger, draft, by=by, why=why.strip(), source=source)
        owed.refresh(people)
        return written


def _by_table(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    names = {table.row: name for name, table in TABLES.items()}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        values = {each.name: getattr(row, each.name) for each in fields(cast(Any, row))}
        found[names[type(row)]].append(values)
    return found


def _add(draft: Draft, table: str, given: Sequence[dict[str, Any]], people: set[str]) -> None:
    key = TABLES[table].key.name
    try:
        rows = pa.Table.from_pylist(list(given), schema=arrow_schema(TABLES[table]))
    except UnicodeEncodeError:
        raise UserError(
            f"A text for {table} holds half of a character, which cannot be kept. Take it out and try again."
        ) from None
    refuse_what_cannot_be_kept(TABLES[table], rows)
    keys = rows[key].to_pylist()
    if len(set(keys)) < len(keys):
        raise UserError(f"The same row of {table} is written twice at once.")
    standing = {getattr(each, key): each for each in current(table).filter(**{f"{key}__in": keys})}
    digests = row_digests(TABLES[table], rows)
    changed = []
    for place, (name, digest) in enumerate(zip(keys, digests, strict=True)):
        before = standing.get(name)
        if before is not None and before.row_digest == digest:
            continue
        changed.append(place)
        if before is not None:
            draft.closed.append(Closed(before.version, table, Closing.SUPERSEDED))
            people.update(_people(before))
        people.update(person for person in [given[place].get("person_id")] if person)
    draft.opened[table] = rows.take(pa.array(changed, pa.int64()))
    draft.digests[table] = [digests[place] for place in changed]


def _withdraw(draft: Draft, named: Withdrawal, people: set[str]) -> None:
    before = _standing(named.table, named.key)
    if before is None:
        raise UserError("What was to be withdrawn is not on the record.")
    if any(each.version == before.version for each in draft.closed):
        raise UserError(f"The same row of {named.table} is written or withdrawn twice at once.")
    draft.closed.append(Closed(before.version, named.table, Closing.WITHDRAWN))
    people.update(_people(before))


def _check(expect: Mapping[Named, int | None]) -> None:
    for (table, key), seen in expect.items():
        found = _standing(table, key)
        if (None if found is None else found.version) != seen:
            raise Conflict((table, key))


def _standing(table: str, key: str) -> Version | None:
    if NUL in key:
        return None
    return current(table).filter(**{TABLES[table].key.name: key}).first()


def _people(version: Version) -> list[str]:
    person = getattr(version, "person_id", None)
    return [person] if person else []
