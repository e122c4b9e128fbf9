"""What every page says of itself: as at when, known when, from what source, and where it is in the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from sightline.findings.queries import held


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the navigation. ``paths``: the beginnings of the addresses that belong to it."""

    label: str
    address: str
    paths: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether the page at ``path`` is in this room."""
        return path == self.address if self.address == "/" else path.startswith(self.paths)


ROOMS = (
    Room("Overview", "/", ("/",)),
    Room("Children", "/children/", ("/children/",)),
    Room("Teams", "/teams/", ("/teams/", "/staff/")),
    Room("Standards", "/standards/", ("/standards/", "/carers/", "/council/")),
    Room("First stood out", "/first-stood-out/", ("/first-stood-out/",)),
    Room("Strengths", "/strengths/", ("/strengths/",)),
    Room("Data quality", "/data-quality/", ("/data-quality/",)),
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """As at, known at and source, as the strip under the navigation shows them."""

    council: str
    as_at: dt.date
    known_at: dt.datetime | None
    source: str


def provenance(request: HttpRequest) -> dict[str, object]:
    """Adds ``provenance`` and ``rooms`` (each with whether the page is in it) to every template."""
    loaded = held()
    return {
        "provenance": Provenance(loaded.council, loaded.as_at, loaded.known_at, loaded.source),
        "rooms": [(room, room.holds(request.path)) for room in ROOMS],
    }
