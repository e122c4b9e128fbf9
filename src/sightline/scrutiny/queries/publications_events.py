"""What the council published and when, for an inquiry's timeline: the day from which anybody could read it."""

from __future__ import annotations

import datetime as dt

from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.queries.inquiry_scope import written
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.models import PackEdition
from sightline.scrutiny.queries.publications import Quarter, published


def events(since: dt.date, until: dt.date) -> list[Event]:
    """Each published edition of the quarterly pack; a draft, and one set aside, was never told and is not in it."""
    found = [_published(each) for each in published().filter(decision__at__date__gte=since)]
    return sorted((each for each in found if since <= each.on <= until), key=lambda each: (each.on, each.proof))


def _published(edition: PackEdition) -> Event:
    on, known_at = written(edition.decision.at)
    title = Quarter(edition.pack.ends_on).title
    words = (
        f"The council published edition {edition.number} of its figures of {title}, as at {long_date(edition.as_at)}."
    )
    if edition.what_changed:
        words += f" It corrects the one before: {edition.what_changed}"
    proof = (
        f"edition {edition.number}: SHA-256 {edition.said_digest}, of the PDF {edition.pdf_digest}; "
        f"transaction {edition.through}, digest {edition.through_digest}"
    )
    return Event(on, known_at, Tier.PUBLIC, "publication", words, "What the council publishes", proof)
