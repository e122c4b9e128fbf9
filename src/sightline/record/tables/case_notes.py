"""A note on a child's file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table, text


@table("case_notes")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote(Row):
    """A note on a child's file: what was heard, seen or done, in the worker's words."""

    case_note_id: str = key("Key of the note")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "Who wrote it")
    noted_on: dt.date | None = day("Day it is about")
    note_type: str | None = code("What kind of note it is", codes="note_type")
    words: str | None = text("What it says")
    is_childs_voice: bool | None = flag("Whether it gives the child's own wishes, feelings or words")
