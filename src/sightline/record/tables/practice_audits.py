"""An audit of practice on a child's file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("practice_audits")
@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAudit(Row):
    """An audit of practice on a child's file."""

    practice_audit_id: str = key("Key of the audit")
    person_id: str | None = link("people", "The child")
    team_id: str | None = link("teams", "Team audited")
    audited_on: dt.date | None = day("Day of the audit")
    auditor_id: str | None = link("professionals", "Auditor")
    grade: str | None = code("Grade given", codes="audit_grade")
    theme: str | None = code("Main weakness found", codes="audit_theme")
