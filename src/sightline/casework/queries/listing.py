"""The list of children of the day: which may be filtered, how sorted, and what each row says in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sightline.casework.queries.lines import ChildLine
from sightline.findings.listing import Choice, Filter, Listing, Order, listing

HEAD = (
    "Child", "Key", "Age", "Status", "Team", "Worker", "Held by a manager", "Held until", "Held because",
    "Days without a worker", "Last seen", "Days unseen", "Overdue", "Safety overdue", "Gravest overdue", "Days late",
)  # fmt: skip
UNSEEN = (("42", "6 weeks", 42), ("91", "3 months", 91), ("183", "6 months", 183), ("548", "18 months", 548))


def child_listing(lines: Sequence[ChildLine], asked: Mapping[str, str]) -> Listing[ChildLine]:
    """The page of ``lines`` that the query string ``asked`` describes."""
    return listing(
        lines,
        asked,
        filters=(
            Filter("team", "Team", choices_of(lines, "team"), lambda line, value: line.team == value),
            Filter("worker", "Worker", choices_of(lines, "worker"), lambda line, value: line.worker == value),
            Filter("status", "Status", _statuses(lines), lambda line, value: line.plan == value),
            Filter(
                "held",
                "Held by",
                (Choice("nobody", "Nobody"), Choice("manager", "A manager"), Choice("worker", "A worker")),
                _is_held,
            ),
            Filter(
                "late",
                "Overdue",
                (Choice("safety", "A safety duty"), Choice("any", "Anything"), Choice("nothing", "Nothing")),
                _is_late,
            ),
            Filter(
                "unseen",
                "Not seen for over",
                tuple(Choice(value, label) for value, label, _ in UNSEEN),
                lambda line, value: (line.unseen_days or 0) > int(value),
            ),
        ),
        orders=(
            Order("gravest", "Gravest overdue", lambda line: (-line.safety_overdue, *_gravity(line), line.name)),
            Order("unseen", "Longest unseen", lambda line: -(line.unseen_days or 0)),
            Order("waiting", "Longest without a worker", lambda line: -(line.unallocated_days or -1)),
            Order("name", "Name", lambda line: (line.name.casefold(), line.person_id)),
            Order("age", "Age, youngest first", lambda line: (line.age is None, line.age or 0)),
        ),
        search=lambda line: f"{line.person_id} {line.name}",
    )


def cells(line: ChildLine) -> Sequence[object]:
    """A row as a file has it, in the order of :data:`HEAD`."""
    worst = line.worst
    return (
        line.name,
        line.person_id,
        line.age,
        line.plan,
        line.team_name,
        line.worker_name,
        "yes" if line.is_held_by_manager else "no",
        line.held_until,
        line.held_why if line.is_held_by_manager else None,
        line.unallocated_days,
        line.last_seen_on,
        line.unseen_days,
        len(line.overdue),
        line.safety_overdue,
        worst.standard.sentence if worst else None,
        worst.days if worst else None,
    )


def choices_of(lines: Sequence[ChildLine], name: str) -> tuple[Choice, ...]:
    """The teams or the workers of ``lines``, by what they are called. ``name``: "team" or "worker"."""
    found = {getattr(line, name): getattr(line, f"{name}_name") for line in lines if getattr(line, name)}
    return tuple(Choice(value, label) for value, label in sorted(found.items(), key=lambda each: each[1]))


def _gravity(line: ChildLine) -> tuple[int, int, str, str]:
    return line.overdue[0].gravity if line.overdue else (99, 0, "", "")


def _statuses(lines: Sequence[ChildLine]) -> tuple[Choice, ...]:
    return tuple(Choice(plan, plan.capitalize()) for plan in sorted({line.plan for line in lines if line.plan}))


def _is_held(line: ChildLine, value: str) -> bool:
    if value == "nobody":
        return line.worker is None
    return line.worker is not None and line.is_held_by_manager is (value == "manager")


def _is_late(line: ChildLine, value: str) -> bool:
    if value == "safety":
        return line.safety_overdue > 0
    return bool(line.overdue) is (value == "any")
