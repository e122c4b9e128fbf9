"""What every page of concluding asks: which mock inspection, and whether the reader may write in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sightline.access.allowed import require
from sightline.access.bearer import Bearer
from sightline.access.interruptions import NotPermitted
from sightline.access.permissions import Permission
from sightline.inspection.models import MockInspection
from sightline.inspection.queries.mocks import is_member, mock_of
from sightline.inspection.views.mock_hub import trail


@dataclass(frozen=True, slots=True)
class Part:
    """A mock inspection as one reader has it."""

    reader: Bearer
    mock: MockInspection

    @property
    def may_listen(self) -> bool:
        """Whether they may write down what was seen and heard: who takes part, and who may lead."""
        if self.mock.closed_at is not None:
            return False
        takes_part = self.reader.may(Permission.FILE_AUDIT) and is_member(self.mock, self.reader.account)
        return takes_part or self.reader.may(Permission.MOCK_LEAD)

    @property
    def may_conclude(self) -> bool:
        """Whether they may give grades, conclude and report."""
        return self.mock.closed_at is None and self.reader.may(Permission.MOCK_LEAD)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way back: the list of mock inspections, and this one's own page."""
        return trail(self.mock)


def part_of(request: HttpRequest, number: int, permission: Permission = Permission.MOCK_VIEW) -> Part:
    """The mock inspection of this number, as the reader has it; Http404 unless they may see it."""
    reader = require(request, permission)
    return Part(reader, mock_of(reader, number))


def listening(request: HttpRequest, number: int) -> Part:
    """As :func:`part_of`, for who may write down what was heard; NotPermitted for others, and once it is closed."""
    part = part_of(request, number, Permission.FILE_AUDIT)
    if not part.may_listen:
        raise NotPermitted
    return part


def concluding(request: HttpRequest, number: int) -> Part:
    """As :func:`part_of`, for who may conclude; NotPermitted for others, and once it is closed."""
    part = part_of(request, number, Permission.MOCK_LEAD)
    if not part.may_conclude:
        raise NotPermitted
    return part
