"""A challenge by an independent reviewing officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("iro_escalations")
@dataclass(frozen=True, slots=True, kw_only=True)
class IroEscalation(Row):
    """A challenge by an independent reviewing officer."""

    iro_escalation_id: str = key("Key of the escalation")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "The reviewing officer")
    raised_on: dt.date | None = day("Day it was raised")
    resolved_on: dt.date | None = day("Day it was resolved")
    reason: str | None = code("What it challenged", codes="escalation_reason")
    is_formal: bool | None = flag("Whether raised under the formal dispute process")
