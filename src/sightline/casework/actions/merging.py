"""Two records of one person made one, and that undone; two records decided to be of different people.

Nothing is lost: each row moved is superseded in the ledger by one that names the person kept, all in one transaction
of the ledger, and what it was stands in its earlier version.
"""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from django.db import transaction
from django.db.models import Q

from sightline.access import actions as access
from sightline.access.actions import SHORTEST_REASON
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.actions.taken_along import ALONG, give_back, take_along
from sightline.casework.models.merges import Merge
from sightline.casework.models.moved_rows import MovedRow
from sightline.casework.models.suggestions import BY_HAND, Decision, Suggestion
from sightline.casework.queries.duplicates import (
    PEOPLE,
    Since,
    columns_of_people,
    row_of,
    standing_as_moved,
    written_since,
)
from sightline.casework.search.index import refresh_search
from sightline.casework.signing import signed
from sightline.errors import UserError
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.models import Version
from sightline.ledger.queries import current, versions
from sightline.ledger.stores import store
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.web import clock

PAGE = "duplicates"


@transaction.atomic
def merge(*, kept: Child, merged: Child, why: str, by: Account) -> Merge:
    """Put everything of ``merged`` under ``kept``. UserError for one and the same, without a reason, for a record
    merged already, or where one is restricted and the other is not."""
    reason = _reason(why)
    a, b = kept.person_id, merged.person_id
    if a == b:
        raise UserError("These are one record already.")
    if kept.is_restricted != merged.is_restricted:
        raise UserError("One of the two is restricted and the other is not. Restrict both, or lift it, before merging.")
    store().lock()
    own = current(PEOPLE).filter(person_id=b).first()
    if own is None or not current(PEOPLE).filter(person_id=a).exists():
        raise UserError("One of the two is no longer on the record: it may have been merged already.")
    standing = _about(b)
    rows = [_under(version, name, b, a) for name, found in standing.items() for version in found]
    written = record(
        rows,
        by=signed(by),
        why=f"Merged: {reason}",
        withdraw=[Withdrawal(PEOPLE, b)],
        expect={(name, _key(each, name)): each.version for name, found in standing.items() for each in found},
    )
    if written is None:  # a person's own row is always withdrawn
        raise RuntimeError("a merge wrote nothing")
    made = Merge.objects.create(kept=a, merged=b, by=by, at=clock.now(), why=reason, written_in=written.number)
    _note_what_moved(made, standing, own)
    take_along(made, by)
    _decide(a, b, Decision.MERGED, reason, by)
    Suggestion.objects.filter(Q(person_a=b) | Q(person_b=b), decision=Decision.NONE).delete()
    for person in (a, b):
        access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=person, why=f"merged: {reason}")
    refresh_search([a, b])
    return made


@transaction.atomic
def unmerge(*, merge: Merge, kept: Child, why: str, by: Account) -> list[Since]:
    """Write back what ``merge`` moved, except what somebody wrote since, which stays and is returned for a person to
    sort. ``kept`` shows that the reader may open the one kept. UserError for a merge undone already, or one whose
    kept person was merged into another since."""
    reason = _reason(why)
    store().lock()
    found = Merge.objects.select_for_update().get(pk=merge.pk)
    if found.kept != kept.person_id:
        raise UserError("This merge is of another child.")
    if found.undone_at is not None:
        raise UserError("This merge was undone already.")
    if Merge.objects.filter(merged=found.kept, undone_at=None).exists():
        raise UserError("The record kept was itself merged into another since. Undo that first.")
    left = written_since(found)
    rows, expect = [], {}
    for each in MovedRow.objects.filter(merge=found).exclude(table__in=ALONG).order_by("pk"):
        is_as_moved, now = standing_as_moved(each)
        if not is_as_moved:
            MovedRow.objects.filter(pk=each.pk).update(is_left=True)
            continue
        rows.append(row_of(versions(each.table).get(version=each.before), TABLES[each.table]))
        expect[each.table, each.key] = now.version if now else None
    record(rows, by=signed(by), why=f"Merge undone: {reason}", expect=expect)
    give_back(found, by)
    found.undone_by, found.undone_at, found.undone_why = by, clock.now(), reason
    found.save(update_fields=["undone_by", "undone_at", "undone_why"])
    _decide(found.kept, found.merged, Decision.DIFFERENT, reason, by)
    for person in (found.kept, found.merged):
        access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=person, why=f"merge undone: {reason}")
    refresh_search([found.kept, found.merged])
    return left


