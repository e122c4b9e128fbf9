"""What the room of inspection leads to, and the mock inspections in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.inspection.framework import Framework
from sightline.inspection.models import MockInspection
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.steps import address_of, done, steps

PLACES = (
    ("mock:mocks", Permission.MOCK_VIEW, "Mock inspections", "Every one, open and closed."),
    (
        "visits:list",
        Permission.INSPECTIONS_VIEW,
        "Inspections and visits",
        "What Ofsted found here, and the clocks that follow.",
    ),
    (
        "country:council",
        Permission.COUNTRY_VIEW,
        "Among other councils",
        "Published figures and inspections of every council: questions to ask.",
    ),
    (
        "lists:lists",
        Permission.MOCK_VIEW,
        "Child-level lists",
        "The lists an inspector asks for, with their gaps.",
    ),
    ("audits:mine", Permission.FILE_AUDIT, "Files given to me", "The files I am to read."),
    (
        "country:how-good",
        Permission.COUNTRY_VIEW,
        "How good is the mock?",
        "How often data, audits and both find what is wrong.",
    ),
    (
        "mock:frameworks",
        Permission.INSPECTIONS_VIEW,
        "Frameworks",
        "What each kind of inspection looks at, its rules and prompts, and how sure we are.",
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the room leads to."""

    address: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class MockRow:
    """A mock inspection, and how far it is."""

    mock: MockInspection
    framework: Framework
    done: int
    of: int
    next_step: str


def room_links(reader: Bearer) -> list[Place]:
    """Where the reader may go from here; a part of the site that is not there is left out."""
    return [
        Place(address, label, words)
        for name, permission, label, words in PLACES
        if reader.may(permission) and (address := address_of(name))
    ]


def rows_of(found: Sequence[MockInspection]) -> list[MockRow]:
    """Each with how many of its steps are done, and what is missing in the first that is not."""
    rows = []
    for each in found:
        its = steps(each)
        waiting = next((step for step in its if step.state != "Done"), None)
        said = f"{waiting.title}. {waiting.missing}".strip() if waiting and each.closed_at is None else ""
        rows.append(MockRow(each, framework_of(each), done(its), len(its), said))
    return rows
