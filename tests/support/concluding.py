"""What people conclude in a mock inspection, for tests: heard, graded and recommended as the actions write it."""

from __future__ import annotations

import datetime as dt

from sightline.inspection.actions.concluding import Drawn, conclude, judge
from sightline.inspection.actions.voices import HeardNow, write_down
from sightline.inspection.models import (
    AuditGrade,
    Conclusion,
    ConclusionKind,
    Leaning,
    MockInspection,
    Priority,
    Voice,
    VoiceKind,
)
from tests.support.personas import Persona, make

HEARD = "They told us that nobody had come to see them since the spring."


def hear(
    mock: MockInspection,
    *,
    leaning: Leaning = Leaning.CONCERN,
    line: str = "children-not-seen",
    judgement: str = "help-and-protection",
    kind: VoiceKind = VoiceKind.CHILD,
    words: str = HEARD,
    how_many: int = 1,
    who: str = "young person, 15",
) -> Voice:
    """Something heard, written down by the lead."""
    heard = HeardNow(kind, who, dt.date(2016, 11, 14), how_many, words, judgement, line, leaning)
    return write_down(mock=mock, heard=heard, by=make(Persona.AUDITOR))


def grade_all(mock: MockInspection, grade: AuditGrade = AuditGrade.GOOD, **but: AuditGrade) -> None:
    """Every judgement in scope a grade; ``but`` says otherwise by its id, underscores for hyphens."""
    given = {key.replace("_", "-"): value for key, value in but.items()}
    for area in mock.areas:
        reasons = "What we saw, read and heard bears it out."
        judge(mock=mock, judgement=area, grade=given.get(area, grade), reasons=reasons, by=make(Persona.AUDITOR))


def recommend(
    mock: MockInspection,
    words: str = "See every child at least every six weeks.",
    *,
    grounds: tuple[str, ...] = ("line:children-not-seen",),
    kind: ConclusionKind = ConclusionKind.RECOMMENDATION,
    priority: Priority | None = Priority.IMMEDIATE,
    judgement: str = "help-and-protection",
) -> Conclusion:
    """A recommendation about help and protection, from the lead."""
    drawn = Drawn(kind, words, judgement, grounds, priority)
    return conclude(mock=mock, drawn=drawn, by=make(Persona.AUDITOR))
