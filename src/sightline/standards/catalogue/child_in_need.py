"""Children in need: a plan, a worker, and a child who is seen.

Harm: a child nobody holds, or nobody has seen for half a year, may be in danger unknown (safety). The rest is a child
waiting for help (experience).
"""

from __future__ import annotations

from sightline.standards.catalogue.common import ALLOCATED, CIN_PLAN, OPEN_CASE, SEEN
from sightline.standards.catalogue.documents import LOCAL, Document
from sightline.standards.nodes import (
    AnyOf,
    Events,
    Every,
    Linked,
    Present,
    Spans,
    Throughout,
    Within,
    days,
    is_,
    known,
    months,
    working_days,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

CHILDREN_ARE_NEVER_SIX_MONTHS_UNSEEN = Standard(
    code="child-seen-6m",
    sentence="No child with an open case goes six months without being seen by a social worker.",
    area=Area.CHILD_IN_NEED,
    applies_to="children with an open case",
    node=Every(SEEN, OPEN_CASE, months(6)),
    citation=LOCAL.at("the longest a child may go unseen", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="No national limit exists for children in need; a council should set its own. Half a year is the longest any"
    " plan could excuse. Seen at a visit of any kind, or during an assessment.",
    lines=("children-not-seen",),
)

CHILDREN_IN_NEED_ARE_SEEN_SIX_WEEKLY = Standard(
    code="cin-seen-recently",
    sentence="A child with a child in need plan is seen at least every six weeks.",
    area=Area.CHILD_IN_NEED,
    applies_to="children with a child in need plan",
    node=Every(SEEN, Spans("cin_plans", "started_on", "ended_on", aged=(0, None)), days(42)),
    citation=Document("Ofsted ILACS Annex A List 6").at(
        "List 6", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists; six weeks is a default and a council should set its own. The clock starts at birth"
    " for a plan made before it; children with no recorded birth date are left out.",
    lines=("children-not-seen", "child-in-need-plans"),
)

VISITS_SAY_WHETHER_THE_CHILD_WAS_ALONE = Standard(
    code="cin-seen-alone",
    sentence="A visit at which a child in need was seen records whether they were seen alone.",
    area=Area.CHILD_IN_NEED,
    applies_to="children in need who were visited",
    node=Present(
        Events("cin_visits", "visited_on", where=(is_("child_seen", True),)), must=(known("child_seen_alone"),)
    ),
    citation=LOCAL.at("seen alone", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national rule for children in need; babies and children who refuse are recorded as not alone.",
    lines=("child-in-need-plans",),
)

OPEN_CASES_HAVE_A_WORKER = Standard(
    code="cin-allocated-worker",
    sentence="Every open case has an allocated worker, with no gap longer than five working days.",
    area=Area.CHILD_IN_NEED,
    applies_to="children with an open case",
    node=Throughout(ALLOCATED, OPEN_CASE, working_days(5)),
    citation=Document("Ofsted ILACS Annex A").at(
        "Lists 3-9", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="Inspectors ask for every child's worker. The five working days for a change of hands are a default and a"
    " council should set its own.",
    lines=("cases-held-by-managers", "child-in-need-plans"),
)

NEEDS_LEAD_TO_A_PLAN = Standard(
    code="cin-plan-present",
    sentence="A child whose assessment finds that services are needed has a plan within ten working days.",
    area=Area.CHILD_IN_NEED,
    applies_to="children whose assessment led to services",
    node=Within(
        Events("assessments", "authorised_on", where=(known("authorised_on"), is_("leads_to_services", True))),
        AnyOf(
            (
                Events("cin_plans", "started_on"),
                Events("cp_plans", "started_on"),
                Events("cla_episodes", "started_on"),
            )
        ),
        working_days(10),
        by="referral_id",
        early=3650,
    ),
    citation=Document(
        "DfE children in need census (guide / validation rules as restated in D2I open code); ILACS Annex A List 6"
    ).at("CINplanDates module", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="The plan is required nationally, the ten working days are a default. A protection plan or care in the same"
    " episode counts, and so does a plan that stood already.",
    lines=("child-in-need-plans",),
)

MANAGERS_ENDORSE_PLANS = Standard(
    code="cin-plan-endorsed",
    sentence="A team manager endorses a child in need plan within ten working days of its start.",
    area=Area.CHILD_IN_NEED,
    applies_to="children with a child in need plan",
    node=Within(
        Events("cin_plans", "started_on", until="ended_on"),
        Events("cin_plans", "endorsed_on"),
        working_days(10),
        by="cin_plan_id",
        early=28,
    ),
    citation=Document("Ealing children's services procedures").at(
        "CIN plans and reviews",
        "https://ealingcs.trixonline.co.uk/chapter/child-in-need-plans-and-reviews",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; the rule is one council's and the ten working days are a default.",
    lines=("child-in-need-plans", "supervision-and-decisions"),
)

ASSESSMENTS_ARE_REFRESHED_YEARLY = Standard(
    code="as-refresh-12m",
    sentence="A child who stays on a child in need plan is assessed again at least every twelve months.",
    area=Area.CHILD_IN_NEED,
    applies_to="children with a child in need plan",
    node=Every(Events("assessments", "authorised_on", where=(known("authorised_on"),)), CIN_PLAN, months(12)),
    citation=Document("Torbay Council visiting timescales at a glance").at(
        "Single Assessment row",
        "https://www.torbay.gov.uk/children-and-families/our-ways-of-working/visiting-timescales-at-a-glance/",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists: the year is one council's. Read on plans rather than on open cases, since a"
    " looked-after child's review does the same work.",
    lines=("child-in-need-plans", "assessments"),
)

PROTECTION_STEPS_DOWN_TO_A_PLAN = Standard(
    code="cin-step-down-after-cp-6m",
    sentence="When a protection plan ends, a child in need plan follows within ten working days unless the case"
    " closes.",
    area=Area.CHILD_IN_NEED,
    applies_to="children whose protection plan ended and who did not come into care",
    node=Within(
        Events(
            "cp_plans",
            "ended_on",
            where=(known("ended_on"), known("referral_id")),
            linked=(Linked("cla_episodes", "referral_id", absent=True),),
        ),
        AnyOf(
            (
                Events("cin_plans", "started_on"),
                Events("cin_episodes", "closed_on", where=(known("closed_on"),)),
            )
        ),
        working_days(10),
        by="referral_id",
        early=28,
    ),
    citation=Document("Islington children's services procedures").at(
        "CIN planning meeting criteria",
        "https://islingtonchildcare.proceduresonline.com/chapters/p_cin_planning.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists. The example asks for six months of child in need planning; this asks that it"
    " begins, and leaves a closure to the manager who decided it.",
    lines=("child-in-need-plans", "child-protection-plans"),
)

STANDARDS = (
    CHILDREN_ARE_NEVER_SIX_MONTHS_UNSEEN,
    CHILDREN_IN_NEED_ARE_SEEN_SIX_WEEKLY,
    VISITS_SAY_WHETHER_THE_CHILD_WAS_ALONE,
    OPEN_CASES_HAVE_A_WORKER,
    NEEDS_LEAD_TO_A_PLAN,
    MANAGERS_ENDORSE_PLANS,
    ASSESSMENTS_ARE_REFRESHED_YEARLY,
    PROTECTION_STEPS_DOWN_TO_A_PLAN,
)
