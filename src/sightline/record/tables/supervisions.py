"""A supervision session of a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, count, day, key, link, table, text


@table("supervisions")
@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Row):
    """A supervision session of a worker."""

    supervision_id: str = key("Key of the session")
    professional_id: str | None = link("professionals", "The worker")
    supervisor_id: str | None = link("professionals", "Who supervised")
    held_on: dt.date | None = day("Day it was held", privacy=Privacy.OPERATIONAL)
    minutes: int | None = count("Length in minutes", privacy=Privacy.OPERATIONAL)
    agreed: str | None = text("What was agreed, in words")
    training_agreed: str | None = code("Training agreed for the worker", codes="course")
