"""An action from an audit finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table, text


@table("audit_actions")
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAction(Row):
    """An action from an audit finding."""

    audit_action_id: str = key("Key of the action")
    practice_audit_id: str | None = link("practice_audits", "The audit")
    person_id: str | None = link("people", "The child")
    theme: str | None = code("Weakness it answers", codes="audit_theme")
    raised_on: dt.date | None = day("Day it was raised")
    owner_id: str | None = link("professionals", "Who owns it")
    due_on: dt.date | None = day("Day it is due")
    measure: str | None = text("How it will be known to have worked")
    completed_on: dt.date | None = day("Day it was completed")
