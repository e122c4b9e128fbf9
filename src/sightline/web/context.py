"""What every page says of itself: who is signed in, as at when, known when, from what source, and where it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from sightline.access.bearer import Bearer, bearer_of
from sightline.access.middleware import SECOND
from sightline.access.permissions import Permission
from sightline.findings.queries.loaded import held_or_none


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the navigation, for those with its permission. ``paths``: the beginnings of the addresses in it."""

    label: str
    address: str
    paths: tuple[str, ...]
    permission: Permission

    def holds(self, path: str) -> bool:
        """Whether the page at ``path`` is in this room."""
        return path == self.address if self.address == "/" else path.startswith(self.paths)


ROOMS = (
    Room("Today", "/today/", ("/today/", "/held-by-managers/", "/tasks/", "/supervision/"), Permission.CHILDREN_LIST),
    Room("Search", "/search/", ("/search/", "/duplicates/"), Permission.CHILDREN_SEARCH),
    Room("Children", "/caseload/", ("/caseload/", "/children/"), Permission.CHILDREN_LIST),
    Room("Findings", "/findings/", ("/findings/", "/judgements/", "/lines/", "/about/"), Permission.FINDINGS_VIEW),
    Room("Teams", "/teams/", ("/teams/", "/staff/"), Permission.TEAMS_VIEW),
    Room("Standards", "/standards/", ("/standards/", "/carers/", "/council/"), Permission.STANDARDS_VIEW),
    Room("First stood out", "/first-stood-out/", ("/first-stood-out/",), Permission.FINDINGS_VIEW),
    Room("Strengths", "/strengths/", ("/strengths/",), Permission.FINDINGS_VIEW),
    Room("Data quality", "/data-quality/", ("/data-quality/",), Permission.FINDINGS_VIEW),
    Room("Access", "/access/unusual/", ("/access/",), Permission.UNUSUAL_ACCESS_REVIEW),
    Room("Accounts", "/accounts/", ("/accounts/",), Permission.ACCOUNTS_MANAGE),
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """As at, known at and source, as the strip under the navigation shows them."""

    council: str
    as_at: dt.date
    known_at: dt.datetime | None
    source: str


def provenance(request: HttpRequest) -> dict[str, object]:
    """Adds ``reader``, ``provenance`` and ``rooms`` (each with whether the page is in it) to every template.

    Nobody who has not signed in with both factors is told whose record this is, or as at when.
    """
    reader = bearer_of(request)
    is_in = reader is not None and SECOND in request.session  # with the second factor, and not before
    loaded = held_or_none() if is_in else None
    return {
        "reader": reader,
        "single_sign_on": settings.SIGHTLINE.sign_on.name if settings.SIGHTLINE.sign_on else "",
        "is_invented": loaded is not None and loaded.is_invented,
        "provenance": Provenance(loaded.council, loaded.as_at, loaded.known_at, loaded.source) if loaded else None,
        "rooms": [(room, room.holds(request.path)) for room in rooms(reader if is_in else None)],
    }


def rooms(reader: Bearer | None) -> list[Room]:
    """The rooms open to ``reader``."""
    return [room for room in ROOMS if reader and reader.may(room.permission)]
