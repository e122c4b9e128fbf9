"""The documents on the child's file: what each is, of what day, who put it there, where it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.casework.queries.child.reading import Reading, meaning
from sightline.record.tables.documents import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """A document."""

    title: str
    kind: str
    on: dt.date | None
    by: str
    kept_at: str


def papers_of(reading: Reading) -> tuple[Paper, ...]:
    """The documents dated by the day, latest first; those without a date last."""
    found = [each for each in reading.rows(Document) if each.dated_on is None or each.dated_on <= reading.as_at]
    found.sort(key=lambda each: each.dated_on or dt.date.min, reverse=True)
    return tuple(
        Paper(
            title=each.title or "Without a title",
            kind=meaning("document_type", each.document_type) or "Not recorded",
            on=each.dated_on,
            by=reading.staff.name(each.professional_id) if each.professional_id else "Not recorded",
            kept_at=each.kept_at or "Not recorded",
        )
        for each in found
    )
