"""A worker's appraisal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table


@table("appraisals")
@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(Row):
    """A worker's appraisal."""

    appraisal_id: str = key("Key of the appraisal")
    professional_id: str | None = link("professionals", "The worker")
    held_on: dt.date | None = day("Day it was held", privacy=Privacy.OPERATIONAL)
