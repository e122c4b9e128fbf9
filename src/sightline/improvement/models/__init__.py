"""The plan, its measures, boards, campaigns, practice and inquiries."""

from __future__ import annotations

from sightline.improvement.models.boards import Board, BoardKind, BoardMember, Corrected
from sightline.improvement.models.boards_meetings import (
    AgendaItem,
    Attendance,
    BoardAction,
    Decision,
    ItemKind,
    Meeting,
    MeetingMoved,
    Minutes,
    Presence,
)
from sightline.improvement.models.campaigns import Campaign, CampaignChild, CampaignReviewer, PutOff
from sightline.improvement.models.inquiries import Inquiry
from sightline.improvement.models.measures import Counted, Measure, MeasureKind, Reading
from sightline.improvement.models.packs import Pack, PackFor
from sightline.improvement.models.plan_evidence import Evidence, EvidenceFile
from sightline.improvement.models.plan_lineage import Repetition
from sightline.improvement.models.plan_reviews import LearnedReview
from sightline.improvement.models.planned_actions import Dependency, PlannedAction
from sightline.improvement.models.practice_audits import AuditedFile, PlannedAudit, Where
from sightline.improvement.models.practice_learning import LearnedFrom, LearningNote, LearningRead
from sightline.improvement.models.practice_loops import Loop
from sightline.improvement.models.recommendations import (
    Recommendation,
    RecommendationBefore,
    Source,
    Status,
    StatusChange,
)
from sightline.improvement.models.training import NeedMet, NeedSource, TrainingNeed
from sightline.improvement.models.visits import VisitScope
from sightline.improvement.models.worksheets import (
    BackTo,
    ChildReview,
    FindingBack,
    ReviewAnswer,
    ReviewReopened,
    Worry,
    WorryTold,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "AuditedFile",
    "BackTo",
    "Board",
    "BoardAction",
    "BoardKind",
    "BoardMember",
    "Campaign",
    "CampaignChild",
    "CampaignReviewer",
    "ChildReview",
    "Corrected",
    "Counted",
    "Decision",
    "Dependency",
    "Evidence",
    "EvidenceFile",
    "FindingBack",
    "Inquiry",
    "ItemKind",
    "LearnedFrom",
    "LearnedReview",
    "LearningNote",
    "LearningRead",
    "Loop",
    "Measure",
    "MeasureKind",
    "Meeting",
    "MeetingMoved",
    "Minutes",
    "NeedMet",
    "NeedSource",
    "Pack",
    "PackFor",
    "PlannedAction",
    "PlannedAudit",
    "Presence",
    "PutOff",
    "Reading",
    "Recommendation",
    "RecommendationBefore",
    "Repetition",
    "ReviewAnswer",
    "ReviewReopened",
    "Source",
    "Status",
    "StatusChange",
    "TrainingNeed",
    "VisitScope",
    "Where",
    "Worry",
    "WorryTold",
]
