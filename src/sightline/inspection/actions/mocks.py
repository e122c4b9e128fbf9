"""What every action on a mock inspection begins and ends with: it is open still, and the access log has a line."""

from __future__ import annotations

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.models import MockInspection

SHORTEST = 10  # characters: less is no reason
LONGEST = 5_000


def open_still(mock: MockInspection) -> MockInspection:
    """The mock inspection, locked until the transaction ends; UserError for one that is closed.

    Call it inside a transaction, first: whatever is written then is written before anybody can close it.
    """
    found = MockInspection.objects.select_for_update().get(pk=mock.pk)
    if found.closed_at is not None:
        raise UserError("This mock inspection is closed: nothing in it is changed any more. Begin another one.")
    return found


def said(words: str, missing: str, least: int = SHORTEST) -> str:
    """``words`` without spaces around them; UserError saying ``missing`` for fewer than ``least`` characters."""
    found = words.strip()[:LONGEST]
    if len(found) < least:
        raise UserError(missing)
    return found


def log(*, by: Account, page: str, why: str = "", person_id: str | None = None, about: Account | None = None) -> None:
    """A line of the access log that something of a mock inspection was changed."""
    access.log(by=by, doing=Doing.CHANGED, page=page, why=why, person_id=person_id, about=about)
