"""A document on a child's file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table, text


@table("documents")
@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    """A document on a child's file: what it is and where it is kept, not the document itself."""

    document_id: str = key("Key of the document")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "Who put it on the file")
    document_type: str | None = code("What kind of document it is", codes="document_type")
    title: str | None = text("What it is called")
    dated_on: dt.date | None = day("Day it bears")
    kept_at: str | None = text("Where it is kept, as the council's document store names it")
