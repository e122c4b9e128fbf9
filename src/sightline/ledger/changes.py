"""What transactions after a given one touched, found by the numbers of their versions rather than by reading tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from sightline.ledger.contents import Contents
from sightline.ledger.models import VERSIONS, Closure, Transaction
from sightline.record.tables import TABLES

AT_ONCE = 500  # versions asked after in one query


@dataclass(frozen=True, slots=True)
class Later:
    """All that was written after transaction ``since``, through ``through``.

    ``first_version``: of those it opened; what it opened is known by a number not less. ``closed``: versions by table.
    ``is_loaded``: whether any of it came from an extract rather than from work done here.
    """

    since: int
    through: int
    first_version: int
    opened: frozenset[str]
    closed: Mapping[str, frozenset[int]]
    is_loaded: bool
    written: int

    @property
    def tables(self) -> frozenset[str]:
        """The tables that are not as they were."""
        return self.opened | frozenset(self.closed)


def later_than(since: int, through: int) -> Later:
    """What transactions ``since`` + 1 to ``through`` wrote."""
    first, opened, written, is_loaded = 0, set[str](), 0, False
    transactions = Transaction.objects.filter(number__gt=since, number__lte=through).order_by("number")
    for first_version, count, text in transactions.values_list("first_version", "opened", "contents").iterator():
        contents = Contents.from_text(text)
        first = first or first_version
        written += count
        opened.update(each.table for each in contents.opened)
        is_loaded = is_loaded or contents.supplied is not None
    closed: dict[str, set[int]] = {}
    closures = Closure.objects.filter(closed_in__gt=since, closed_in__lte=through)
    for table, version in closures.values_list("table", "version").iterator():
        closed.setdefault(table, set()).add(version)
        written += 1
    held = {table: frozenset(versions) for table, versions in closed.items()}
    return Later(since, through, first, frozenset(opened), held, is_loaded, written)


def people_of(later: Later) -> set[str]:
    """The children and others whom any of ``later`` is about."""
    people: set[str | None] = set()
    for name in later.tables:
        if not TABLES[name].has("person_id"):
            continue
        versions = VERSIONS[name]._default_manager.values_list(F("person_id"), flat=True)
        if name in later.opened:
            people.update(versions.filter(version__gte=later.first_version, opened_in__lte=later.through))
        closed = sorted(later.closed.get(name, ()))
        for start in range(0, len(closed), AT_ONCE):
            people.update(versions.filter(version__in=closed[start : start + AT_ONCE]))
    return {person for person in people if person is not None}  # a row need not say whom it is about
