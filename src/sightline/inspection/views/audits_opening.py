"""Opening the child an audit is about: the one way in for every page that shows a file, its audit or a concern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sightline.access.actions import handles
from sightline.access.children import Child, open_child
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import names_of_children
from sightline.inspection.models import MockInspection, SampledChild
from sightline.inspection.queries.auditing import stratum_words

Trail = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A sampled child whom the reader was allowed to open."""

    sampled: SampledChild
    child: Child
    name: str

    @property
    def context(self) -> Mapping[str, Any]:
        """What every page about the file says of it. The child's name is in a heading, and never in a title."""
        return {
            "sampled": self.sampled,
            "child": self.child,
            "about": self.name,
            "mock": self.sampled.sample.mock,
            "stratum": stratum_words(self.sampled.stratum),
        }


def open_file(request: HttpRequest, sampled: SampledChild, *, by: Permission) -> OpenedFile:
    """Open the child for the reader, with the line in the access log; raises as
    :func:`~sightline.access.children.open_child` does."""
    handle = handles(person_ids=[sampled.person_id])[sampled.person_id]
    child = open_child(request, handle, doing=Doing.OPENED, by=by)
    name = names_of_children([child.person_id]).get(child.person_id, child.person_id)
    return OpenedFile(sampled, child, name)


def mine_trail(*more: tuple[str, str]) -> Trail:
    """The way back to one's own audits."""
    return [(reverse("audits:mine"), "Files to audit"), *more]


def mock_trail(mock: MockInspection, *more: tuple[str, str]) -> Trail:
    """The way back through a mock inspection."""
    return [(reverse("audits:files", args=[mock.pk]), "Files and auditors"), *more]
