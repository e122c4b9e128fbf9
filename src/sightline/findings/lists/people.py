"""The lists of children and of teams."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from sightline.findings import queries
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.findings.people import NO_TEAM
from sightline.findings.queries import ChildRow, Loaded, TeamRow
from sightline.findings.queries.subjects import by_gravity
from sightline.standards.standard import Harm

Asked = Mapping[str, str]

CHILD_COLUMNS = (
    "Key",
    "Name",
    "Age",
    "Team",
    "Worker",
    "Overdue",
    "Standards",
    "Longest in days",
    "Gravest standard",
    "Days it is overdue",
)
TEAM_COLUMNS = (
    "Team",
    "Service",
    "Children",
    "With something overdue",
    "Of these, a safety standard",
    "Without a worker",
    "Longest overdue in days",
)


def children(loaded: Loaded, asked: Asked, visible: Container[str] | None = None) -> Listing[ChildRow]:
    """Children with an open case or something overdue: most overdue first. Of those ``visible``; None for all."""
    rows = [row for row in queries.children(loaded) if visible is None or row.child.key in visible]
    return listing(
        rows,
        asked,
        filters=(
            Filter("team", "Team", team_choices((row.child.team, row.team_name) for row in rows), _child_in_team),
            Filter("harm", "Gravest harm at risk", tuple(Choice(each, each.capitalize()) for each in Harm), _worst),
            Filter("stands", "How it stands", CHILD_STANDS, _child_stands),
        ),
        orders=(
            Order("gravest", "Gravest first", by_gravity),
            Order("longest", "Longest overdue first", lambda row: (-row.longest, row.child.key)),
            Order("most", "Most overdue first", lambda row: (-row.overdue, row.child.key)),
            Order("team", "Team", lambda row: (row.team_name, *by_gravity(row))),
            Order("name", "Name", lambda row: (row.child.name.casefold(), row.child.key)),
        ),
        search=lambda row: f"{row.child.key} {row.child.name}",
    )


CHILD_STANDS = (
    Choice("overdue", "Something is overdue"),
    Choice("nothing", "Nothing is overdue"),
    Choice("no-worker", "No allocated worker"),
)


def _child_stands(row: ChildRow, value: str) -> bool:
    if value == "no-worker":
        return row.child.worker is None and row.child.is_open
    return bool(row.overdue) == (value == "overdue")


def _child_in_team(row: ChildRow, value: str) -> bool:
    return (row.child.team or NO_TEAM) == value


def _worst(row: ChildRow, value: str) -> bool:
    return row.worst is not None and row.worst.harm == value


def child_cells(row: ChildRow) -> tuple[object, ...]:
    """A child as a row of the CSV."""
    worst = row.worst.sentence if row.worst else None
    child = row.child
    return (
        child.key,
        child.name,
        row.age,
        row.team_name,
        row.worker,
        row.overdue,
        row.standards,
        row.longest,
        worst,
        row.worst_days,
    )


def teams(loaded: Loaded, asked: Asked, left_out: Container[str] = ()) -> Listing[TeamRow]:
    """Teams: most children with a safety standard overdue first. Children ``left_out`` are in no figure."""
    return listing(
        queries.teams(loaded, left_out),
        asked,
        orders=(
            Order(
                "safety", "Most children with a safety standard overdue", lambda row: (-row.safety_overdue, row.name)
            ),
            Order("share", "Largest share with something overdue", lambda row: (-(row.share or 0), row.name)),
            Order("longest", "Longest overdue", lambda row: (-row.longest, row.name)),
            Order("name", "Name", lambda row: row.name),
        ),
    )


def team_cells(row: TeamRow) -> tuple[object, ...]:
    """A team as a row of the CSV."""
    return (
        row.name,
        row.service,
        row.children,
        row.children_overdue,
        row.safety_overdue,
        row.unallocated,
        row.longest,
    )


def team_choices(found: Iterable[tuple[str | None, str]]) -> tuple[Choice, ...]:
    """The teams found, by name, as choices of a filter."""
    named = sorted({(name, team or NO_TEAM) for team, name in found})
    return tuple(Choice(team, name) for name, team in named)
