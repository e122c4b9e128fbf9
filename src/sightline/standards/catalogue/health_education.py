"""The health and education of looked-after children."""

from __future__ import annotations

from sightline.standards.catalogue.common import LOOKED_AFTER
from sightline.standards.catalogue.documents import CARE_PLANNING, EDUCATION_GUIDANCE, SSDA903, Document
from sightline.standards.nodes import Events, Every, Present, Spans, Throughout, is_, known, months, working_days
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_CARE_PLANNING_IN_FORCE = CARE_PLANNING.in_force_from
_INITIAL = Events("cla_health_checks", "checked_on", where=(is_("check_type", "Initial Health Assessment"),))
_ASSESSED = Events(
    "cla_health_checks", "checked_on", where=(is_("check_type", "Initial Health Assessment", "Health Assessment"),)
)
_DENTAL = Events("cla_health_checks", "checked_on", where=(is_("check_type", "Dental Check"),))
_SURVEILLANCE = Events("cla_health_checks", "checked_on", where=(is_("check_type", "Health Surveillance"),))


def _in_care_aged(low: int | None, high: int | None) -> Spans:
    return Spans("cla_episodes", "started_on", "ceased_on", aged=(low, high), merged=True)


_OF_SCHOOL_AGE = _in_care_aged(5, 16)

