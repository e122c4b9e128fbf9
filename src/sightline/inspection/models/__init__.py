"""Mock inspections with everything in them, and real inspections."""

from __future__ import annotations

from sightline.inspection.models.audits import (
    Answered,
    Audit,
    AuditAnswer,
    AuditGrade,
    ConcernTold,
    EvidenceLink,
    Giving,
    ImmediateConcern,
    Moderation,
)
from sightline.inspection.models.conclusions import (
    Basis,
    BasisKind,
    Conclusion,
    ConclusionKind,
    Explained,
    Judged,
    Priority,
)
from sightline.inspection.models.evidence import Evidence
from sightline.inspection.models.hours import Hours, WorkKind
from sightline.inspection.models.inspector_scopes import FilesScope, InspectorScope
from sightline.inspection.models.mock_inspections import Member, MemberRole, MockInspection
from sightline.inspection.models.mock_reports import Audience, MockReport
from sightline.inspection.models.real_inspections import (
    FindingKind,
    PublishedFinding,
    PublishedRecommendation,
    RealInspection,
    RecommendationMet,
    ReportFile,
    StepTaken,
    Unconfirmed,
)
from sightline.inspection.models.samples import Sample, SampledChild
from sightline.inspection.models.voices import Leaning, Voice, VoiceKind

__all__ = [
    "Answered",
    "Audience",
    "Audit",
    "AuditAnswer",
    "AuditGrade",
    "Basis",
    "BasisKind",
    "ConcernTold",
    "Conclusion",
    "ConclusionKind",
    "Evidence",
    "EvidenceLink",
    "Explained",
    "FilesScope",
    "FindingKind",
    "Giving",
    "Hours",
    "ImmediateConcern",
    "InspectorScope",
    "Judged",
    "Leaning",
    "Member",
    "MemberRole",
    "MockInspection",
    "MockReport",
    "Moderation",
    "Priority",
    "PublishedFinding",
    "PublishedRecommendation",
    "RealInspection",
    "RecommendationMet",
    "ReportFile",
    "Sample",
    "SampledChild",
    "StepTaken",
    "Unconfirmed",
    "Voice",
    "VoiceKind",
    "WorkKind",
]
