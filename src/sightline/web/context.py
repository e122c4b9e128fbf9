"""What every page says of itself: who is signed in, as at when, known when, from what source, and where it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from sightline.access.bearer import bearer_of
from sightline.access.middleware import SECOND
from sightline.findings.queries.loaded import Loaded, held_or_none
from sightline.web.clock import today
from sightline.web.rooms import NOWHERE, navigation

LIVE = frozenset({"casework", "recording", "search", "access"})  # pages that ask the store and not the figures
OWN_STORE = "the council’s own store"


@dataclass(frozen=True, slots=True)
class Provenance:
    """As at, known at and source, as the strip under the navigation shows them. ``is_live``: known as it is opened."""

    council: str
    as_at: dt.date
    known_at: dt.datetime | None
    source: str
    is_live: bool = False


def provenance(request: HttpRequest) -> dict[str, object]:
    """Adds ``reader``, ``provenance`` and ``navigation`` to every template.

    Nobody who has not signed in with both factors is told whose record this is, or as at when.
    """
    reader = bearer_of(request)
    is_in = reader is not None and SECOND in request.session  # with the second factor, and not before
    loaded = held_or_none() if is_in else None
    return {
        "reader": reader,
        "single_sign_on": settings.SIGHTLINE.sign_on.name if settings.SIGHTLINE.sign_on else "",
        "is_invented": loaded is not None and loaded.is_invented,
        "provenance": _resting_on(request, loaded) if loaded else None,
        "navigation": navigation(reader, request.path) if reader is not None and is_in else NOWHERE,
    }


def _resting_on(request: HttpRequest, loaded: Loaded) -> Provenance:
    match = request.resolver_match
    if match is not None and match.namespace in LIVE:
        source = f"{OWN_STORE}, from {loaded.source}" if loaded.is_invented else OWN_STORE
        return Provenance(loaded.council, today(), None, source, is_live=True)
    return Provenance(loaded.council, loaded.as_at, loaded.known_at, loaded.source)
