"""Disabled children and young people from birth to 25: education, health and care plans, and short breaks."""

from __future__ import annotations

from sightline.standards.catalogue.documents import CARE_PLANNING, CIN_CENSUS, SEND, Document
from sightline.standards.nodes import Events, Every, Linked, Never, Spans, Within, days, is_, known, months, weeks
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_REQUESTED = Events("ehcp_requests", "requested_on")

FAMILIES_ARE_TOLD_WHETHER_NEEDS_WILL_BE_ASSESSED = Standard(
    code="ehc-assess-decision-6w",
    sentence="A family is told within six weeks of asking whether the council will assess for an education, health and"
    " care plan.",
    area=Area.DISABILITY,
    applies_to="children for whom an assessment was requested",
    node=Within(_REQUESTED, Events("ehcp_requests", "outcome_on"), weeks(6), by="ehcp_request_id"),
    citation=SEND.at(
        "reg 5(1)", "https://legislation.gov.uk/uksi/2014/1530/regulation/5/data.htm", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The regulations excuse a closed school and exceptional circumstances; the record does not say when.",
    lines=("disabled-children",),
)

PLANS_ARE_FINAL_IN_TWENTY_WEEKS = Standard(
    code="ehc-final-20w",
    sentence="Where a plan is issued, it is final within 20 weeks of the request.",
    area=Area.DISABILITY,
    applies_to="children for whom it was decided to issue a plan",
    node=Within(
        Events(
            "ehcp_requests",
            "requested_on",
            linked=(
                Linked("ehcp_assessments", "ehcp_request_id", (is_("outcome_code", "Y"),)),
                Linked("ehcp_assessments", "ehcp_request_id", (is_("exceptions", "Y"),), absent=True),
            ),
        ),
        Events("ehcp_named_plans", "started_on"),
        weeks(20),
    ),
    citation=SEND.at(
        "reg 13(2)",
        "https://gov.uk/government/publications/changes-to-the-law-on-education-health-and-care-needs-assessments-and-plans-due-to-coronavirus/education-health-and-care-needs-assessments-and-plans-guidance-on-temporary-legislative-changes-relating-to-coronavirus-covid-19",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Children for whom a permitted exception is recorded are left out.",
    lines=("disabled-children",),
)

PLANS_ARE_REVIEWED_YEARLY = Standard(
    code="ehc-annual-review-12m",
    sentence="An education, health and care plan is reviewed at least every twelve months.",
    area=Area.DISABILITY,
    applies_to="children and young people with an education, health and care plan",
    node=Every(
        Events("ehcp_reviews", "held_on"),
        Spans("ehcp_named_plans", "started_on", "ceased_on"),
        months(12),
        by="named_plan_id",
    ),
    citation=Document("Children and Families Act 2014").at(
        "s44",
        "https://watkinssolicitors.co.uk/site/services/education-solicitors/annual-reviews",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=SEND.in_force_from,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Under-fives should be reviewed more often.",
    lines=("disabled-children",),
)

REVIEW_REPORTS_GO_OUT_IN_TWO_WEEKS = Standard(
    code="ehc-review-report-2w",
    sentence="The report of a yearly review is sent within two weeks of the meeting.",
    area=Area.DISABILITY,
    applies_to="children and young people whose plan was reviewed",
    node=Within(
        Events("ehcp_reviews", "held_on"), Events("ehcp_reviews", "report_sent_on"), weeks(2), by="ehcp_review_id"
    ),
    citation=SEND.at(
        "reg 20",
        "https://www.livewellsouthend.com/education-health-care-plans/annual-reviews-education-health-care-plans/3",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    lines=("disabled-children",),
)

FAMILIES_HEAR_IN_FOUR_WEEKS = Standard(
    code="ehc-review-decision-4w",
    sentence="A family is told the outcome of a yearly review within four weeks of the meeting.",
    area=Area.DISABILITY,
    applies_to="children and young people whose plan was reviewed",
    node=Within(
        Events("ehcp_reviews", "held_on"), Events("ehcp_reviews", "decision_sent_on"), weeks(4), by="ehcp_review_id"
    ),
    citation=SEND.at(
        "reg 20(10)", "https://www.stockton.gov.uk/article/20400/Annual-review-decision", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("disabled-children",),
)

AMENDED_PLANS_ARE_FINAL_IN_EIGHT_WEEKS = Standard(
    code="ehc-amended-plan-8w",
    sentence="An amended plan is final within eight weeks of the notice that it would be amended.",
    area=Area.DISABILITY,
    applies_to="children and young people whose plan is being amended",
    node=Within(
        Events("ehcp_reviews", "decision_sent_on", where=(known("decision_sent_on"), is_("amends_plan", True))),
        Events("ehcp_reviews", "amended_plan_sent_on"),
        weeks(8),
        by="ehcp_review_id",
    ),
    citation=SEND.at(
        "reg 22",
        "https://www.livewellsouthend.com/education-health-care-plans/annual-reviews-education-health-care-plans/3",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("disabled-children",),
)

SHORT_BREAKS_ARE_SHORT = Standard(
    code="cla-short-break-limits",
    sentence="No single short break is longer than 17 days.",
    area=Area.DISABILITY,
    applies_to="children with short breaks away from home",
    node=Never(Spans("short_breaks", "started_on", "ended_on"), days(17)),
    citation=CARE_PLANNING.at(
        "reg 48(2)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/48/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    note="A longer stay makes the child looked after in the ordinary way. The yearly limit of 75 days needs the days"
    " added up, which no standard here does.",
    lines=("disabled-children",),
)

DISABILITY_IS_RECORDED = Standard(
    code="cin-disability-coded",
    sentence="The record says of every child in need whether they are disabled and how.",
    area=Area.DISABILITY,
    applies_to="children whose referral led to further action",
    node=Within(
        Events("cin_episodes", "referred_on", where=(is_("no_further_action", False),)),
        Events("cin_episodes", "referred_on", linked=(Linked("disabilities", "person_id"),)),
        days(0),
        by="referral_id",
    ),
    citation=CIN_CENSUS.at(
        "rules 8540, 8790, 8794, 2887Q, 2888Q",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="A child who is not disabled has the code for none. Disability carries no date, so it is judged by the"
    " referral's.",
    lines=("data-quality", "disabled-children"),
)

STANDARDS = (
    FAMILIES_ARE_TOLD_WHETHER_NEEDS_WILL_BE_ASSESSED,
    PLANS_ARE_FINAL_IN_TWENTY_WEEKS,
    PLANS_ARE_REVIEWED_YEARLY,
    REVIEW_REPORTS_GO_OUT_IN_TWO_WEEKS,
    FAMILIES_HEAR_IN_FOUR_WEEKS,
    AMENDED_PLANS_ARE_FINAL_IN_EIGHT_WEEKS,
    SHORT_BREAKS_ARE_SHORT,
    DISABILITY_IS_RECORDED,
)
