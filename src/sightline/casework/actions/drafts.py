"""Keeping words that are not on the record yet: saved while somebody types, given back only where they were typed.

A draft is its writer's alone and not part of the record, so saving one leaves no line in the access log; nothing of a
child is shown by it. Writing the record, which does leave one, takes the draft away in the same transaction.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Q

from sightline.access.models import Account
from sightline.casework.models.drafts import Draft
from sightline.casework.models.tasks import Task, TaskSource
from sightline.errors import UserError
from sightline.ledger.models import VERSIONS
from sightline.record.tables import TABLES
from sightline.web import clock

TASKS = "tasks"  # what stands for a table where the words belong to a task, which is not of the record
KEPT_FOR = dt.timedelta(days=30)
LONGEST_WORDS = 20_000  # characters of one field
LARGEST_DRAFT = 200_000  # characters of all its fields, as they are kept


@dataclass(frozen=True, slots=True)
class Place:
    """Where words belong: whose, in which form, about whom, for which row as it then was.

    ``key``: the row that would be corrected, "" for one still to be written; ``version``: of that row, 0 for none.
    """

    account: Account
    form: str
    table: str
    person_id: str = ""
    worker_id: str = ""
    key: str = ""
    version: int = 0

    @property
    def any_version(self) -> Q:
        """The drafts of this place, whichever version of the row their writer saw."""
        return Q(
            account=self.account,
            form=self.form,
            table=self.table,
            person_id=self.person_id,
            worker_id=self.worker_id,
            key=self.key,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What a window knows of the draft it shows: its number and revision, 0 and 0 before anything was saved, the key
    that a new row will have, and the words it sent."""

    draft: int = 0
    revision: int = 0
    new_key: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


class Stale(UserError):
    """Another window saved other words in the same place; ``draft`` holds them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("You have this form open in another window, which saved other words. Both are shown below.")
        self.draft = draft


class Gone(UserError):
    """What the window began from was put on the record or discarded in another."""

    def __init__(self) -> None:
        super().__init__("These words were put on the record, or discarded, in another window.")


class TooLong(UserError):
    """More words than a draft holds."""


def words_of(draft: Draft) -> dict[str, str]:
    """The texts of a draft by field."""
    return {str(name): str(text) for name, text in json.loads(draft.words).items()}


@transaction.atomic
def keep(*, place: Place, words: Mapping[str, str], seen: Seen, by: Account) -> Draft:
    """Save ``words``, in place of what the window last saved.

    :class:`Stale` when another window saved other words since, :class:`Gone` when the draft is no more, or a new row
    was written already; :class:`TooLong`. Fields that the window does not show are left as they were.
    """
    if place.account != by:
        raise ValueError("a draft is kept by its writer alone")
    drafts = Draft.objects.select_for_update().filter(place.any_version)
    standing = drafts.filter(pk=seen.draft).first() if seen.draft else drafts.filter(version=place.version).first()
    if (standing is None and seen.draft) or (standing is None and is_written(place, seen.new_key)):
        raise Gone
    if standing is None:
        return _begin(place, words, seen.new_key)
    before = words_of(standing)
    after = {**before, **words}
    if standing.revision != seen.revision:
        if before == after:
            return standing
        raise Stale(standing)
    other = drafts.filter(version=place.version).exclude(pk=standing.pk).first()
    if other is not None:
        raise Stale(other)
    standing.words, standing.version = _text(after), place.version
    standing.revision, standing.saved_at = standing.revision + 1, clock.now()
    standing.save(update_fields=["words", "version", "revision", "saved_at"])
    return standing


def _begin(place: Place, words: Mapping[str, str], new_key: str) -> Draft:
    text = _text(words)
    try:
        with transaction.atomic():
            return Draft.objects.create(
                account=place.account,
                form=place.form,
                person_id=place.person_id,
                worker_id=place.worker_id,
                table=place.table,
                key=place.key,
                version=place.version,
                new_key=new_key,
                words=text,
                saved_at=clock.now(),
            )
    except IntegrityError:  # two windows began at the same moment
        raise Stale(Draft.objects.get(place.any_version, version=place.version)) from None


def _text(words: Mapping[str, str]) -> str:
    for text in words.values():
        if len(text) > LONGEST_WORDS:
            raise TooLong(f"That is longer than {LONGEST_WORDS:,} characters, the most that is kept. Shorten it.")
    text = json.dumps(dict(words), ensure_ascii=True)
    if len(text) > LARGEST_DRAFT:
        raise TooLong("That is more than can be kept for later. Put what you have on the record first.")
    return text


def is_written(place: Place, new_key: str) -> bool:
    """Whether a row still to be written is on the record already, by another window of the same form."""
    if place.key or not new_key:
        return False
    if place.table == TASKS:
        return Task.objects.filter(source=TaskSource.HAND.value, source_key=new_key).exists()
    return VERSIONS[place.table]._default_manager.filter(**{TABLES[place.table].key.name: new_key}).exists()


@transaction.atomic
def use(*, place: Place, seen: Seen, by: Account) -> None:
    """Take away the draft whose words are being written, in the transaction that writes them, or were written before.

    One that another window saved to since is left, unless it holds the very words that are being written.
    """
    for draft in Draft.objects.select_for_update().filter(place.any_version, account=by):
        if (draft.pk, draft.revision) == (seen.draft, seen.revision) or words_of(draft) == seen.words:
            draft.delete()


@transaction.atomic
def move(*, place: Place, words: Mapping[str, str], seen: Seen, of: Place) -> Draft:
    """Keep ``words`` in ``place`` where they met another's; from a form for a new row they leave that form's place."""
    if of.key:
        return keep(place=place, words=words, seen=seen, by=of.account)
    made = keep(place=place, words=words, seen=Seen(), by=of.account)
    use(place=of, seen=seen, by=of.account)
    return made


@transaction.atomic
def discard(*, place: Place, seen: Seen, by: Account) -> bool:
    """Take a draft away because its writer says so; False when another window saved to it since, or it is gone."""
    found, _ = Draft.objects.filter(place.any_version, pk=seen.draft, revision=seen.revision, account=by).delete()
    return found > 0


@transaction.atomic
def expire(*, by: Account | None) -> int:
    """Take away ``by``'s drafts last saved more than thirty days ago, everybody's for None; how many."""
    old = Draft.objects.filter(saved_at__lt=clock.now() - KEPT_FOR)
    found, _ = (old if by is None else old.filter(account=by)).delete()
    return found
