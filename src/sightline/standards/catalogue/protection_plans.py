"""Child protection plans: conferences, core groups, visits, and how a plan ends.

Harm: a child on a plan whom nobody sees may be in danger (safety). A late review or core group leaves the plan to drift
(experience).
"""

from __future__ import annotations

from sightline.standards.catalogue.common import CLA_VISIT, CP_PLAN, CP_VISIT
from sightline.standards.catalogue.documents import CIN_CENSUS, LOCAL, WORKING_TOGETHER, Document
from sightline.standards.nodes import (
    AnyOf,
    AtMost,
    Events,
    Every,
    Linked,
    Never,
    Present,
    Sequence,
    Spans,
    Within,
    days,
    is_,
    known,
    months,
    working_days,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_REVIEW = Events("cp_reviews", "reviewed_on", where=(known("reviewed_on"),))
_CORE_GROUP = Events("core_groups", "held_on", where=(known("held_on"),))

CORE_GROUPS_MEET_WITHIN_TEN_WORKING_DAYS = Standard(
    code="cp-core-group-10wd",
    sentence="The core group first meets within ten working days of a protection plan being made.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Every(_CORE_GROUP, CP_PLAN, working_days(10), by="cp_plan_id", to_gap=0),
    citation=WORKING_TOGETHER.at(
        "child protection plan section",
        "https://seftonscp.procedures.org.uk/lkytqq/child-protection-conferences/managing-individual-cases/core-group",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="A plan starts on the day of the conference that made it.",
    lines=("child-protection-plans",),
)

CORE_GROUPS_MEET_SIX_WEEKLY = Standard(
    code="cp-core-group-4-6-weekly",
    sentence="After its first meeting the core group meets at least every six weeks while the plan runs.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Every(_CORE_GROUP, CP_PLAN, days(42), by="cp_plan_id", from_gap=1),
    citation=Document("Local safeguarding partnership procedures").at(
        "core group",
        "https://seftonscp.procedures.org.uk/lkytqq/child-protection-conferences/managing-individual-cases/core-group",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists; partnerships set four to six weeks, and the longer is the default.",
    lines=("child-protection-plans",),
)

PLANS_ARE_FIRST_REVIEWED_IN_THREE_MONTHS = Standard(
    code="cp-first-review-3m",
    sentence="The first review conference is within three months of the plan's start.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Every(_REVIEW, CP_PLAN, months(3), by="cp_plan_id", to_gap=0),
    citation=WORKING_TOGETHER.at(
        "review conference",
        "http://trixresources.proceduresonline.com/nat_key/keywords/rev_chi_prot_conf.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="A plan made before birth is often reviewed sooner after it; that is local.",
    lines=("child-protection-plans",),
)

PLANS_ARE_THEN_REVIEWED_SIX_MONTHLY = Standard(
    code="cp-subsequent-review-6m",
    sentence="Later review conferences are at most six months apart.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Every(_REVIEW, CP_PLAN, months(6), by="cp_plan_id", from_gap=1),
    citation=WORKING_TOGETHER.at(
        "review conference",
        "http://trixresources.proceduresonline.com/nat_key/keywords/rev_chi_prot_conf.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    lines=("child-protection-plans",),
)

CHILDREN_ON_PLANS_ARE_SEEN = Standard(
    code="cp-visit-frequency",
    sentence="A child on a child protection plan is seen at least every 20 working days.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Every(
        AnyOf((CP_VISIT, CLA_VISIT)),
        Spans("cp_plans", "started_on", "ended_on", aged=(0, 18)),
        working_days(20),
    ),
    citation=Document("Ofsted ILACS Annex A List 7; local procedures").at(
        "List 7", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="No national limit exists; twenty working days is a default and a council should set its own. Visits to a"
    " child who is also looked after count. The clock starts at birth for a plan made before it; children with no"
    " recorded birth date are left out.",
    lines=("child-protection-plans",),
)

PROTECTION_VISITS_SAY_WHETHER_ALONE = Standard(
    code="cp-seen-alone",
    sentence="A visit at which a child on a protection plan was seen records whether they were seen alone.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan who were visited",
    node=Present(CP_VISIT, must=(known("child_seen_alone"),)),
    citation=Document("Ofsted ILACS Annex A List 7").at(
        "List 7", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.PROCESS,
    note="Inspectors ask for it child by child. Babies, and children who refuse, are recorded as not alone.",
    lines=("child-protection-plans",),
)

PROTECTION_VISITS_RECORD_THE_BEDROOM = Standard(
    code="cp-bedroom-seen",
    sentence="A visit to a child on a protection plan records whether their bedroom was seen.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan who were visited",
    node=Present(CP_VISIT, must=(known("bedroom_seen"),)),
    citation=Document("D2I Standard Safeguarding Dataset").at(
        "CPPV006A", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    lines=("child-protection-plans",),
)

PLANS_NAME_A_CATEGORY = Standard(
    code="cp-category-present",
    sentence="Every protection plan names its first and its latest category of abuse.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Present(
        Events("cp_plans", "started_on"), must=(known("initial_category_code"), known("latest_category_code"))
    ),
    citation=CIN_CENSUS.at(
        "rules 8905, 8910", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

PLANS_START_WITH_THEIR_CONFERENCE = Standard(
    code="cp-plan-starts-on-icpc-date",
    sentence="A protection plan starts on the day of the initial conference that made it.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan made by this council",
    node=Within(
        Events(
            "cp_plans",
            "started_on",
            where=(known("icpc_id"),),
            linked=(Linked("initial_cp_conferences", "icpc_id", (is_("is_transfer_in", True),), absent=True),),
        ),
        Events("initial_cp_conferences", "held_on"),
        days(0),
        by="icpc_id",
    ),
    citation=CIN_CENSUS.at(
        "rule 2885", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="Plans that came with a transfer in are left out.",
    lines=("data-quality",),
)

PLANS_ARE_NOT_REPEATED = Standard(
    code="cp-repeat-plan",
    sentence="A child does not start a second or later protection plan.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=AtMost(1, Events("cp_plans", "started_on"), period_days=6575),
    citation=Document("CIN COLLECT report specification").at(
        "'KI Children - More than one CPP'",
        "https://pdfslide.us/documents/children-in-need-census-2017-to-2018-collect-april-2017-11-updated-to-include.html",
        Confidence.VERIFIED,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.PROCESS,
    note="A measure, not a duty. The period is a childhood of eighteen years. In the middle"
    " English authority between a sixth and a quarter of plans are a second or later one (published yearly, 2016 to"
    " 2025); the tolerance is a quarter.",
    tolerance=0.25,
    lines=("child-protection-numbers",),
)

PLANS_DO_NOT_LAST_TWO_YEARS = Standard(
    code="cp-two-years-plus",
    sentence="A child is not on a protection plan for longer than two years.",
    area=Area.CHILD_PROTECTION,
    applies_to="children on a child protection plan",
    node=Never(CP_PLAN, months(24)),
    citation=Document("CIN COLLECT report specification").at(
        "'KI Children - CPP - 2 Years or more'",
        "https://pdfslide.us/documents/children-in-need-census-2017-to-2018-collect-april-2017-11-updated-to-include.html",
        Confidence.VERIFIED,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="A measure of drift, not a limit in law.",
    lines=("child-protection-numbers", "child-protection-plans"),
)

PLANS_END_AT_A_QUORATE_REVIEW = Standard(
    code="cp-closure-quorate",
    sentence="A protection plan ends only after a quorate review has decided that it should.",
    area=Area.CHILD_PROTECTION,
    applies_to="children whose protection plan ended",
    node=Sequence(
        Events("cp_reviews", "reviewed_on", where=(is_("is_quorate", True), is_("plan_continues", False))),
        Events(
            "cp_plans",
            "ended_on",
            where=(known("ended_on"),),
            linked=(Linked("people", "person_id", (known("died_on"),), absent=True),),
        ),
        by="cp_plan_id",
    ),
    citation=Document("Lincolnshire SCP procedures").at(
        "review conference s.2",
        "https://lincolnshirescb.proceduresonline.com/p_child_pro_rev_conf.html",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="Children who died are left out. A plan that ended because the child turned 18 or moved for good needs no"
    " review, and the record cannot tell.",
    lines=("child-protection-numbers",),
)

ENDING_A_PLAN_HAS_ITS_REASON = Standard(
    code="cp-end-decision-rationale",
    sentence="A manager's decision to end a protection plan has its reason recorded.",
    area=Area.CHILD_PROTECTION,
    applies_to="children about whom it was decided to end a plan",
    node=Present(
        Events("management_decisions", "decided_on", where=(is_("decision_type", "end-plan"),)),
        must=(is_("has_rationale", True),),
    ),
    citation=LOCAL.at("management decisions", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    lines=("child-protection-numbers",),
)

STANDARDS = (
    CORE_GROUPS_MEET_WITHIN_TEN_WORKING_DAYS,
    CORE_GROUPS_MEET_SIX_WEEKLY,
    PLANS_ARE_FIRST_REVIEWED_IN_THREE_MONTHS,
    PLANS_ARE_THEN_REVIEWED_SIX_MONTHLY,
    CHILDREN_ON_PLANS_ARE_SEEN,
    PROTECTION_VISITS_SAY_WHETHER_ALONE,
    PROTECTION_VISITS_RECORD_THE_BEDROOM,
    PLANS_NAME_A_CATEGORY,
    PLANS_START_WITH_THEIR_CONFERENCE,
    PLANS_ARE_NOT_REPEATED,
    PLANS_DO_NOT_LAST_TWO_YEARS,
    PLANS_END_AT_A_QUORATE_REVIEW,
    ENDING_A_PLAN_HAS_ITS_REASON,
)
