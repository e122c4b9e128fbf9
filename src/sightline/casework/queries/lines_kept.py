"""The lines of children, kept by this process from one request to the next.

Making a team's takes a third of its first page, and somebody whose role reaches every child filters and sorts thousands
of lines, of which one screen is shown. Since a line changes only when something is written, only those touched are made
again; which children a team's are, and what in the record waits for their manager, is kept likewise. What is kept is
shown to nobody by itself: who may see which child is asked anew by every request.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection

from sightline.access.children import Visible
from sightline.casework.queries.caseloads import held_by_teams, open_children
from sightline.casework.queries.deciding import AWAITED_FROM, Awaited, awaited_in_record
from sightline.casework.queries.lines import ChildLine, child_lines
from sightline.ledger.changes import later_than, people_of
from sightline.ledger.models import OwedRun, Transaction

MOST = 500  # sets of children of whom it is kept what waits: a council has fewer teams
FEW = 5  # children whose lines are made as quickly as looked up
WHOSE = frozenset({"involvements", "cin_episodes"})  # tables that say whose a child is
OF_STAFF = frozenset({"teams", "posts", "professionals"})  # tables that any line may have words from


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the lines follow from: the day, the last transaction (by its digest, in its database), what was owed."""

    day: dt.date
    store: str
    through: int
    digest: str
    run: int | None


@dataclass(slots=True)
class _Kept:
    moment: _Moment | None = None
    lines: dict[str, ChildLine] = field(default_factory=dict)
    held: dict[frozenset[str] | None, frozenset[str]] = field(default_factory=dict)  # children by teams; None: by any
    awaited: dict[frozenset[str], tuple[Awaited, ...]] = field(default_factory=dict)  # by the children asked about


_KEPT = _Kept()
_LOCK = threading.Lock()


def lines_of(people: Collection[str], day: dt.date) -> list[ChildLine]:
    """A line for each of ``people`` as they stood on ``day``, in no particular order."""
    if len(people) <= FEW:
        return child_lines(people, day)
    with _LOCK:
        _follow(_moment(day))
        return _kept_or_made(people, day)


def lines_of_teams(teams: Collection[str], seen: Visible, day: dt.date) -> tuple[list[ChildLine], tuple[Awaited, ...]]:
    """A line for each child of ``teams`` on ``day`` who may be ``seen``, and what in the record waits for a manager."""
    with _LOCK:
        lines = _lines_of(frozenset(teams), seen, day)
        people = frozenset(each.person_id for each in lines)
        if people not in _KEPT.awaited:
            if len(_KEPT.awaited) >= MOST:
                _KEPT.awaited.clear()
            _KEPT.awaited[people] = tuple(awaited_in_record(day, Visible(people, seen.hidden)))
        return lines, _KEPT.awaited[people]


def lines_of_council(seen: Visible, day: dt.date) -> list[ChildLine]:
    """A line for each child with an open case or an allocated worker on ``day`` who may be ``seen``, in no order."""
    with _LOCK:
        return _lines_of(None, seen, day)


def _lines_of(teams: frozenset[str] | None, seen: Visible, day: dt.date) -> list[ChildLine]:
    _follow(_moment(day))
    if teams not in _KEPT.held:
        _KEPT.held[teams] = frozenset(open_children(day) if teams is None else held_by_teams(teams, day))
    return _kept_or_made(seen.only(_KEPT.held[teams]), day)


def _kept_or_made(people: Collection[str], day: dt.date) -> list[ChildLine]:
    missing = [each for each in people if each not in _KEPT.lines]
    _KEPT.lines |= {line.person_id: line for line in child_lines(missing, day)}
    return [_KEPT.lines[each] for each in people]


def _moment(day: dt.date) -> _Moment:
    last = Transaction.objects.order_by("-number").values_list("number", "digest").first() or (0, "")
    run = OwedRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    return _Moment(day, str(connection.settings_dict["NAME"]), *last, run)


def _follow(now: _Moment) -> None:
    """Take out of what is kept every line that is no longer as it was."""
    kept = _KEPT.moment
    if kept == now:
        return
    _KEPT.moment = now
    is_later = kept is not None and (kept.day, kept.store, kept.run) == (now.day, now.store, now.run)
    if kept is None or not is_later or kept.through >= now.through:
        _KEPT.lines.clear()
        _KEPT.held.clear()
        _KEPT.awaited.clear()
        return
    later = later_than(kept.through, now.through)
    if later.tables & WHOSE:
        _KEPT.held.clear()
    if later.is_loaded or later.tables & AWAITED_FROM:
        _KEPT.awaited.clear()
    if later.is_loaded or later.tables & OF_STAFF:
        _KEPT.lines.clear()
        return
    for person in people_of(later):
        _KEPT.lines.pop(person, None)
