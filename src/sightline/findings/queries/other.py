"""The page of a worker, a foster carer or the council: what is overdue, what was missed, and whom a worker holds."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from sightline.findings.queries.child import drawing
from sightline.findings.queries.loaded import Loaded
from sightline.findings.queries.subjects import ChildRow, SubjectPage, children
from sightline.standards.obligations import SubjectKind

NOUNS = {
    SubjectKind.WORKER: "Member of staff",
    SubjectKind.CARER: "Foster carer",
    SubjectKind.TEAM: "Team",
    SubjectKind.COUNCIL: "The council",
}


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A subject that is not a child. ``children`` are those a worker is allocated."""

    subject: SubjectPage
    noun: str
    job: str
    is_manager: bool
    team: str | None
    team_name: str
    children: tuple[ChildRow, ...]
    drawing: str


def other_page(loaded: Loaded, page: SubjectPage, visible: Container[str] | None = None) -> OtherPage:
    """The page of a worker, a carer or the council. Of a worker's children those ``visible``; None for all."""
    worker = loaded.people.workers.get(page.key) if page.kind is SubjectKind.WORKER else None
    mine = [row for row in children(loaded) if row.child.worker == page.key] if worker else []
    held = [row for row in mine if visible is None or row.child.key in visible]
    held.sort(key=lambda row: (-row.overdue, row.child.key))
    return OtherPage(
        subject=page,
        noun=NOUNS[page.kind],
        job=worker.job if worker else "",
        is_manager=bool(worker and worker.is_manager),
        team=worker.team if worker else None,
        team_name=loaded.people.team_name(worker.team) if worker else "",
        children=tuple(held),
        drawing=drawing(loaded, page),
    )
