"""Mock inspections with everything in them, and real inspections."""

from __future__ import annotations

from sightline.inspection.models.audits import (
    Answered,
    Audit,
    AuditAnswer,
    AuditGrade,
    EvidenceLink,
    ImmediateConcern,
    Moderation,
)
from sightline.inspection.models.conclusions import Basis, BasisKind, Conclusion, ConclusionKind, Judged, Priority
from sightline.inspection.models.evidence import Evidence
from sightline.inspection.models.hours import Hours, WorkKind
from sightline.inspection.models.mock_inspections import Member, MemberRole, MockInspection
from sightline.inspection.models.mock_reports import MockReport
from sightline.inspection.models.real_inspections import PublishedRecommendation, RealInspection, ReportFile
from sightline.inspection.models.samples import Sample, SampledChild
from sightline.inspection.models.voices import Leaning, Voice, VoiceKind

__all__ = [
    "Answered",
    "Audit",
    "AuditAnswer",
    "AuditGrade",
    "Basis",
    "BasisKind",
    "Conclusion",
    "ConclusionKind",
    "Evidence",
    "EvidenceLink",
    "Hours",
    "ImmediateConcern",
    "Judged",
    "Leaning",
    "Member",
    "MemberRole",
    "MockInspection",
    "MockReport",
    "Moderation",
    "Priority",
    "PublishedRecommendation",
    "RealInspection",
    "ReportFile",
    "Sample",
    "SampledChild",
    "Voice",
    "VoiceKind",
    "WorkKind",
]
