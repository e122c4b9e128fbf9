"""Significant harm: strategy discussion, enquiry, conference.

Harm: a danger known and not acted on (safety).
"""

from __future__ import annotations

from sightline.standards.catalogue.common import VISITED
from sightline.standards.catalogue.documents import CHILDREN_ACT, CIN_CENSUS, WORKING_TOGETHER, Document
from sightline.standards.nodes import Events, Sequence, Within, days, is_, known, working_days
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_HELD = Events("strategy_discussions", "held_on", where=(known("held_on"),))
_CONFERENCE = Events("initial_cp_conferences", "held_on", where=(known("held_on"),))

STRATEGY_DISCUSSIONS_ARE_PROMPT = Standard(
    code="cp-strategy-prompt",
    sentence="Where significant harm is suspected, a strategy discussion is held by the next working day.",
    area=Area.CHILD_PROTECTION,
    applies_to="children for whom a strategy discussion was asked for",
    node=Within(
        Events("strategy_discussions", "requested_on", where=(known("requested_on"),)),
        _HELD,
        working_days(1),
        by="strategy_discussion_id",
    ),
    citation=Document(f"{WORKING_TOGETHER.title}; Knowsley procedures").at(
        "strategy discussion",
        "https://knowsleychildcare.proceduresonline.com/p_cp_business.htm",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="Guidance gives no number; twenty-four hours is one partnership's. The record keeps days and not hours, so the"
    " next working day is the reading.",
    lines=("significant-harm-response",),
)

POLICE_JOIN_STRATEGY_DISCUSSIONS = Standard(
    code="cp-strategy-police",
    sentence="The police take part in every strategy discussion.",
    area=Area.CHILD_PROTECTION,
    applies_to="children for whom a strategy discussion was held",
    node=Within(
        _HELD,
        Events("strategy_attendances", "attended_on", where=(is_("agency", "police"), is_("attended", True))),
        days(0),
        by="strategy_discussion_id",
    ),
    citation=WORKING_TOGETHER.at("strategy discussion", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.SAFETY,
    lines=("significant-harm-response",),
)

THRESHOLD_MET_LEADS_TO_ENQUIRY = Standard(
    code="cp-threshold-leads-to-s47",
    sentence="Where a strategy discussion finds the threshold of significant harm met, a section 47 enquiry begins by"
    " the next working day.",
    area=Area.CHILD_PROTECTION,
    applies_to="children for whom the threshold of significant harm was met",
    node=Within(
        Events("strategy_discussions", "held_on", where=(known("held_on"), is_("threshold_met", True))),
        Events("s47_enquiries", "started_on"),
        working_days(1),
    ),
    citation=CHILDREN_ACT.at(
        "s47(1)", "https://www.legislation.gov.uk/ukpga/1989/41/section/47", Confidence.UNVERIFIED
    ),
    force=Force.LAW,
    harm=Harm.SAFETY,
    note="The duty to enquire is law; the next working day is guidance's sense of at once.",
    lines=("significant-harm-response",),
)

ENQUIRIES_COME_BEFORE_CONFERENCES = Standard(
    code="cp-enquiry-before-conference",
    sentence="An initial conference is held only once a section 47 enquiry has begun.",
    area=Area.CHILD_PROTECTION,
    applies_to="children for whom an initial conference was held, transfers in left out",
    node=Sequence(
        Events("s47_enquiries", "started_on"),
        Events("initial_cp_conferences", "held_on", where=(known("held_on"), is_("is_transfer_in", False))),
    ),
    citation=WORKING_TOGETHER.at("section 47 enquiries", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.PROCESS,
    lines=("significant-harm-response",),
)

CHILDREN_ARE_SEEN_WHEN_AN_ENQUIRY_BEGINS = Standard(
    code="cp-s47-child-seen-1wd",
    sentence="A child is seen within one working day of a section 47 enquiry beginning.",
    area=Area.CHILD_PROTECTION,
    applies_to="children subject of a section 47 enquiry",
    node=Within(Events("s47_enquiries", "started_on"), VISITED, working_days(1)),
    citation=Document("Torbay Council visiting timescales").at(
        "MASH row",
        "https://www.torbay.gov.uk/children-and-families/our-ways-of-working/visiting-timescales-at-a-glance/",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="No national limit exists: the figure is one council's and a council should set its own.",
    lines=("significant-harm-response",),
)

CONFERENCES_ARE_WITHIN_15_WORKING_DAYS = Standard(
    code="cp-icpc-15wd",
    sentence="The initial conference is held within 15 working days of the strategy discussion that began the enquiry.",
    area=Area.CHILD_PROTECTION,
    applies_to="children whose section 47 enquiry led to a conference",
    node=Within(
        Events("s47_enquiries", "started_on", where=(is_("leads_to_conference", True),)),
        _CONFERENCE,
        working_days(15),
        by="s47_enquiry_id",
    ),
    citation=Document(f"{WORKING_TOGETHER.title}; CIN census guide").at(
        "CIN InitialCPCtarget definition",
        "https://github.com/data-to-insight/ssd-data-model",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="An enquiry starts on the day of the strategy discussion that initiated it. The middle English authority holds"
    " 81% of its conferences in time and the lower quartile 69.5% (2016); the tolerance is a quarter: the"
    " middle authority is within it, and one at the lower quartile is not.",
    tolerance=0.25,
    version=2,
    lines=("significant-harm-response", "child-protection-plans"),
)

TRANSFERS_IN_ARE_CONFERENCED_IN_TIME = Standard(
    code="cp-transfer-in-conference-15wd",
    sentence="A child already on a plan elsewhere who moves in has a conference by its target, 15 working days after"
    " the notice.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on another authority's plan who moved in",
    node=Within(
        Events("initial_cp_conferences", "target_on", where=(known("target_on"), is_("is_transfer_in", True))),
        _CONFERENCE,
        days(0),
        by="icpc_id",
        early=366,
    ),
    citation=WORKING_TOGETHER.at(
        "transfer-in conference",
        "https://pdfslide.us/documents/children-in-need-census-2017-to-2018-collect-april-2017-11-updated-to-include.html",
        Confidence.UNVERIFIED,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Read from the conference's recorded target: the record does not hold the day of the notice.",
    lines=("child-protection-plans",),
)

ENQUIRIES_SIT_WITH_AN_ASSESSMENT = Standard(
    code="cp-s47-with-assessment",
    sentence="A section 47 enquiry goes with an assessment in the same episode, begun before it or within 45 working"
    " days.",
    area=Area.CHILD_PROTECTION,
    applies_to="children subject of a section 47 enquiry",
    node=Within(
        Events("s47_enquiries", "started_on", where=(known("referral_id"),)),
        Events("assessments", "started_on"),
        working_days(45),
        by="referral_id",
        early=3650,
    ),
    citation=CIN_CENSUS.at(
        "rule 2991Q", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="The return asks that one exists; the forty-five working days an assessment may take are the limit here.",
    lines=("data-quality",),
)

STANDARDS = (
    STRATEGY_DISCUSSIONS_ARE_PROMPT,
    POLICE_JOIN_STRATEGY_DISCUSSIONS,
    THRESHOLD_MET_LEADS_TO_ENQUIRY,
    ENQUIRIES_COME_BEFORE_CONFERENCES,
    CHILDREN_ARE_SEEN_WHEN_AN_ENQUIRY_BEGINS,
    CONFERENCES_ARE_WITHIN_15_WORKING_DAYS,
    TRANSFERS_IN_ARE_CONFERENCED_IN_TIME,
    ENQUIRIES_SIT_WITH_AN_ASSESSMENT,
)
