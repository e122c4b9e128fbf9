"""The list of children whom managers hold: which may be filtered, how sorted, and what each row says in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sightline.casework.queries.lines import ChildLine
from sightline.casework.queries.listing import choices_of
from sightline.findings.listing import Choice, Filter, Listing, Order, listing

HEAD = (
    "Child", "Key", "Age", "Status", "Team", "Manager", "Held since", "Days held", "Held until", "Days past that day",
    "Held because", "Last seen",
)  # fmt: skip
ENDS = (Choice("passed", "The day has passed"), Choice("coming", "A day to come"), Choice("none", "No day was set"))


def held_listing(lines: Sequence[ChildLine], asked: Mapping[str, str]) -> Listing[ChildLine]:
    """The page of ``lines``, each of a child whom a manager holds, that the query string ``asked`` describes."""
    return listing(
        lines,
        asked,
        filters=(
            Filter("team", "Team", choices_of(lines, "team"), lambda line, value: line.team == value),
            Filter("manager", "Manager", choices_of(lines, "worker"), lambda line, value: line.worker == value),
            Filter("ends", "Until when", ENDS, lambda line, value: _ends(line) == value),
        ),
        orders=(
            Order("longest", "Longest held", lambda line: (line.allocated_on or line.as_at, *_by_name(line))),
            Order("late", "Longest past its last day", lambda line: (-(days_past(line) or 0), *_by_name(line))),
            Order("until", "First to end", lambda line: (line.held_until or dt.date.max, *_by_name(line))),
            Order("manager", "Manager", lambda line: (line.worker_name.casefold(), *_by_name(line))),
            Order("name", "Name", _by_name),
        ),
        search=lambda line: f"{line.person_id} {line.name}",
    )


def days_past(line: ChildLine) -> int | None:
    """Days since the one by which the manager was to give the child on; None when none was set or it is to come."""
    if line.held_until is None or line.held_until >= line.as_at:
        return None
    return (line.as_at - line.held_until).days


def cells(line: ChildLine) -> Sequence[object]:
    """A row as a file has it, in the order of :data:`HEAD`."""
    return (
        line.name,
        line.person_id,
        line.age,
        line.plan,
        line.team_name,
        line.worker_name,
        line.allocated_on,
        (line.as_at - line.allocated_on).days if line.allocated_on else None,
        line.held_until,
        days_past(line),
        line.held_why or None,
        line.last_seen_on,
    )


def _ends(line: ChildLine) -> str:
    if line.held_until is None:
        return "none"
    return "coming" if days_past(line) is None else "passed"


def _by_name(line: ChildLine) -> tuple[str, str]:
    return line.name.casefold(), line.person_id