@transaction.atomic
def put_together(*, one: Child, other: Child, by: Account) -> Suggestion:
    """Two records that somebody takes for one child, to be put side by side and decided like those of the night.

    The night does not take such a pair away. One decided to be two children is asked again. UserError for one record,
    or for one that is gone.
    """
    a, b = sorted((one.person_id, other.person_id))
    if a == b:
        raise UserError("These are one record already.")
    if current(PEOPLE).filter(person_id__in=(a, b)).count() < 2:
        raise UserError("One of the two is no longer on the record: it may have been merged already.")
    afresh = {"decision": Decision.NONE, "reasons": BY_HAND, "probability": 0.0, "made_at": clock.now()}
    found, _ = Suggestion.objects.get_or_create(person_a=a, person_b=b, defaults=afresh)
    if found.decision != Decision.NONE:
        Suggestion.objects.filter(pk=found.pk).update(**afresh)
        found.refresh_from_db()
    for person in (a, b):
        access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=person, why="put beside another record")
    return found


@transaction.atomic
def decide_different(*, suggestion: Suggestion, one: Child, other: Child, why: str, by: Account) -> None:
    """Keep it that two people are two, so that they are not suggested again."""
    reason = _reason(why)
    if {one.person_id, other.person_id} != {suggestion.person_a, suggestion.person_b}:
        raise UserError("This suggestion is of other children.")
    _decide(one.person_id, other.person_id, Decision.DIFFERENT, reason, by)
    for person in (one.person_id, other.person_id):
        access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=person, why=f"not the same child: {reason}")


def _about(person: str) -> dict[str, list[Version]]:
    """Every current version that names ``person`` in any column, by table; their own row is not among them."""
    found = {}
    for name, columns in columns_of_people().items():
        named = Q()
        for column in columns:
            named |= Q(**{column.name: person})
        if rows := list(current(name).filter(named).order_by("version")):
            found[name] = rows
    return found


def _under(version: Version, name: str, merged: str, kept: str) -> Row:
    row = row_of(version, TABLES[name])
    changed = {column.name: kept for column in columns_of_people()[name] if getattr(version, column.name) == merged}
    return cast(Row, dataclasses.replace(cast(Any, row), **changed))


def _key(version: Version, name: str) -> str:
    return str(getattr(version, TABLES[name].key.name))


def _note_what_moved(made: Merge, standing: dict[str, list[Version]], own: Version) -> None:
    moved = [MovedRow(merge=made, table=PEOPLE, key=made.merged, before=own.version, after=None)]
    for name, found in standing.items():
        key = TABLES[name].key.name
        opened = versions(name).filter(opened_in=made.written_in)
        after = dict(opened.values_list(key, "version"))
        moved += [
            MovedRow(merge=made, table=name, key=_key(each, name), before=each.version, after=after[_key(each, name)])
            for each in found
        ]
    MovedRow.objects.bulk_create(moved, batch_size=1_000)


def _decide(one: str, other: str, decision: Decision, why: str, by: Account) -> None:
    a, b = sorted((one, other))
    Suggestion.objects.update_or_create(
        person_a=a,
        person_b=b,
        defaults={"decision": decision, "decided_by": by, "decided_at": clock.now(), "why": why},
        create_defaults={
            "decision": decision,
            "decided_by": by,
            "decided_at": clock.now(),
            "why": why,
            "probability": 0.0,
            "reasons": "",
            "made_at": clock.now(),
        },
    )


def _reason(words: str) -> str:
    found = " ".join(words.replace("\x00", " ").split())
    if len(found) < SHORTEST_REASON:
        raise UserError("Give the reason in a few words: others will read it.")
    return found
