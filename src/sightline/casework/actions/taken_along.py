"""What is about a child and not of the record: it goes along when two records are merged, and back when that is undone.

Tasks, words not on the record yet, and declarations that the child is of somebody's own family. Whoever was kept out of
one of two children is kept out of both, while they are one and afterwards, wherever it cannot be told which was meant.
"""

from __future__ import annotations

from django.db.models import Q

from sightline.access import actions as access
from sightline.access.models import Account, OwnFamily, Restriction
from sightline.casework.models.drafts import Draft
from sightline.casework.models.merges import Merge
from sightline.casework.models.moved_rows import MovedRow
from sightline.casework.models.tasks import Task

TASKS, DRAFTS, FAMILY = (each._meta.db_table for each in (Task, Draft, OwnFamily))
ALONG = frozenset({TASKS, DRAFTS, FAMILY})  # what stands for a table of the record where none of its rows was moved


def take_along(made: Merge, by: Account) -> None:
    """Put what is about the merged child under the one kept, and note it. Words begun in the same place of both stay
    where they are: nobody's are put into another's."""
    tasks = list(Task.objects.filter(person_id=made.merged).values_list("pk", flat=True))
    Task.objects.filter(pk__in=tasks).update(person_id=made.kept)
    drafts = [each.pk for each in Draft.objects.filter(person_id=made.merged) if _has_room(each, made.kept)]
    Draft.objects.filter(pk__in=drafts).update(person_id=made.kept)
    declared = []
    for each in OwnFamily.objects.filter(person_id=made.merged).select_related("account"):
        if not OwnFamily.objects.filter(person_id=made.kept, account=each.account).exists():
            more = access.declare_own_family(person_id=made.kept, relation=each.relation, account=each.account, by=by)
            declared.append(more.pk)
    MovedRow.objects.bulk_create(
        MovedRow(merge=made, table=table, key=str(key), before=0, after=None)
        for table, keys in ((TASKS, tasks), (DRAFTS, drafts), (FAMILY, declared))
        for key in keys
    )


def give_back(found: Merge, by: Account) -> None:
    """Put back what ``found`` took along, now that its rows are back under the merged child."""
    moved = MovedRow.objects.filter(merge=found)
    taken = {table: [int(key) for key in _keys(found, table)] for table in ALONG}
    Task.objects.filter(pk__in=taken[TASKS], person_id=found.kept).update(person_id=found.merged)
    rows = Q(pk__in=taken[DRAFTS])
    for table, key in moved.exclude(table__in=ALONG).filter(is_left=False).values_list("table", "key"):
        rows |= Q(table=table, key=key)  # words begun since, to correct a row that is back
    for draft in Draft.objects.filter(rows, person_id=found.kept):
        if _has_room(draft, found.merged):
            Draft.objects.filter(pk=draft.pk).update(person_id=found.merged)
    for each in OwnFamily.objects.filter(pk__in=taken[FAMILY], person_id=found.kept).select_related("account"):
        access.take_back_own_family(declaration=each, why="the two records were parted again", by=by)
    since = OwnFamily.objects.filter(person_id=found.kept, declared_at__gte=found.at)
    for each in since.exclude(pk__in=taken[FAMILY]).select_related("account"):
        access.declare_own_family(person_id=found.merged, relation=each.relation, account=each.account, by=by)
    _restrict_alike(found)


def _restrict_alike(found: Merge) -> None:
    """A restriction set while the two were one holds for both, until somebody lifts it from either."""
    set_since = Restriction.objects.filter(person_id=found.kept, lifted_at=None, set_at__gte=found.at)
    for each in set_since.select_related("set_by"):
        allowed = each.allowed.exclude(pk=each.set_by_id)
        access.restrict(person_id=found.merged, why=each.why, allowed=allowed, by=each.set_by)


def _keys(found: Merge, table: str) -> list[str]:
    return list(MovedRow.objects.filter(merge=found, table=table).values_list("key", flat=True))


def _has_room(draft: Draft, person_id: str) -> bool:
    """Whether the writer has no other words in the same place of ``person_id``."""
    place = {name: getattr(draft, name) for name in ("account_id", "form", "worker_id", "table", "key", "version")}
    return not Draft.objects.filter(**place, person_id=person_id).exists()