INITIAL_HEALTH_ASSESSMENTS_ARE_WITHIN_20_WORKING_DAYS = Standard(
    code="cla-iha-20wd",
    sentence="A child's first health assessment is within 20 working days of coming into care.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Every(_INITIAL, LOOKED_AFTER, working_days(20), to_gap=0),
    citation=Document("Promoting the health and well-being of looked-after children (DfE/DH 2015); CPPCR reg 7").at(
        "health assessment timing",
        "https://www.speakcase.app/blog/health-looked-after-children",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_CARE_PLANNING_IN_FORCE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-health-education",),
)

UNDER_FIVES_HEALTH_IS_REVIEWED_SIX_MONTHLY = Standard(
    code="cla-rha-6m-under5",
    sentence="A looked-after child under five has a health assessment at least every six months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children under five",
    node=Every(_ASSESSED, _in_care_aged(None, 5), months(6)),
    citation=Document("CPPCR reg 7(3); statutory health guidance 2015").at(
        "frequency",
        "https://coventrychildcare.proceduresonline.com/p_healthcare_assmt.htm",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_CARE_PLANNING_IN_FORCE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Children with no recorded birth date are left out.",
    lines=("looked-after-health-education",),
)

OLDER_CHILDRENS_HEALTH_IS_REVIEWED_YEARLY = Standard(
    code="cla-rha-12m-5plus",
    sentence="A looked-after child aged five or over has a health assessment at least every twelve months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children aged five or over",
    node=Every(_ASSESSED, _in_care_aged(5, 18), months(12)),
    citation=Document("CPPCR reg 7(3); statutory health guidance 2015").at(
        "frequency",
        "https://coventrychildcare.proceduresonline.com/p_healthcare_assmt.htm",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_CARE_PLANNING_IN_FORCE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="A young person who understands may refuse, and the record does not say so. The clock starts afresh on the"
    " fifth birthday.",
    lines=("looked-after-health-education",),
)

TEETH_ARE_CHECKED_YEARLY = Standard(
    code="cla-dental-12m",
    sentence="A looked-after child has a dental check at least every twelve months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Every(_DENTAL, LOOKED_AFTER, months(12)),
    citation=SSDA903.at(
        "OC2; rules 181,182,191",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="The return asks it of children looked after for a year at 31 March; this asks it of every year in care.",
    lines=("looked-after-health-education",),
)

SMALL_CHILDRENS_HEALTH_CHECKS_ARE_CURRENT = Standard(
    code="cla-health-surveillance-under5",
    sentence="A looked-after child under five has a child health promotion check at least every twelve months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children under five",
    node=Every(_SURVEILLANCE, _in_care_aged(None, 5), months(12)),
    citation=SSDA903.at(
        "rules 545, 546", "https://github.com/data-to-insight/csc-validator-be-903", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="Children with no recorded birth date are left out.",
    lines=("looked-after-health-education",),
)

IMMUNISATIONS_ARE_RECORDED = Standard(
    code="cla-immunisations",
    sentence="The record says whether a looked-after child's immunisations are up to date.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children",
    node=Present(Events("cla_immunisations", "recorded_on"), must=(known("up_to_date"),)),
    citation=SSDA903.at(
        "OC2; rules 182,191", "https://github.com/data-to-insight/csc-validator-be-903", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="It asks for the answer, not that the answer is yes.",
    lines=("looked-after-health-education", "data-quality"),
)

WELLBEING_IS_SCORED_YEARLY = Standard(
    code="cla-sdq-annual",
    sentence="A looked-after child aged 4 to 16 has a strengths and difficulties score at least every twelve months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children aged 4 to 16",
    node=Every(Events("sdq_scores", "completed_on"), _in_care_aged(4, 17), months(12)),
    citation=Document("SSDA903 guide (text in D2I SSD)").at(
        "OC2", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    note="A reason for having none counts when it carries a date.",
    lines=("looked-after-health-education",),
)

SUBSTANCE_MISUSE_IS_ANSWERED = Standard(
    code="cla-substance-misuse-intervention",
    sentence="Where a looked-after child misuses substances, the record says whether they had help for it.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children with a substance misuse problem",
    node=Present(Events("cla_substance_misuses", "recorded_on"), must=(known("intervention_received"),)),
    citation=SSDA903.at(
        "rules 158,159,192,193",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-health-education",),
)

EDUCATION_PLANS_ARE_STARTED = Standard(
    code="cla-pep-initiated-10wd",
    sentence="A personal education plan is begun within ten working days of a child of school age coming into care.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children aged 5 to 15",
    node=Throughout(Spans("personal_education_plans", "started_on", None), _OF_SCHOOL_AGE, working_days(10)),
    citation=Document(f"{EDUCATION_GUIDANCE.title}; CPPCR").at(
        "PEP",
        "https://oldham.gov.uk/info/200226/schools_and_colleges/2857/oldham_virtual_school/2",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_CARE_PLANNING_IN_FORCE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="A plan begun at any earlier time counts. Children in early years and at 16 and 17 should have one too; they"
    " are left out because the record does not say who is in a setting.",
    lines=("looked-after-health-education",),
)

EDUCATION_PLANS_ARE_READY_FOR_THE_REVIEW = Standard(
    code="cla-pep-complete-first-review",
    sentence="A personal education plan is complete within 20 working days of a child of school age coming into care.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children aged 5 to 15",
    node=Throughout(
        Spans("personal_education_plans", "completed_on", None, where=(known("completed_on"),)),
        _OF_SCHOOL_AGE,
        working_days(20),
    ),
    citation=EDUCATION_GUIDANCE.at(
        "PEP",
        "https://oldham.gov.uk/info/200226/schools_and_colleges/2857/oldham_virtual_school/2",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-health-education",),
)

EDUCATION_PLANS_ARE_REVIEWED_EACH_TERM = Standard(
    code="cla-pep-termly",
    sentence="A personal education plan is reviewed every term, so never more than seven months apart.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children aged 5 to 15",
    node=Every(
        Events("personal_education_plans", "completed_on", where=(known("completed_on"),)), _OF_SCHOOL_AGE, months(7)
    ),
    citation=EDUCATION_GUIDANCE.at(
        "PEP review",
        "https://brighterfuturesforchildren.org/services/virtual-school/personal-education-plans/",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="The record holds no term dates. Two reviews in consecutive terms can lie seven months apart, so a longer gap"
    " has missed a term.",
    lines=("looked-after-health-education",),
)

STANDARDS = (
    INITIAL_HEALTH_ASSESSMENTS_ARE_WITHIN_20_WORKING_DAYS,
    UNDER_FIVES_HEALTH_IS_REVIEWED_SIX_MONTHLY,
    OLDER_CHILDRENS_HEALTH_IS_REVIEWED_YEARLY,
    TEETH_ARE_CHECKED_YEARLY,
    SMALL_CHILDRENS_HEALTH_CHECKS_ARE_CURRENT,
    IMMUNISATIONS_ARE_RECORDED,
    WELLBEING_IS_SCORED_YEARLY,
    SUBSTANCE_MISUSE_IS_ANSWERED,
    EDUCATION_PLANS_ARE_STARTED,
    EDUCATION_PLANS_ARE_READY_FOR_THE_REVIEW,
    EDUCATION_PLANS_ARE_REVIEWED_EACH_TERM,
)
