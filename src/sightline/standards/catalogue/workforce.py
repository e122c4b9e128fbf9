"""The people who do the work: who holds a case, how many, with what supervision and training.

Harm: a child held by a manager who cannot do the work has, in truth, no worker (safety).
"""

from __future__ import annotations

from sightline.standards.catalogue.common import ALLOCATED, CASE_HOLDER, CASE_HOLDING, MANAGER, OPEN_CASE
from sightline.standards.catalogue.documents import AGENCY_RULES, EMPLOYER_STANDARDS, LOCAL, Document
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Events,
    Every,
    Judgement,
    Linked,
    Never,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Within,
    days,
    is_,
    known,
    months,
    working_days,
    years,
)
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_SUPERVISION = Events("supervisions", "held_on")
_SOCIAL_WORK = ("social-worker", "newly-qualified", "senior-practitioner")

MANAGERS_HOLD_NO_CASES = Standard(
    code="wf-case-held-by-manager",
    sentence="No child's case is held by somebody in a management post for longer than ten working days.",
    area=Area.WORKFORCE,
    applies_to="children with an allocated worker",
    node=Never(
        Spans(
            "involvements",
            "started_on",
            "ended_on",
            where=(is_("role", "ALLOCATED"),),
            only_while=OnlyWhile(MANAGER, "professional_id"),
        ),
        working_days(10),
    ),
    citation=LOCAL.at("cases held by managers", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="No national rule exists; a council should state its own. Ten working days cover a case passing through a"
    " manager's name while a worker is found.",
    lines=("cases-held-by-managers",),
)

CASELOADS_HAVE_A_CEILING = Standard(
    code="wf-safe-workload",
    sentence="No worker holds more than 25 children at once.",
    area=Area.WORKFORCE,
    applies_to="workers with allocated children",
    node=AtMostAtOnce(25, ALLOCATED),
    citation=Document("LGA Standards for Employers of Social Workers").at(
        "std 3",
        "http://www.southtynesidesafeguardingappp.co.uk/supervision-social-workers-involved-in-safeguarding-enquiries/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national ceiling exists; twenty-five is a default and a council should set its own. A child held under two"
    " referrals counts once.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("supervision-and-decisions", "workforce-stability"),
)

CHILDREN_KEEP_THEIR_WORKER = Standard(
    code="wf-changes-of-worker",
    sentence="A child is not passed to a fourth worker within twelve months.",
    area=Area.WORKFORCE,
    applies_to="children with an allocated worker",
    node=AtMost(3, Events("involvements", "started_on", where=(is_("role", "ALLOCATED"),)), period_days=365),
    citation=LOCAL.at("changes of worker", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists; three allow for the passage from the front door through assessment to a long-term"
    " team.",
    lines=("workforce-stability",),
)

WORKERS_ARE_SUPERVISED_MONTHLY = Standard(
    code="wf-supervision-monthly",
    sentence="A worker who holds cases has supervision every month, and never goes longer than five weeks without it.",
    area=Area.WORKFORCE,
    applies_to="workers who hold cases",
    node=Every(_SUPERVISION, CASE_HOLDER, days(35), by="professional_id"),
    citation=EMPLOYER_STANDARDS.at(
        "std 5",
        "https://www.ccinform.co.uk/standard-5-ensuring-appropriate-supervision/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="The sector's standard is monthly after the first six months; the fifth week allows for leave. Newly qualified"
    " workers are owed more.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("supervision-and-decisions",),
)

CASES_ARE_DISCUSSED_IN_SUPERVISION = Standard(
    code="wf-case-supervision-3m",
    sentence="Every open case is discussed in supervision at least every three months.",
    area=Area.WORKFORCE,
    applies_to="children with an open case",
    node=Every(Events("case_supervisions", "held_on"), OPEN_CASE, months(3)),
    citation=LOCAL.at("case supervision", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    lines=("supervision-and-decisions",),
)

MANAGERS_GIVE_REASONS = Standard(
    code="mgt-decision-rationale",
    sentence="A manager's decision about a child has its reason recorded.",
    area=Area.WORKFORCE,
    applies_to="children about whom a manager decided",
    node=Present(Events("management_decisions", "decided_on"), must=(is_("has_rationale", True),)),
    citation=LOCAL.at("management decisions", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    lines=("supervision-and-decisions",),
)

WORKERS_ARE_APPRAISED_YEARLY = Standard(
    code="wf-appraisal-12m",
    sentence="A member of staff has an appraisal every year, and never goes longer than thirteen months without one.",
    area=Area.WORKFORCE,
    applies_to="everyone in a post",
    node=Every(
        Events("appraisals", "held_on"),
        Spans("posts", "started_on", "ended_on"),
        months(13),
        by="professional_id",
    ),
    citation=LOCAL.at("appraisal", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a yearly round moves by a few weeks, so a month is given.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("supervision-and-decisions",),
)

SOCIAL_WORKERS_ARE_REGISTERED = Standard(
    code="wf-registration",
    sentence="Everyone in a social work post has a registration number.",
    area=Area.WORKFORCE,
    applies_to="social workers",
    node=Within(
        Events("posts", "started_on", where=(is_("post_type", *_SOCIAL_WORK),)),
        Events(
            "posts", "started_on", linked=(Linked("professionals", "professional_id", (known("registration_number"),)),)
        ),
        days(0),
        by="post_id",
    ),
    citation=Document("DfE CSWW methodology").at(
        "definition",
        "https://explore-education-statistics.service.gov.uk/methodology/children-s-social-work-workforce",
        Confidence.VERIFIED,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="The record holds the number, not whether it is current.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("data-quality", "workforce-stability"),
)

STAFF_KNOW_EXPLOITATION = Standard(
    code="wf-exploitation-training",
    sentence="A worker who holds cases has exploitation training within six months of starting, or from the three years"
    " before.",
    area=Area.WORKFORCE,
    applies_to="workers who hold cases",
    node=Within(
        Events("posts", "started_on", where=(is_("post_type", *CASE_HOLDING),), until="ended_on"),
        Events("training_records", "completed_on", where=(is_("course", "exploitation"),)),
        months(6),
        by="professional_id",
        early=1095,
    ),
    citation=LOCAL.at("exploitation training", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("exploitation",),
)

AGENCY_WORKERS_ARE_EXPERIENCED = Standard(
    code="wf-agency-3y-pqe",
    sentence="An agency social worker qualified at least three years before the assignment.",
    area=Area.WORKFORCE,
    applies_to="agency social workers",
    node=Sequence(
        Events("professionals", "qualified_on", where=(known("qualified_on"),), later=years(3)),
        Events(
            "posts",
            "started_on",
            where=(is_("is_agency", True), is_("post_type", "social-worker", "senior-practitioner")),
        ),
        by="professional_id",
    ),
    citation=AGENCY_RULES.at(
        "PQE",
        "https://support-for-social-workers.education.gov.uk/agency-resources/overview",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.PROCESS,
    note="The rule counts experience with children and families; the record holds the day of qualifying.",
    subject_kind=SubjectKind.WORKER,
    subject="professional_id",
    lines=("workforce-stability",),
)

SUPERVISION_IS_LOOKED_AT = Standard(
    code="wf-supervision-quality-monitored",
    sentence="The council measures how often and how well its staff are supervised, against what it said it would do.",
    area=Area.WORKFORCE,
    applies_to="the council",
    node=Judgement(
        "Has the council, this quarter, measured the frequency and the quality of supervision against its own policy,"
        " and what did it do about what it found?"
    ),
    citation=EMPLOYER_STANDARDS.at(
        "std 5",
        "https://www.ccinform.co.uk/standard-5-ensuring-appropriate-supervision/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("supervision-and-decisions",),
)

STANDARDS = (
    MANAGERS_HOLD_NO_CASES,
    CASELOADS_HAVE_A_CEILING,
    CHILDREN_KEEP_THEIR_WORKER,
    WORKERS_ARE_SUPERVISED_MONTHLY,
    CASES_ARE_DISCUSSED_IN_SUPERVISION,
    MANAGERS_GIVE_REASONS,
    WORKERS_ARE_APPRAISED_YEARLY,
    SOCIAL_WORKERS_ARE_REGISTERED,
    STAFF_KNOW_EXPLOITATION,
    AGENCY_WORKERS_ARE_EXPERIENCED,
    SUPERVISION_IS_LOOKED_AT,
)
