"""A course a worker completed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, day, key, link, table


@table("training_records")
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord(Row):
    """A course a worker completed."""

    training_record_id: str = key("Key of the record")
    professional_id: str | None = link("professionals", "The worker")
    course: str | None = code("The course", codes="course", privacy=Privacy.OPERATIONAL)
    completed_on: dt.date | None = day("Day completed", privacy=Privacy.OPERATIONAL)
