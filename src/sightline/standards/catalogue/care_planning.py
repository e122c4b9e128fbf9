"""Looked-after children: the care plan, the reviews that test it, and the reviewing officer who challenges it."""

from __future__ import annotations

from sightline.standards.catalogue.common import (
    CARE_CHANGED,
    LOOKED_AFTER,
    LOOKED_AFTER_NOT_FOR_ADOPTION,
    REVIEW_HELD,
)
from sightline.standards.catalogue.documents import (
    CARE_PLANNING,
    CARE_PLANNING_GUIDANCE,
    IRO_HANDBOOK,
    SSDA903,
    Document,
)
from sightline.standards.nodes import (
    AnyOf,
    Events,
    Every,
    Judgement,
    Linked,
    Present,
    Spans,
    Throughout,
    Within,
    is_,
    is_not,
    known,
    months,
    working_days,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_CARE_PLAN = Events("cla_care_plans", "started_on")

CARE_PLANS_STAND_WITHIN_TEN_WORKING_DAYS = Standard(
    code="cla-care-plan-before-placement-or-10wd",
    sentence="A child has a care plan before coming into care or within ten working days, and at all times after.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Throughout(Spans("cla_care_plans", "started_on", "ended_on"), LOOKED_AFTER, working_days(10)),
    citation=CARE_PLANNING.at(
        "reg 4(2)",
        "https://www.legislation.gov.uk/uksi/2010/959/part/2/made/data.xht?view=snippet&wrap=true",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The regulation's ten working days are for the first plan; the same grace is given between one plan and the"
    " next.",
    lines=("looked-after-plans",),
)

CARE_PLANS_FOLLOW_CHANGE = Standard(
    code="cla-plan-follows-change",
    sentence="When a looked-after child moves, changes legal status, goes missing or has a significant event, the care"
    " plan is made anew within 20 working days.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in whose life something changed",
    node=Within(
        AnyOf(
            (
                *CARE_CHANGED,
                Events("missing_episodes", "started_on", linked=(Linked("cla_episodes", "person_id"),)),
                Events("significant_events", "occurred_on", linked=(Linked("cla_episodes", "person_id"),)),
            )
        ),
        _CARE_PLAN,
        working_days(20),
    ),
    citation=CARE_PLANNING_GUIDANCE.at("keeping the care plan up to date", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Guidance gives no number; twenty working days is a default. Missing episodes and events count for a child who"
    " was looked after at any time, since the record joins them without dates. A change with which care ended asks for"
    " no new plan.",
    lines=("looked-after-plans",),
)

CARE_PLANS_SAY_WHAT_IF = Standard(
    code="cla-plan-contingency",
    sentence="A care plan says what happens if it does not work.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children with a care plan",
    node=Present(_CARE_PLAN, must=(is_("has_contingency", True),)),
    citation=CARE_PLANNING_GUIDANCE.at("contingency plan", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-plans",),
)

CARE_PLANS_ARE_WHOLE = Standard(
    code="cla-care-plan-content",
    sentence="A care plan covers permanence, health, education, identity, family, and the child's wishes and feelings.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children with a care plan",
    node=Judgement(
        "Does the care plan say, for this child, what is planned for permanence, health, education, emotional and"
        " behavioural development, identity and family, and what the child and those with parental responsibility want?"
    ),
    citation=CARE_PLANNING.at(
        "reg 5 and Sch 1", "https://www.legislation.gov.uk/uksi/2010/959/regulation/5/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-plans",),
)

FIRST_REVIEWS_ARE_WITHIN_20_WORKING_DAYS = Standard(
    code="cla-first-review-20wd",
    sentence="A child's first review is within 20 working days of coming into care.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Every(REVIEW_HELD, LOOKED_AFTER_NOT_FOR_ADOPTION, working_days(20), to_gap=0),
    citation=CARE_PLANNING.at(
        "reg 33(1)", "https://legislation.gov.uk/cy/uksi/2010/959/part/6/made?timeline=false", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="A child placed for adoption is reviewed under the adoption regulations instead, from that day.",
    lines=("reviews-and-challenge",),
)

SECOND_REVIEWS_ARE_WITHIN_THREE_MONTHS = Standard(
    code="cla-second-review-3m",
    sentence="A looked-after child's second review is within three months of the first.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Every(REVIEW_HELD, LOOKED_AFTER_NOT_FOR_ADOPTION, months(3), from_gap=1, to_gap=1),
    citation=CARE_PLANNING.at(
        "reg 33(2)", "https://legislation.gov.uk/cy/uksi/2010/959/part/6/made?timeline=false", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("reviews-and-challenge",),
)

LATER_REVIEWS_ARE_SIX_MONTHLY = Standard(
    code="cla-subsequent-review-6m",
    sentence="From the third onward, a looked-after child's reviews are at most six months apart.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Every(REVIEW_HELD, LOOKED_AFTER_NOT_FOR_ADOPTION, months(6), from_gap=2),
    citation=CARE_PLANNING.at(
        "reg 33(2)", "https://legislation.gov.uk/cy/uksi/2010/959/part/6/made?timeline=false", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("reviews-and-challenge",),
)

REVIEWS_RECORD_HOW_THE_CHILD_TOOK_PART = Standard(
    code="cla-review-participation",
    sentence="A looked-after child's review records how the child took part.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who were reviewed",
    node=Present(
        Events("cla_reviews", "reviewed_on", where=(known("reviewed_on"), is_not("is_cancelled", True))),
        must=(known("participation_code"),),
    ),
    citation=SSDA903.at(
        "rules 166,167,440,441",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    lines=("reviews-and-challenge", "data-quality"),
)

REVIEWING_OFFICERS_CHALLENGE_DRIFT = Standard(
    code="iro-challenges-drift",
    sentence="Where a child has been in care for six months with no permanence plan, the reviewing officer challenges"
    " it within a month.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who never had a permanence plan",
    node=Every(
        Events("iro_escalations", "raised_on"),
        Spans(
            "cla_episodes",
            "started_on",
            "ceased_on",
            linked=(Linked("cla_care_plans", "person_id", (known("permanence_plan_code"),), absent=True),),
            merged=True,
        ),
        months(7),
        to_gap=0,
    ),
    citation=IRO_HANDBOOK.at("monitoring the case and dispute resolution", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Counted as seven months from coming into care, so that a challenge made early counts and a child who goes"
    " home sooner is owed none. The seven months are Sightline's reading.",
    lines=("reviews-and-challenge", "permanence"),
)

REVIEWING_OFFICERS_ARE_NAMED = Standard(
    code="iro-appointed-5wd",
    sentence="A looked-after child has a reviewing officer within five working days, and at all times after.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Throughout(
        Spans("involvements", "started_on", "ended_on", where=(is_("role", "IRO"),)), LOOKED_AFTER, working_days(5)
    ),
    citation=IRO_HANDBOOK.at(
        "LA responsibilities",
        "https://niromp.org/about-us/iro-handbook-2010-the-facilitation-of-an-effective-iro-service-local-authority-responsibilities/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.PROCESS,
    note="The handbook's five working days are for the first officer; the same grace is given between one and the"
    " next.",
    lines=("reviews-and-challenge",),
    version=2,
)

DISPUTES_ARE_RESOLVED_IN_20_WORKING_DAYS = Standard(
    code="iro-dispute-20wd",
    sentence="A formal dispute raised by a reviewing officer is resolved within 20 working days.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children about whom a formal dispute was raised",
    node=Within(
        Events("iro_escalations", "raised_on", where=(is_("is_formal", True),)),
        Events("iro_escalations", "resolved_on", where=(known("resolved_on"),)),
        working_days(20),
        by="iro_escalation_id",
    ),
    citation=IRO_HANDBOOK.at(
        "s6.2 (quoted)", "http://southwark.proceduresonline.com/chapters/p_iro_esc.html", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    lines=("reviews-and-challenge",),
)

REVIEWING_OFFICERS_KEEP_IN_TOUCH = Standard(
    code="cla-iro-contact",
    sentence="The reviewing officer's last contact with a looked-after child is recorded within six months of coming"
    " into care.",
    area=Area.LOOKED_AFTER,
    applies_to="children who became looked after",
    node=Present(
        Events("cla_episodes", "started_on", where=(is_("start_reason_code", "S"),), until="ceased_on"),
        must=(known("last_iro_contact_on"),),
        grace=months(6),
    ),
    citation=Document("Ofsted ILACS Annex A List 8; IRO Handbook").at(
        "List 8", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="The record holds only the last contact, so this asks whether there was ever one.",
    lines=("reviews-and-challenge",),
)

LEAVING_CARE_IS_DECIDED_WITH_CARE = Standard(
    code="cla-leaving-care-decision-assessment",
    sentence="Before a child leaves care, the next arrangements and the support needed are assessed and the child is"
    " heard.",
    area=Area.LOOKED_AFTER,
    applies_to="children who are about to leave care",
    node=Judgement(
        "Before the decision to cease looking after this child, were the next arrangements assessed, the support needed"
        " put in place, the child's wishes heard, and the decision signed off at the right level?"
    ),
    citation=CARE_PLANNING.at(
        "reg 39", "https://legislation.gov.uk/uksi/2010/959/part/7?view=extent", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-plans",),
)

STANDARDS = (
    CARE_PLANS_STAND_WITHIN_TEN_WORKING_DAYS,
    CARE_PLANS_FOLLOW_CHANGE,
    CARE_PLANS_SAY_WHAT_IF,
    CARE_PLANS_ARE_WHOLE,
    FIRST_REVIEWS_ARE_WITHIN_20_WORKING_DAYS,
    SECOND_REVIEWS_ARE_WITHIN_THREE_MONTHS,
    LATER_REVIEWS_ARE_SIX_MONTHLY,
    REVIEWS_RECORD_HOW_THE_CHILD_TOOK_PART,
    REVIEWING_OFFICERS_CHALLENGE_DRIFT,
    REVIEWING_OFFICERS_ARE_NAMED,
    DISPUTES_ARE_RESOLVED_IN_20_WORKING_DAYS,
    REVIEWING_OFFICERS_KEEP_IN_TOUCH,
    LEAVING_CARE_IS_DECIDED_WITH_CARE,
)
