"""Where looked-after children live: plans, notices, approvals, and the carers themselves."""

from __future__ import annotations

import datetime as dt

from sightline.standards.catalogue.common import FOR_ADOPTION, FOSTERING, TEMPORARY
from sightline.standards.catalogue.documents import CARE_PLANNING, Document
from sightline.standards.nodes import (
    Events,
    Every,
    Judgement,
    Spans,
    Within,
    days,
    is_,
    is_not,
    months,
    working_days,
)
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_OUT_OF_AREA = dt.date(2014, 1, 27)  # SI 2013/3239 came into force
_ORDINARY = is_not("placement_type_code", *FOR_ADOPTION, *TEMPORARY)
_NEW_PLACEMENT = Events("cla_placements", "started_on", where=(_ORDINARY,), until="ended_on")
_AWAY = Events("cla_placements", "started_on", where=(_ORDINARY, is_("is_out_of_area", True)))

PLACEMENT_PLANS_ARE_SIGNED = Standard(
    code="cla-placement-plan-5wd",
    sentence="A placement plan is signed before a placement or within five working days of its start.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who moved to a new placement",
    node=Within(
        _NEW_PLACEMENT,
        Events("cla_placements", "placement_plan_on"),
        working_days(5),
        by="cla_placement_id",
        early=90,
    ),
    citation=CARE_PLANNING.at(
        "reg 9(1)-(3)", "https://legislation.gov.uk/uksi/2010/959/part/3/made/data.xht", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    note="Temporary moves and placements for adoption are left out.",
    lines=("placements",),
)

REVIEWING_OFFICERS_ARE_TOLD_OF_MOVES = Standard(
    code="cla-placement-notification",
    sentence="The reviewing officer is told of a placement before it or within five working days of its start.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who moved to a new placement",
    node=Within(
        _NEW_PLACEMENT,
        Events("cla_placements", "iro_told_on"),
        working_days(5),
        by="cla_placement_id",
        early=90,
    ),
    citation=CARE_PLANNING.at(
        "reg 13(1)-(3)",
        "https://legislation.gov.uk/uksi/2010/959/regulation/13/2011-04-01/data.htm?view=plain",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    note="Parents, carers, health and school are to be told as well; the record holds only the reviewing officer.",
    lines=("placements", "reviews-and-challenge"),
)

PLACEMENTS_OUT_OF_AREA_ARE_APPROVED = Standard(
    code="cla-out-of-area-approval",
    sentence="A placement outside the council's area is approved before it starts.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children placed outside the area",
    node=Within(
        _AWAY,
        Events("cla_placements", "approved_on"),
        days(0),
        by="cla_placement_id",
        early=180,
    ),
    citation=Document(
        "Children's Homes and Looked after Children (Miscellaneous Amendments) (England) Regulations 2013 (SI"
        " 2013/3239)"
    ).at(
        "reg 18 amending CPPCR reg 11",
        "http://www.legislation.gov.uk/uksi/2013/3239/part/3/made",
        Confidence.VERIFIED,
        in_force_from=_OUT_OF_AREA,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Who must approve depends on the distance, and an emergency excuses the order; the record tells neither.",
    lines=("placements",),
)

HOST_AUTHORITIES_ARE_TOLD = Standard(
    code="cla-host-authority-notified",
    sentence="The host authority is told of a placement in its area before it or within five working days of its"
    " start.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children placed outside the area",
    node=Within(
        _AWAY,
        Events("cla_placements", "host_authority_told_on"),
        working_days(5),
        by="cla_placement_id",
        early=180,
    ),
    citation=Document("SI 2013/3239").at(
        "regs 18-19 amending CPPCR regs 11, 13",
        "http://www.legislation.gov.uk/uksi/2013/3239/part/3/made",
        Confidence.VERIFIED,
        in_force_from=_OUT_OF_AREA,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The five working days are those of other notices of a placement.",
    lines=("placements",),
)

DELEGATED_AUTHORITY_IS_WRITTEN_DOWN = Standard(
    code="cla-delegated-authority",
    sentence="What a foster carer may decide for the child is written down within 20 working days of the placement.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in foster placements",
    node=Within(
        Events(
            "cla_placements",
            "started_on",
            where=(is_("placement_type_code", *FOSTERING),),
            until="ended_on",
        ),
        Events("cla_placements", "delegated_authority_on"),
        working_days(20),
        by="cla_placement_id",
        early=90,
    ),
    citation=CARE_PLANNING.at("Sch 2: delegated authority in the placement plan", None, Confidence.UNVERIFIED),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The placement plan must say it; the twenty working days are a default.",
    lines=("foster-carers", "placements"),
)

FOSTER_CARERS_ARE_REVIEWED_YEARLY = Standard(
    code="fos-annual-review",
    sentence="A foster carer's approval is reviewed within a year of approval and then at least yearly.",
    area=Area.LOOKED_AFTER,
    applies_to="approved foster carers",
    node=Every(
        Events("foster_carer_reviews", "reviewed_on"),
        Spans("foster_carers", "approved_on", "ended_on"),
        months(12),
        by="foster_carer_id",
    ),
    citation=Document("Fostering Services Regulations 2002 reg 29 (text seen), carried into 2011 reg 28").at(
        "review of approval",
        "https://www.legislation.gov.uk/uksi/2002/57/regulation/29/made/data.htm",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    subject_kind=SubjectKind.CARER,
    subject="foster_carer_id",
    lines=("foster-carers",),
)

MOVES_IN_THE_EXAM_YEARS_ARE_APPROVED = Standard(
    code="cla-ks4-move-approval",
    sentence="A move that would disrupt schooling in the two years before examinations is approved beforehand.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in years 10 and 11 whose placement changed",
    node=Judgement(
        "Did this move disrupt the child's schooling in year 10 or 11, and if so did a nominated officer approve it"
        " beforehand, having asked the designated teacher and the reviewing officer?"
    ),
    citation=CARE_PLANNING.at(
        "reg 10", "https://legislation.gov.uk/uksi/2010/959/part/3/made/data.xht", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("placements", "looked-after-health-education"),
)

STANDARDS = (
    PLACEMENT_PLANS_ARE_SIGNED,
    REVIEWING_OFFICERS_ARE_TOLD_OF_MOVES,
    PLACEMENTS_OUT_OF_AREA_ARE_APPROVED,
    HOST_AUTHORITIES_ARE_TOLD,
    DELEGATED_AUTHORITY_IS_WRITTEN_DOWN,
    FOSTER_CARERS_ARE_REVIEWED_YEARLY,
    MOVES_IN_THE_EXAM_YEARS_ARE_APPROVED,
)
