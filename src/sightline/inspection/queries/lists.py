"""The child-level lists as the record gives them, for a day or for a mock inspection, and what they lack.

Working them out reads the whole record, so the last few are kept. What was known does not change once a transaction is
written, and neither do its lists.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sightline.access.bearer import Bearer
from sightline.access.children import hidden_from, restricted_children, visible
from sightline.access.permissions import Permission
from sightline.inspection.models import MockInspection
from sightline.inspection.queries.mocks import latest_evidence
from sightline.ledger.kept import known_now
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current, last_through
from sightline.ledger.snapshot import as_known
from sightline.sources.annex_a import TABLES_READ, Lists, derive
from sightline.web import clock

MOST_KEPT = 4
STALE_AFTER = dt.timedelta(minutes=10)
EARLIEST = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lists: as at ``as_at``, as known at ``known_at`` (None: as known now), of ``mock`` where they are one's."""

    as_at: dt.date
    known_at: dt.datetime | None = None
    mock: MockInspection | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """Lists, and when they were worked out; ``is_now``: from all that was known then."""

    lists: Lists
    at: dt.datetime
    is_now: bool


_lock = threading.Lock()
_kept: OrderedDict[tuple[str, dt.date], Worked] = OrderedDict()


def scope_of(mock: MockInspection) -> Scope:
    """The lists of a mock inspection: of its day, as known when its evidence was frozen, or until then as known now."""
    evidence = latest_evidence(mock)
    if evidence is None:
        return Scope(mock.as_at, None, mock)
    return Scope(evidence.as_at, evidence.known_at, mock)


def scope_on(text: str) -> tuple[Scope, str]:
    """The lists of the day that ``text`` names, as known now, and what is wrong with it; of today when something is."""
    today = clock.today()
    if not text:
        return Scope(today), ""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return Scope(today), "Enter a real day"
    if not EARLIEST <= day <= today:
        return Scope(today), "Enter a day from 2000 until today"
    return Scope(day), ""


def lists_of(scope: Scope, *, fresh: bool = True) -> Worked:
    """Every row of the lists, whoever asks: show none of it without :func:`for_figures` or :func:`for_reader`.

    Not ``fresh``: what is known now may be :data:`STALE_AFTER` old, since every note that somebody writes makes the
    record another, and counts do not need the last of them.
    """
    now = clock.now()
    through = last_through(scope.known_at)
    digest = Transaction.objects.filter(number=through).values_list("digest", flat=True).first() or ""
    which = digest, scope.as_at
    with _lock:  # two who ask at once wait for one answer
        if not fresh and scope.known_at is None and (recent := _recent(scope.as_at, now)):
            return recent
        found = _kept.get(which)
        if found is None:
            known = known_now() if through == last_through() else None
            if known is None or (scope.known_at is not None and known.through != through):
                found = Worked(derive(as_known(scope.known_at, tables=TABLES_READ), scope.as_at), now, is_now=False)
            else:
                found = Worked(derive(known.extract, scope.as_at), now, is_now=True)
        elif through == last_through():
            found = replace(found, at=now, is_now=True)  # as good as new
        _kept[which] = found
        _kept.move_to_end(which)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return found


def _recent(day: dt.date, now: dt.datetime) -> Worked | None:
    """The newest lists of ``day`` that were of all that was known, if that is not long ago."""
    for (_, as_at), found in reversed(_kept.items()):
        if as_at == day and found.is_now and dt.timedelta(0) <= now - found.at < STALE_AFTER:
            return found
    return None


def forget() -> None:
    """Let go of every list that is kept."""
    with _lock:
        _kept.clear()


def for_figures(lists: Lists, reader: Bearer) -> Lists:
    """The lists for counts of the whole council: without the restricted, whoever asks, so that no two counts differ by
    one child, and without the reader's own family."""
    return lists.without(restricted_children() | hidden_from(reader))


def for_reader(lists: Lists, reader: Bearer, day: dt.date) -> Lists:
    """The lists with the rows that ``reader`` may take away: within reach, without the restricted."""
    shown = visible(reader, day, by=Permission.ANNEX_A_EXPORT)
    beyond = {each for each in lists.people() if each not in shown}
    return lists.without(beyond | restricted_children())


def names_of(reader: Bearer, day: dt.date, person_ids: Collection[str]) -> dict[str, str]:
    """Those of ``person_ids`` who are on the record and whom ``reader`` may see listed, by name."""
    shown = visible(reader, day)
    barred = restricted_children()
    wanted = [each for each in person_ids if each in shown and each not in barred]
    found: dict[str, str] = {}
    for part in _parts(wanted, 500):
        rows = current("people").filter(person_id__in=part).values_list("person_id", "forename", "surname")
        found.update({key: " ".join(filter(None, names)) or "A child without a name" for key, *names in rows})
    return found


def _parts(keys: Sequence[str], size: int) -> list[Sequence[str]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]
