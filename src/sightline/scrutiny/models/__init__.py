"""What members and the public are told, and what they ask."""

from __future__ import annotations

from sightline.scrutiny.models.committee import (
    CommitteeMeeting,
    CommitteeRecommendation,
    CommitteeReport,
    ExecutiveResponse,
    FollowedUp,
    Response,
    Topic,
    TopicChange,
)
from sightline.scrutiny.models.documents import (
    DocumentDuty,
    DocumentOutcome,
    Outcome,
)
from sightline.scrutiny.models.kept import (
    Kept,
)
from sightline.scrutiny.models.members import Look, LookOutcome, OfficerStatement
from sightline.scrutiny.models.publications import (
    Became,
    PackDecision,
    PackEdition,
    QuarterlyPack,
)
from sightline.scrutiny.models.questions import (
    Answer,
    Asker,
    Publication,
    Question,
    QuestionAssignment,
    Reply,
)

__all__ = [
    "Answer",
    "Asker",
    "Became",
    "CommitteeMeeting",
    "CommitteeRecommendation",
    "CommitteeReport",
    "DocumentDuty",
    "DocumentOutcome",
    "ExecutiveResponse",
    "FollowedUp",
    "Kept",
    "Look",
    "LookOutcome",
    "OfficerStatement",
    "Outcome",
    "PackDecision",
    "PackEdition",
    "Publication",
    "QuarterlyPack",
    "Question",
    "QuestionAssignment",
    "Reply",
    "Response",
    "Topic",
    "TopicChange",
]
