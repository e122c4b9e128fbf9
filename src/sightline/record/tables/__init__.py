"""Every declared table, one a file; ``TABLES`` has them by name in order of declaration."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.record.schema import Table, declared
from sightline.record.tables.addresses import Address
from sightline.record.tables.adoption_reviews import AdoptionReview
from sightline.record.tables.appraisals import Appraisal
from sightline.record.tables.assessment_factors import AssessmentFactor
from sightline.record.tables.assessments import Assessment
from sightline.record.tables.audit_actions import AuditAction
from sightline.record.tables.care_leavers import CareLeaver
from sightline.record.tables.care_proceedings import CareProceedings
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_plans import CinPlan
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.cla_care_plans import ClaCarePlan
from sightline.record.tables.cla_convictions import ClaConviction
from sightline.record.tables.cla_episodes import ClaEpisode
from sightline.record.tables.cla_health_checks import ClaHealthCheck
from sightline.record.tables.cla_immunisations import ClaImmunisation
from sightline.record.tables.cla_placements import ClaPlacement
from sightline.record.tables.cla_previous_permanences import ClaPreviousPermanence
from sightline.record.tables.cla_reviews import ClaReview
from sightline.record.tables.cla_substance_misuses import ClaSubstanceMisuse
from sightline.record.tables.cla_visits import ClaVisit
from sightline.record.tables.complaints import Complaint
from sightline.record.tables.contacts import Contact
from sightline.record.tables.core_groups import CoreGroup
from sightline.record.tables.councils import Council
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.cp_reviews import CpReview
from sightline.record.tables.cp_visits import CpVisit
from sightline.record.tables.disabilities import Disability
from sightline.record.tables.documents import Document
from sightline.record.tables.early_help_episodes import EarlyHelpEpisode
from sightline.record.tables.ehcp_active_plans import EhcpActivePlan
from sightline.record.tables.ehcp_assessments import EhcpAssessment
from sightline.record.tables.ehcp_named_plans import EhcpNamedPlan
from sightline.record.tables.ehcp_requests import EhcpRequest
from sightline.record.tables.ehcp_reviews import EhcpReview
from sightline.record.tables.exploitation_concerns import ExploitationConcern
from sightline.record.tables.exploitation_links import ExploitationLink
from sightline.record.tables.exploitation_responses import ExploitationResponse
from sightline.record.tables.exploitation_screenings import ExploitationScreening
from sightline.record.tables.families import FamilyMember
from sightline.record.tables.foster_carer_reviews import FosterCarerReview
from sightline.record.tables.foster_carers import FosterCarer
from sightline.record.tables.immigration_statuses import ImmigrationStatus
from sightline.record.tables.initial_cp_conferences import InitialCpConference
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.iro_escalations import IroEscalation
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.record.tables.legal_statuses import LegalStatus
from sightline.record.tables.linked_identifiers import LinkedIdentifier
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.record.tables.missing_episodes import MissingEpisode
from sightline.record.tables.mothers import Mother
from sightline.record.tables.pa_contacts import PaContact
from sightline.record.tables.pathway_plans import PathwayPlan
from sightline.record.tables.people import Person
from sightline.record.tables.permanences import Permanence
from sightline.record.tables.personal_education_plans import PersonalEducationPlan
from sightline.record.tables.policies import Policy
from sightline.record.tables.posts import Post
from sightline.record.tables.practice_audits import PracticeAudit
from sightline.record.tables.pre_proceedings import PreProceedings
from sightline.record.tables.private_fostering_arrangements import PrivateFosteringArrangement
from sightline.record.tables.private_fostering_visits import PrivateFosteringVisit
from sightline.record.tables.professionals import Professional
from sightline.record.tables.return_interviews import ReturnInterview
from sightline.record.tables.s47_enquiries import S47Enquiry
from sightline.record.tables.s251_finances import S251Finance
from sightline.record.tables.sdq_scores import SdqScore
from sightline.record.tables.sen_needs import SenNeed
from sightline.record.tables.send_records import SendRecord
from sightline.record.tables.short_breaks import ShortBreak
from sightline.record.tables.significant_events import SignificantEvent
from sightline.record.tables.strategy_attendances import StrategyAttendance
from sightline.record.tables.strategy_discussions import StrategyDiscussion
from sightline.record.tables.supervisions import Supervision
from sightline.record.tables.teams import Team
from sightline.record.tables.training_records import TrainingRecord
from sightline.record.tables.voices_of_children import VoiceOfChild

TABLES: Mapping[str, Table] = declared()

__all__ = [
    "TABLES",
    "Address",
    "AdoptionReview",
    "Appraisal",
    "Assessment",
    "AssessmentFactor",
    "AuditAction",
    "CareLeaver",
    "CareProceedings",
    "CaseNote",
    "CaseSupervision",
    "CinEpisode",
    "CinPlan",
    "CinVisit",
    "ClaCarePlan",
    "ClaConviction",
    "ClaEpisode",
    "ClaHealthCheck",
    "ClaImmunisation",
    "ClaPlacement",
    "ClaPreviousPermanence",
    "ClaReview",
    "ClaSubstanceMisuse",
    "ClaVisit",
    "Complaint",
    "Contact",
    "CoreGroup",
    "Council",
    "CpPlan",
    "CpReview",
    "CpVisit",
    "Disability",
    "Document",
    "EarlyHelpEpisode",
    "EhcpActivePlan",
    "EhcpAssessment",
    "EhcpNamedPlan",
    "EhcpRequest",
    "EhcpReview",
    "ExploitationConcern",
    "ExploitationLink",
    "ExploitationResponse",
    "ExploitationScreening",
    "FamilyMember",
    "FosterCarer",
    "FosterCarerReview",
    "ImmigrationStatus",
    "InitialCpConference",
    "Involvement",
    "IroEscalation",
    "LeadershipReport",
    "LegalStatus",
    "LinkedIdentifier",
    "ManagementDecision",
    "MissingEpisode",
    "Mother",
    "PaContact",
    "PathwayPlan",
    "Permanence",
    "Person",
    "PersonalEducationPlan",
    "Policy",
    "Post",
    "PracticeAudit",
    "PreProceedings",
    "PrivateFosteringArrangement",
    "PrivateFosteringVisit",
    "Professional",
    "ReturnInterview",
    "S47Enquiry",
    "S251Finance",
    "SdqScore",
    "SenNeed",
    "SendRecord",
    "ShortBreak",
    "SignificantEvent",
    "StrategyAttendance",
    "StrategyDiscussion",
    "Supervision",
    "Team",
    "TrainingRecord",
    "VoiceOfChild",
]
