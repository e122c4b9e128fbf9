"""Assessments under section 17: finished in time, with the child seen, and with a manager looking on."""

from __future__ import annotations

import datetime as dt

from sightline.standards.catalogue.common import ENTERED_CARE
from sightline.standards.catalogue.documents import CIN_CENSUS, WORKING_TOGETHER, Document
from sightline.standards.nodes import (
    AnyOf,
    Events,
    Linked,
    Present,
    Within,
    days,
    is_,
    known,
    working_days,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_SINGLE_ASSESSMENT = dt.date(2013, 4, 15)  # Working Together 2013 replaced the ten- and 35-day assessments
_AUTHORISED = Events("assessments", "authorised_on", where=(known("authorised_on"),))

ASSESSMENTS_TAKE_45_WORKING_DAYS = Standard(
    code="as-assessment-45wd",
    sentence="An assessment is finished and authorised within 45 working days of being started.",
    area=Area.ASSESSMENT,
    applies_to="children being assessed",
    node=Within(
        Events("assessments", "started_on"),
        Events("assessments", "authorised_on"),
        working_days(45),
        by="assessment_id",
    ),
    citation=WORKING_TOGETHER.at(
        "ch.1/3 assessment timeliness",
        "https://proceduresonline.com/toolkit/glossary/a/cs-assessment",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_SINGLE_ASSESSMENT,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Guidance counts from the referral and the children in need census from the start of the assessment; the start"
    " is used, since a case open for years is assessed again.",
    lines=("assessments",),
)

OVERRUNS_ARE_EXPLAINED = Standard(
    code="as-overrun-reason",
    sentence="An assessment that takes longer than 45 working days has the reason recorded.",
    area=Area.ASSESSMENT,
    applies_to="children being assessed",
    node=Within(
        Events("assessments", "started_on"),
        AnyOf(
            (
                Events("assessments", "authorised_on"),
                Events("assessments", "started_on", where=(known("overrun_reason"),), later=working_days(45)),
            )
        ),
        working_days(45),
        by="assessment_id",
    ),
    citation=WORKING_TOGETHER.at(
        "ch.1/3",
        "https://proceduresonline.com/toolkit/glossary/a/cs-assessment",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_SINGLE_ASSESSMENT,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.PROCESS,
    note="Kept by being on time or by the recorded reason, which counts from the forty-fifth day.",
    lines=("assessments",),
)

CHILDREN_ARE_SEEN_WHEN_ASSESSED = Standard(
    code="as-child-seen",
    sentence="A child is seen during their assessment.",
    area=Area.ASSESSMENT,
    applies_to="children whose assessment was authorised",
    node=Present(
        Events(
            "assessments",
            "authorised_on",
            where=(known("authorised_on"),),
            linked=(Linked("people", "person_id", (known("born_on"),)),),
        ),
        must=(is_("child_seen", True),),
    ),
    citation=Document("Ofsted ILACS Annex A (column); Working Together").at(
        "List 4", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Children with no recorded birth date are left out: they may not be born.",
    lines=("assessments",),
)

ASSESSMENTS_RECORD_FACTORS = Standard(
    code="as-factors-recorded",
    sentence="A finished assessment records the factors it found.",
    area=Area.ASSESSMENT,
    applies_to="children whose assessment was authorised",
    node=Within(
        _AUTHORISED,
        Events(
            "assessments",
            "authorised_on",
            linked=(Linked("assessment_factors", "assessment_id"),),
        ),
        days(0),
        by="assessment_id",
    ),
    citation=CIN_CENSUS.at(
        "rules 8897Q, 8614, 8869, 8898",
        "https://github.com/data-to-insight/csc-validator-be-cin",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="The factors themselves carry no date; they are taken as recorded with the authorisation.",
    lines=("assessments", "data-quality"),
)

MANAGERS_LOOK_IN_BY_DAY_TEN = Standard(
    code="as-manager-checkpoints",
    sentence="A manager looks at how an assessment is going within ten working days of its start.",
    area=Area.ASSESSMENT,
    applies_to="children being assessed",
    node=Within(
        Events("assessments", "started_on", until="authorised_on"),
        Events("assessments", "manager_checked_on"),
        working_days(10),
        by="assessment_id",
    ),
    citation=Document("Torbay Council visiting timescales at a glance").at(
        "Single Assessment row",
        "https://www.torbay.gov.uk/children-and-families/our-ways-of-working/visiting-timescales-at-a-glance/",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists: the figure is one council's. An assessment finished sooner needs no check.",
    lines=("assessments", "supervision-and-decisions"),
)

CHILDREN_ENTERING_CARE_ARE_ASSESSED = Standard(
    code="cla-assessment-on-entry",
    sentence="A child who comes into care has an assessment from the half year before, or within 45 working days"
    " after.",
    area=Area.ASSESSMENT,
    applies_to="children who become looked after",
    node=Within(ENTERED_CARE, _AUTHORISED, working_days(45), early=183),
    citation=WORKING_TOGETHER.at("assessment of a looked-after child", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="The duty lapses when care ends with the episode that began it. Half a year is Sightline's reading of a"
    " current assessment.",
    lines=("looked-after-plans",),
)

STANDARDS = (
    ASSESSMENTS_TAKE_45_WORKING_DAYS,
    OVERRUNS_ARE_EXPLAINED,
    CHILDREN_ARE_SEEN_WHEN_ASSESSED,
    ASSESSMENTS_RECORD_FACTORS,
    MANAGERS_LOOK_IN_BY_DAY_TEN,
    CHILDREN_ENTERING_CARE_ARE_ASSESSED,
)
