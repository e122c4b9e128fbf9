"""Care leavers: a plan that is theirs, an adviser who comes, a home and something to do.

The record holds a care leaver's home and activity as last known, on the day of the latest contact. One with whom there
has been no contact has no such day, and is *unknown* rather than left out.
"""

from __future__ import annotations

import datetime as dt

from sightline.standards.catalogue.common import ELIGIBLE, NOT_OWED_CONTACT
from sightline.standards.catalogue.documents import CARE_LEAVERS, CARE_PLANNING, LOCAL, SSDA903, Document
from sightline.standards.nodes import (
    Events,
    Every,
    Judgement,
    Linked,
    Present,
    Spans,
    Throughout,
    days,
    is_,
    known,
    months,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_PLAN = Events("pathway_plans", "completed_on", where=(is_("plan_type", "plan", "review"),))
_DONE = Events("pathway_plans", "completed_on", where=(known("completed_on"), is_("plan_type", "plan", "review")))
_LAST_KNOWN = Events("care_leavers", "latest_contact_on")
_IN_TOUCH = Events("care_leavers", "latest_contact_on", where=(is_("in_touch_code", "YES"),))

NEEDS_ARE_ASSESSED_AT_16 = Standard(
    code="cl-eligible-needs-assessment-3m",
    sentence="A child in care has a leaving care needs assessment within three months of becoming eligible at 16.",
    area=Area.CARE_LEAVERS,
    applies_to="eligible children: aged 16 or 17 and thirteen weeks in care",
    node=Throughout(
        Spans(
            "pathway_plans",
            "completed_on",
            None,
            where=(known("completed_on"), is_("plan_type", "assessment")),
        ),
        ELIGIBLE,
        months(3),
    ),
    citation=CARE_PLANNING.at(
        "reg 42(1)",
        "https://www.legislation.gov.uk/uksi/2010/959/part/7/crossheading/eligible-children?view=plain",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The thirteen weeks are counted in the present period of care; earlier periods since 14 would count in law."
    " Children with no recorded birth date are left out.",
    lines=("pathway-planning",),
)

ELIGIBLE_CHILDREN_HAVE_A_PATHWAY_PLAN = Standard(
    code="cl-eligible-pathway-plan",
    sentence="A child in care has a pathway plan within four months of becoming eligible at 16.",
    area=Area.CARE_LEAVERS,
    applies_to="eligible children: aged 16 or 17 and thirteen weeks in care",
    node=Throughout(
        Spans(
            "pathway_plans",
            "completed_on",
            None,
            where=(known("completed_on"), is_("plan_type", "plan", "review")),
        ),
        ELIGIBLE,
        months(4),
    ),
    citation=CARE_PLANNING.at(
        "reg 41",
        "https://www.legislation.gov.uk/uksi/2010/959/part/7/crossheading/eligible-children?view=plain",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The law says as soon as possible after the assessment; a month is given.",
    lines=("pathway-planning",),
)

PATHWAY_PLANS_ARE_REVIEWED_SIX_MONTHLY = Standard(
    code="cl-pathway-review-6m",
    sentence="A pathway plan is reviewed at least every six months until the young person is 21.",
    area=Area.CARE_LEAVERS,
    applies_to="young people under 21 with a pathway plan",
    node=Every(
        _DONE,
        Spans(
            "pathway_plans",
            "completed_on",
            None,
            where=(known("completed_on"), is_("plan_type", "plan")),
            linked=(NOT_OWED_CONTACT,),
            aged=(None, 21),
            merged=True,
        ),
        months(6),
        from_gap=1,
    ),
    citation=Document("Care Leavers (England) Regulations 2010 reg 7; Volume 3 guidance").at(
        "reviews",
        "http://shropshire.gov.uk/looked-after-children/leaving-care/preparing-for-leaving-care/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Counted from the first plan. Young people who died, need no more support or went home for six months are left"
    " out, as are those with no recorded birth date.",
    lines=("pathway-planning",),
)

PLANS_ARE_THE_YOUNG_PERSONS_OWN = Standard(
    code="cl-plan-is-theirs",
    sentence="The young person says that their pathway plan is theirs.",
    area=Area.CARE_LEAVERS,
    applies_to="young people with a pathway plan",
    node=Present(_PLAN, must=(is_("young_person_agrees", True),)),
    citation=LOCAL.at("the young person's own answer", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="Not every failing is a date. No national rule asks for the answer; a plan without it may be current and not"
    " meaningful.",
    lines=("pathway-planning",),
)

ENTITLEMENTS_ARE_EXPLAINED = Standard(
    code="cl-entitlements-explained",
    sentence="A young person with a pathway plan has been told what they are entitled to.",
    area=Area.CARE_LEAVERS,
    applies_to="young people with a pathway plan",
    node=Present(_PLAN, must=(known("entitlements_explained_on"),)),
    citation=LOCAL.at("entitlements explained", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    lines=("pathway-planning",),
)

ADVISERS_SEE_CARE_LEAVERS_EIGHT_WEEKLY = Standard(
    code="cl-pa-visit-8-weeks",
    sentence="A personal adviser sees a care leaver aged 18 to 20 at least every eight weeks.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers aged 18 to 20 with a personal adviser",
    node=Every(
        Events("pa_contacts", "contacted_on", where=(is_("is_in_person", True),)),
        Spans(
            "involvements",
            "started_on",
            "ended_on",
            where=(is_("role", "PERSONAL_ADVISER"),),
            linked=(
                Linked(
                    "care_leavers",
                    "person_id",
                    (is_("in_touch_code", "DIED", "NREQ", "RHOM", "REFU"),),
                    absent=True,
                ),
            ),
            aged=(18, 21),
            merged=True,
        ),
        days(56),
    ),
    citation=Document("Care Leavers (England) Regulations 2010 reg 8; Volume 3 guidance").at(
        "visits", "https://southwarkcareleavers.co.uk/you-own-pathway-plan", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Contact by telephone or message does not count. A change of adviser does not restart the clock. Young people"
    " who died, refuse, need no more support or went home for six months are left out.",
    lines=("care-leavers-contact",),
)

CARE_LEAVERS_HAVE_AN_ADVISER = Standard(
    code="cl-pa-to-25",
    sentence="A former relevant young person has a named personal adviser.",
    area=Area.CARE_LEAVERS,
    applies_to="former relevant young people",
    node=Present(
        Events("care_leavers", "latest_contact_on", where=(is_("eligibility_code", "Former Relevant"),)),
        must=(known("personal_adviser_id"),),
    ),
    citation=Document("Children and Social Work Act 2017 s3", dt.date(2018, 4, 1)).at(
        "PA duty",
        "https://walsallchildcare.proceduresonline.com/p_trans_leav_LA_ser.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="To 25 since 1 April 2018, from which it is asked; before, to 21 or longer in education under the Children Act"
    " 1989, which is not asked here.",
    lines=("care-leavers-contact",),
    version=2,
)

ELIGIBILITY_IS_RECORDED = Standard(
    code="cl-eligibility-coded",
    sentence="The record says what kind of leaving care support a care leaver is entitled to.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers",
    node=Present(_LAST_KNOWN, must=(known("eligibility_code"),)),
    citation=Document("D2I SSD (restates DfE/Ofsted definitions)").at(
        "eligibility", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("care-leavers-contact", "data-quality"),
)

IN_TOUCH_IS_RECORDED = Standard(
    code="cl-in-touch",
    sentence="The record says whether the council is in touch with a care leaver.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers",
    node=Present(_LAST_KNOWN, must=(known("in_touch_code"),)),
    citation=SSDA903.at(
        "rules 131,132,133,344,345",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("care-leavers-contact", "data-quality"),
)

HOMES_ARE_RECORDED_WITH_THEIR_SUITABILITY = Standard(
    code="cl-suitable-accommodation",
    sentence="The record says where a care leaver in touch lives and whether it is suitable.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers the council is in touch with",
    node=Present(_IN_TOUCH, must=(known("accommodation_code"), known("accommodation_suitable"))),
    citation=Document("Ofsted ILACS Annex A List 9").at(
        "List 9", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="It asks for the answer; a home that is not suitable is for a person to look at.",
    lines=("care-leavers-homes-and-work",),
)

CARE_LEAVERS_STUDY_OR_WORK = Standard(
    code="cl-eet",
    sentence="A care leaver is in education, employment or training.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers",
    node=Present(_LAST_KNOWN, must=(is_("activity_code", "F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"),)),
    citation=Document("Ofsted ILACS Annex A List 9").at(
        "List 9", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="A measure, not a duty, and a hard one: across England about two in five are not. That is the tolerance.",
    tolerance=0.4,
    lines=("care-leavers-homes-and-work", "pathway-planning"),
)

HOMES_ARE_TESTED_BEFORE_THEY_ARE_CALLED_SUITABLE = Standard(
    code="cl-suitable-accommodation-test",
    sentence="Accommodation is called suitable only once the young person's needs, wishes, work and the provider were"
    " looked at.",
    area=Area.CARE_LEAVERS,
    applies_to="care leavers whose accommodation the council arranged",
    node=Judgement(
        "Was this home called suitable after looking at the young person's needs and wishes, their education or work,"
        " and the character of the provider?"
    ),
    citation=CARE_LEAVERS.at(
        "reg 9(2)-(3)", "https://legislation.gov.uk/uksi/2010/2571/part/4/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("care-leavers-homes-and-work",),
)

STANDARDS = (
    NEEDS_ARE_ASSESSED_AT_16,
    ELIGIBLE_CHILDREN_HAVE_A_PATHWAY_PLAN,
    PATHWAY_PLANS_ARE_REVIEWED_SIX_MONTHLY,
    PLANS_ARE_THE_YOUNG_PERSONS_OWN,
    ENTITLEMENTS_ARE_EXPLAINED,
    ADVISERS_SEE_CARE_LEAVERS_EIGHT_WEEKLY,
    CARE_LEAVERS_HAVE_AN_ADVISER,
    ELIGIBILITY_IS_RECORDED,
    IN_TOUCH_IS_RECORDED,
    HOMES_ARE_RECORDED_WITH_THEIR_SUITABILITY,
    CARE_LEAVERS_STUDY_OR_WORK,
    HOMES_ARE_TESTED_BEFORE_THEY_ARE_CALLED_SUITABLE,
)
