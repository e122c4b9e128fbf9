"""Whether the record holds together: what the national returns would query, asked every day.

All of these risk the data (harm: data): a figure that cannot be trusted hides children, and none of them is itself a
child in danger.
"""

from __future__ import annotations

from sightline.standards.catalogue.common import CP_PLAN
from sightline.standards.catalogue.documents import CIN_CENSUS, SSDA903
from sightline.standards.nodes import (
    AnyOf,
    AtMostAtOnce,
    Consistent,
    Events,
    Linked,
    Never,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Within,
    before,
    days,
    is_,
    known,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_REFERRED = Events("cin_episodes", "referred_on")
_ACCEPTED = Events("cin_episodes", "referred_on", where=(is_("no_further_action", False),))

REFERRALS_SAY_WHETHER_ANYTHING_FOLLOWED = Standard(
    code="fd-referral-nfa-flag",
    sentence="A referral says whether any further action followed.",
    area=Area.DATA,
    applies_to="children referred to children's social care",
    node=Present(_REFERRED, must=(known("no_further_action"),)),
    citation=CIN_CENSUS.at(
        "rules 8568, 8831, 8832, 4000",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

REFERRALS_NAME_THEIR_SOURCE = Standard(
    code="fd-referral-source",
    sentence="A referral says who made it.",
    area=Area.DATA,
    applies_to="children referred to children's social care",
    node=Present(_REFERRED, must=(known("source_code"),)),
    citation=CIN_CENSUS.at(
        "rule 8866", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CHILDREN_IN_NEED_HAVE_A_PRIMARY_NEED = Standard(
    code="fd-primary-need",
    sentence="A referral that is taken on says what the child's main need is.",
    area=Area.DATA,
    applies_to="children whose referral led to further action",
    node=Present(_ACCEPTED, must=(known("primary_need_code"),)),
    citation=CIN_CENSUS.at(
        "rules 8610, 8650", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

ONE_ASSESSMENT_IS_OPEN_AT_ONCE = Standard(
    code="as-one-open-assessment",
    sentence="A child has no more than one assessment open at once in an episode.",
    area=Area.DATA,
    applies_to="children being assessed",
    node=AtMostAtOnce(1, Spans("assessments", "started_on", "authorised_on"), count="assessment_id", by="referral_id"),
    citation=CIN_CENSUS.at(
        "rules 8896, 8863Q", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

ASSESSMENTS_END_AFTER_THEY_START = Standard(
    code="as-dates-in-order",
    sentence="An assessment is not authorised before it started.",
    area=Area.DATA,
    applies_to="children being assessed",
    node=Consistent(Events("assessments", "started_on"), never=(before("authorised_on", "started_on"),)),
    citation=CIN_CENSUS.at(
        "rules 1103, 8608, 8867",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CHILDREN_HAVE_ONE_PLAN = Standard(
    code="cp-no-concurrent-cin-plan",
    sentence="A child in need plan does not run on while the child is on a protection plan.",
    area=Area.DATA,
    applies_to="children with a child in need plan",
    node=Never(Spans("cin_plans", "started_on", "ended_on", only_while=OnlyWhile(CP_PLAN, "person_id"))),
    citation=CIN_CENSUS.at(
        "rules 4001, 4003, 4004, 4014, 4016, 8935, 8940",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="A plan that ends on the day the other starts does not overlap it.",
    lines=("data-quality",),
)

ONE_ENQUIRY_IS_OPEN_AT_ONCE = Standard(
    code="cp-s47-one-open",
    sentence="A child has no more than one section 47 enquiry open at once.",
    area=Area.DATA,
    applies_to="children subject of a section 47 enquiry",
    node=AtMostAtOnce(1, Spans("s47_enquiries", "started_on", "ended_on"), count="s47_enquiry_id", by="person_id"),
    citation=CIN_CENSUS.at(
        "rules 8839, 8890, 8615, 8868, 2889",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

REVIEWS_COME_AFTER_THE_PLAN_STARTS = Standard(
    code="cp-review-not-on-start",
    sentence="A review conference is dated after the day its plan started.",
    area=Area.DATA,
    applies_to="children on a child protection plan",
    node=Sequence(
        Events("cp_plans", "started_on", later=days(1)),
        Events("cp_reviews", "reviewed_on", where=(known("reviewed_on"), known("cp_plan_id"))),
        by="cp_plan_id",
    ),
    citation=CIN_CENSUS.at(
        "rules 8840, 8841", "https://github.com/data-to-insight/csc-validator-be-cin", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CLOSED_CASES_SAY_WHY = Standard(
    code="cin-closure-reason",
    sentence="A closed case says why it was closed.",
    area=Area.DATA,
    applies_to="children whose case was closed",
    node=Present(
        Events(
            "cin_episodes",
            "closed_on",
            where=(known("closed_on"), is_("no_further_action", False)),
        ),
        must=(known("close_reason"),),
    ),
    citation=CIN_CENSUS.at(
        "rules 8805, 8810, 8825Q, 2990",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="A referral that needed no further action has no case to close.",
    lines=("data-quality",),
)

MISSING_EPISODES_DO_NOT_OVERLAP = Standard(
    code="mis-no-overlap",
    sentence="A child is not recorded as missing twice at once.",
    area=Area.DATA,
    applies_to="children who went missing",
    node=AtMostAtOnce(
        1, Spans("missing_episodes", "started_on", "ended_on"), count="missing_episode_id", by="person_id"
    ),
    citation=SSDA903.at(
        "rules 567, 574, 577, 578, 581",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CASES_CLOSE_AFTER_THEY_OPEN = Standard(
    code="cin-dates-in-order",
    sentence="A case is not closed before it was referred.",
    area=Area.DATA,
    applies_to="children referred to children's social care",
    node=Consistent(_REFERRED, never=(before("closed_on", "referred_on"),)),
    citation=CIN_CENSUS.at("dates in order", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

EPISODES_OF_CARE_END_AFTER_THEY_START = Standard(
    code="cla-dates-in-order",
    sentence="An episode of care does not end before it started.",
    area=Area.DATA,
    applies_to="looked-after children",
    node=Consistent(Events("cla_episodes", "started_on"), never=(before("ceased_on", "started_on"),)),
    citation=SSDA903.at("dates in order", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

ENDED_EPISODES_OF_CARE_SAY_WHY = Standard(
    code="cla-cease-reason",
    sentence="An episode of care that ended says why.",
    area=Area.DATA,
    applies_to="looked-after children whose episode ended",
    node=Present(Events("cla_episodes", "ceased_on", where=(known("ceased_on"),)), must=(known("ceased_reason_code"),)),
    citation=SSDA903.at("reason episode ceased", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

BIRTH_DATES_ARE_RECORDED = Standard(
    code="cin-birth-date",
    sentence="The record holds a child's date of birth, or the expected date before it.",
    area=Area.DATA,
    applies_to="children whose referral led to further action",
    node=Within(
        _ACCEPTED,
        AnyOf(
            (
                Events(
                    "cin_episodes",
                    "referred_on",
                    linked=(Linked("people", "person_id", (known("born_on"),)),),
                ),
                Events(
                    "cin_episodes",
                    "referred_on",
                    linked=(Linked("people", "person_id", (known("expected_birth_on"),)),),
                ),
            )
        ),
        days(0),
        by="referral_id",
    ),
    citation=CIN_CENSUS.at("date of birth", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    note="Standards about age leave out a child with neither, so this one must not be missed.",
    lines=("data-quality",),
)

ETHNICITY_IS_RECORDED = Standard(
    code="cin-ethnicity",
    sentence="The record holds a child's ethnicity.",
    area=Area.DATA,
    applies_to="children whose referral led to further action",
    node=Within(
        _ACCEPTED,
        Events("cin_episodes", "referred_on", linked=(Linked("people", "person_id", (known("ethnicity"),)),)),
        days(0),
        by="referral_id",
    ),
    citation=CIN_CENSUS.at("ethnicity", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    note="A code that says the family refused, or was not asked, is an answer.",
    lines=("data-quality",),
)

STANDARDS = (
    REFERRALS_SAY_WHETHER_ANYTHING_FOLLOWED,
    REFERRALS_NAME_THEIR_SOURCE,
    CHILDREN_IN_NEED_HAVE_A_PRIMARY_NEED,
    ONE_ASSESSMENT_IS_OPEN_AT_ONCE,
    ASSESSMENTS_END_AFTER_THEY_START,
    CHILDREN_HAVE_ONE_PLAN,
    ONE_ENQUIRY_IS_OPEN_AT_ONCE,
    REVIEWS_COME_AFTER_THE_PLAN_STARTS,
    CLOSED_CASES_SAY_WHY,
    MISSING_EPISODES_DO_NOT_OVERLAP,
    CASES_CLOSE_AFTER_THEY_OPEN,
    EPISODES_OF_CARE_END_AFTER_THEY_START,
    ENDED_EPISODES_OF_CARE_SAY_WHY,
    BIRTH_DATES_ARE_RECORDED,
    ETHNICITY_IS_RECORDED,
)
