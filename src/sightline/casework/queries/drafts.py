"""Which words somebody has not put on the record yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.access.children import Visible
from sightline.access.models import Account
from sightline.casework.actions.drafts import KEPT_FOR, Place, words_of
from sightline.casework.models.drafts import Draft

WARNED_FOR = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft as a list shows it; ``begins``: its first words."""

    draft: Draft
    begins: str
    expires_at: dt.datetime
    expires_soon: bool


def drafts_at(place: Place, now: dt.datetime) -> list[Draft]:
    """The drafts that wait in a place, the last saved first."""
    return list(Draft.objects.filter(place.any_version, saved_at__gte=now - KEPT_FOR).order_by("-saved_at", "-pk"))


def unsaved_words(account: Account, now: dt.datetime, visible: Visible) -> list[Unsaved]:
    """What ``account`` has typed and not put on the record, the last saved first. One query.

    Words about a child that may no longer be seen are kept, and are not listed.
    """
    found = Draft.objects.filter(account=account, saved_at__gte=now - KEPT_FOR).order_by("-saved_at", "-pk")
    return [_unsaved(each, now) for each in found if not each.person_id or each.person_id in visible]


def _unsaved(draft: Draft, now: dt.datetime) -> Unsaved:
    longest = max(words_of(draft).values(), key=len, default="")
    expires = draft.saved_at + KEPT_FOR
    return Unsaved(draft, " ".join(longest.split())[:80], expires, expires - now <= WARNED_FOR)
