"""The lines of children, kept by this process from one request to the next.

Making a team's takes a third of its first page, and somebody whose role reaches every child filters and sorts thousands
of lines, of which one screen is shown. Since a line changes only when something is written, only those touched are made
again; which children and staff a team's are, and what in the record waits for their manager, is kept likewise. No
child is shown because they are kept: who may see which child is asked anew by every request.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection

from sightline.access.children import Visible
from sightline.casework.queries.caseloads import InPost, held_by_teams, open_children, staff_of_teams
from sightline.casework.queries.deciding import AWAITED_FROM, Awaited, awaited_in_record
from sightline.casework.queries.lines import ChildLine, child_lines
from sightline.casework.queries.staffing import teams_by_name
from sightline.ledger.changes import later_than, people_of

K = TypeVar("K")
V = TypeVar("V")

MOST = 500  # teams, or sets of children, of which it is kept what waits or who is in post: a council has fewer
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


@dataclass(frozen=True, slots=True)
class Teams:
    """What the first page of some teams' manager is made of. ``awaited``: what in the record waits for a manager.
    ``names``: of every team by its key."""

    lines: list[ChildLine]
    awaited: tuple[Awaited, ...]
    staff: tuple[InPost, ...]
    names: Mapping[str, str]


@dataclass(slots=True)
class _Kept:
    moment: _Moment | None = None
    lines: dict[str, ChildLine] = field(default_factory=dict)
    held: dict[frozenset[str] | None, frozenset[str]] = field(default_factory=dict)  # children by teams; None: by any
    awaited: dict[frozenset[str], tuple[Awaited, ...]] = field(default_factory=dict)  # by the children asked about
    staff: dict[frozenset[str], tuple[InPost, ...]] = field(default_factory=dict)  # by teams
    names: Mapping[str, str] = field(default_factory=dict)  # of teams


_KEPT = _Kept()
_LOCK = threading.Lock()


def lines_of(people: Collection[str], day: dt.date) -> list[ChildLine]:
    """A line for each of ``people`` as they stood on ``day``, in no particular order."""
    if len(people) <= FEW:
        return child_lines(people, day)
    with _LOCK:
        _follow(_moment(day))
        return _kept_or_made(people, day)


def kept_of_teams(teams: Collection[str], seen: Visible, day: dt.date) -> Teams:
    """The lines of the children of ``teams`` on ``day`` who may be ``seen``, and who is there to see to them."""
    with _LOCK:
        of = frozenset(teams)
        lines = _lines_of(of, seen, day)
        people = frozenset(each.person_id for each in lines)
        if people not in _KEPT.awaited:
            _keep(_KEPT.awaited, people, tuple(awaited_in_record(day, Visible(people, seen.hidden))))
        if of not in _KEPT.staff:
            _keep(_KEPT.staff, of, staff_of_teams(of, day))
        _KEPT.names = _KEPT.names or dict(teams_by_name())
        return Teams(lines, _KEPT.awaited[people], _KEPT.staff[of], _KEPT.names)


def _keep(kept: dict[K, V], key: K, value: V) -> None:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value


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


_LAST = """
SELECT t.number, t.digest, (SELECT max(number) FROM ledger_owedrun)
FROM ledger_transaction t ORDER BY t.number DESC LIMIT 1
"""


def _moment(day: dt.date) -> _Moment:
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        last = cursor.fetchone() or (0, "", None)
    return _Moment(day, str(connection.settings_dict["NAME"]), *last)


def _follow(now: _Moment) -> None:
    """Take out of what is kept every line that is no longer as it was."""
    kept, _KEPT.moment = _KEPT.moment, None  # to ask what was written may fail: then everything is forgotten next time
    if kept != now:
        _forget(kept, now)
    _KEPT.moment = now


def _forget(kept: _Moment | None, now: _Moment) -> None:
    is_later = kept is not None and (kept.day, kept.store, kept.run) == (now.day, now.store, now.run)
    if kept is None or not is_later or kept.through >= now.through:
        _KEPT.lines.clear()
        _KEPT.held.clear()
        _KEPT.awaited.clear()
        _forget_staff()
        return
    later = later_than(kept.through, now.through)
    if later.tables & WHOSE:
        _KEPT.held.clear()
    if later.is_loaded or later.tables & AWAITED_FROM:
        _KEPT.awaited.clear()
    if later.is_loaded or later.tables & OF_STAFF:
        _KEPT.lines.clear()
        _forget_staff()
        return
    for person in people_of(later):
        _KEPT.lines.pop(person, None)


def _forget_staff() -> None:
    _KEPT.staff.clear()
    _KEPT.names = {}
