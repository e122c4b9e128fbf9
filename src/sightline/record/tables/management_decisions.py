"""A manager's decision on a child's file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table, text


@table("management_decisions")
@dataclass(frozen=True, slots=True, kw_only=True)
class ManagementDecision(Row):
    """A manager's decision on a child's file."""

    management_decision_id: str = key("Key of the decision")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "The worker")
    decided_on: dt.date | None = day("Day of the decision")
    decision_type: str | None = code("What was decided", codes="decision_type")
    has_rationale: bool | None = flag("Whether the reason is recorded")
    rationale: str | None = text("The reason, in the manager's words")
    follow_up_due_on: dt.date | None = day("Day by which it is to be followed up")
    followed_up_on: dt.date | None = day("Day it was followed up")
