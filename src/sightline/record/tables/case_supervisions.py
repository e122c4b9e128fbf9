"""A child's case discussed in supervision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table, text


@table("case_supervisions")
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSupervision(Row):
    """A child's case discussed in supervision."""

    case_supervision_id: str = key("Key of the entry")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "The worker")
    held_on: dt.date | None = day("Day it was discussed")
    has_actions: bool | None = flag("Whether actions were recorded")
    agreed: str | None = text("What was agreed, in words")
