"""The list of standards, and of the cases behind one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping

from sightline.findings import queries
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.findings.lists.people import Asked, team_choices
from sightline.findings.people import NO_TEAM
from sightline.findings.queries import Case, Loaded, StandardRow
from sightline.findings.standing import State
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Force, Harm, Standard
from sightline.web.templatetags.wording import STATES, state_of

AREAS = {
    Area.FRONT_DOOR: "Front door",
    Area.ASSESSMENT: "Assessment",
    Area.CHILD_IN_NEED: "Child in need",
    Area.CHILD_PROTECTION: "Child protection",
    Area.LOOKED_AFTER: "Looked after",
    Area.PERMANENCE: "Permanence and adoption",
    Area.CARE_LEAVERS: "Care leavers",
    Area.DISABILITY: "Disability, 0 to 25",
    Area.EXPLOITATION: "Exploitation and missing",
    Area.WORKFORCE: "Workforce and supervision",
    Area.LEADERSHIP: "Leadership and governance",
    Area.DATA: "Data and publication",
}

STANDARD_COLUMNS = (
    "Code",
    "Standard",
    "Area",
    "Force",
    "Harm if missed",
    "Source",
    "Due in 12 months",
    "Met",
    "Share met",
    "Overdue or not met",
    "Cannot tell",
)
CASE_COLUMNS = (
    "Subject",
    "Key",
    "Name",
    "Team",
    "Worker",
    "State",
    "Clock started",
    "Due",
    "Done",
    "Duty ended",
    "Days past due",
    "Record",
)


def standards(loaded: Loaded, asked: Asked) -> Listing[StandardRow]:
    """The catalogue: by what is overdue first."""
    rows = queries.catalogue(loaded)
    lines = [Choice(line.id, line.title) for line in loaded.lines.values()]
    return listing(
        rows,
        asked,
        filters=(
            Filter(
                "area",
                "Area",
                _present(AREAS, (row.standard.area for row in rows)),
                lambda row, v: row.standard.area == v,
            ),
            Filter("force", "Force", tuple(Choice(each, each.capitalize()) for each in Force), _force),
            Filter("line", "Line of enquiry", tuple(lines), lambda row, value: value in row.standard.lines),
            Filter("harm", "Harm if missed", tuple(Choice(each, each.capitalize()) for each in Harm), _harm),
            Filter("stands", "How it stands", STANDS, _stands),
        ),
        orders=(
            Order("overdue", "Most overdue or not met first", lambda row: (-_in_breach(row), row.standard.code)),
            Order("rate", "Least often met first", lambda row: (_rate(row), row.standard.code)),
            Order("area", "Area", lambda row: (AREAS[row.standard.area], row.standard.code)),
            Order("code", "Code", lambda row: row.standard.code),
        ),
        search=lambda row: f"{row.standard.code} {row.standard.sentence}",
    )


STANDS = (
    Choice("out", "Stands out as a weakness"),
    Choice("breach", "Something is overdue or not met"),
    Choice("kept", "Nothing is overdue or not met"),
    Choice("not-assessable", "Not assessable from this source"),
)


def _stands(row: StandardRow, value: str) -> bool:
    match value:
        case "out":
            return row.finding is not None and row.finding.is_weak
        case "breach":
            return row.counts is not None and row.counts.in_breach > 0
        case "kept":
            return row.counts is not None and row.counts.in_breach == 0
        case _:
            return row.counts is None


def _force(row: StandardRow, value: str) -> bool:
    return row.standard.force == value


def _harm(row: StandardRow, value: str) -> bool:
    return row.standard.harm == value


def _in_breach(row: StandardRow) -> int:
    return row.counts.in_breach if row.counts else -1


def _rate(row: StandardRow) -> float:
    rate = row.finding.rate if row.finding else None
    return 2.0 if rate is None else rate


def standard_cells(row: StandardRow) -> tuple[object, ...]:
    """A standard as a row of the CSV."""
    standard, finding = row.standard, row.finding
    return (
        standard.code,
        standard.sentence,
        AREAS[standard.area],
        standard.force.value,
        standard.harm.value,
        f"{standard.citation.document}, {standard.citation.reference}",
        finding.due if finding else None,
        finding.met if finding else None,
        round(finding.rate, 4) if finding and finding.rate is not None else None,
        row.counts.in_breach if row.counts else "not assessable from this source",
        row.counts.unknown if row.counts else None,
    )


def cases(loaded: Loaded, standard: Standard, asked: Asked, visible: Container[str] | None = None) -> Listing[Case]:
    """The cases behind a standard: what is overdue, longest first, unless another state is asked for.

    ``visible``: the children who may be shown; None for all.
    """
    rows = [row for row in queries.cases(loaded, standard.code) if visible is None or _may_show(row, visible)]
    states = [state for state in STATES if any(row.state is state for row in rows)]
    return listing(
        rows,
        asked,
        filters=(
            Filter(
                "state",
                "How it stands",
                tuple(Choice(_slug(each), state_of(each, standard)) for each in states),
                _in_state,
            ),
            Filter("team", "Team", team_choices((row.team, row.team_name) for row in rows), _case_in_team),
        ),
        orders=(
            Order(
                "gravest",
                "Overdue first, longest first",
                lambda row: (row.state, -(row.days or 0), row.obligation.subject),
            ),
            Order("due", "Due date", lambda row: (row.obligation.due or dt.date.max, row.obligation.subject)),
            Order("newest", "Due date, latest first", lambda row: row.obligation.due or dt.date.min, reverse=True),
            Order("team", "Team", lambda row: (row.team_name, row.state, -(row.days or 0), row.obligation.subject)),
            Order("name", "Name", lambda row: (row.name.casefold(), row.obligation.subject)),
        ),
        search=lambda row: f"{row.obligation.subject} {row.name}",
    )


def _may_show(row: Case, visible: Container[str]) -> bool:
    owed = row.obligation
    return owed.subject_kind is not SubjectKind.CHILD or owed.subject in visible


def _slug(state: State) -> str:
    return state.name.lower().replace("_", "-")


def _in_state(row: Case, value: str) -> bool:
    return _slug(row.state) == value


def _case_in_team(row: Case, value: str) -> bool:
    return (row.team or NO_TEAM) == value


def case_cells(row: Case) -> tuple[object, ...]:
    """A case as a row of the CSV."""
    owed = row.obligation
    return (
        owed.subject_kind.value,
        owed.subject,
        row.name,
        row.team_name,
        row.worker,
        STATES[row.state][0],
        owed.since,
        owed.due,
        owed.done_on,
        owed.ended_on,
        row.days,
        owed.ref,
    )


def _present(labels: Mapping[Area, str], found: Iterable[Area]) -> tuple[Choice, ...]:
    there = set(found)
    return tuple(Choice(each, label) for each, label in labels.items() if each in there)
