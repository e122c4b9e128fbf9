"""Visits to looked-after children, and where they live.

Temporary moves (hospital, a carer's holiday) start no clock of their own, and a child placed for adoption is visited
under the adoption regulations. Children living with a parent have rules of their own.
"""

from __future__ import annotations

from sightline.standards.catalogue.common import CLA_VISIT, FOR_ADOPTION, TEMPORARY, WITH_PARENTS
from sightline.standards.catalogue.documents import CARE_PLANNING
from sightline.standards.nodes import (
    Every,
    OnlyWhile,
    Present,
    Spans,
    days,
    is_,
    is_not,
    known,
    months,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_ORDINARY = is_not("placement_type_code", *FOR_ADOPTION, *TEMPORARY, *WITH_PARENTS)
_UNDER_CARE_ORDER = OnlyWhile(
    Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "C2"),)), "person_id"
)
_AT_HOME_UNDER_CARE_ORDER = Spans(
    "cla_placements",
    "started_on",
    "ended_on",
    where=(is_("placement_type_code", *WITH_PARENTS),),
    only_while=_UNDER_CARE_ORDER,
)

CHILDREN_ARE_VISITED_IN_THE_FIRST_WEEK = Standard(
    code="cla-visit-first-week",
    sentence="A looked-after child is seen within a week of every new placement.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who moved to a new placement",
    node=Every(CLA_VISIT, Spans("cla_placements", "started_on", "ended_on", where=(_ORDINARY,)), days(7), to_gap=0),
    citation=CARE_PLANNING.at(
        "reg 28(2)(a)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="A carer with temporary approval asks for weekly visits, which the record cannot tell apart.",
    lines=("looked-after-visits",),
)

CHILDREN_ARE_VISITED_SIX_WEEKLY_IN_THE_FIRST_YEAR = Standard(
    code="cla-visit-first-year-six-weekly",
    sentence="In the first year of a placement, a looked-after child is seen at least every six weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in the first year of a placement",
    node=Every(
        CLA_VISIT,
        Spans("cla_placements", "started_on", "ended_on", where=(_ORDINARY,), first=months(12)),
        days(42),
        from_gap=1,
    ),
    citation=CARE_PLANNING.at(
        "reg 28(2)(b)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The time before the first visit is the first week's standard.",
    lines=("looked-after-visits",),
)

CHILDREN_ARE_VISITED_SIX_WEEKLY_AFTER_IT = Standard(
    code="cla-visit-after-year-six-weekly",
    sentence="After the first year, a child whose placement is not meant to last to 18 is still seen at least every six"
    " weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children more than a year in a placement not meant to last",
    node=Every(
        CLA_VISIT,
        Spans(
            "cla_placements",
            "started_on",
            "ended_on",
            where=(_ORDINARY, is_("is_long_term", False)),
            beyond=months(12),
        ),
        days(42),
    ),
    citation=CARE_PLANNING.at(
        "reg 28(2)(c)(ii)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The clock starts afresh on the first anniversary.",
    lines=("looked-after-visits",),
)

SETTLED_CHILDREN_ARE_VISITED_THREE_MONTHLY = Standard(
    code="cla-visit-long-term-three-monthly",
    sentence="After the first year, a child whose placement is meant to last to 18 is seen at least every three"
    " months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children more than a year in a placement meant to last",
    node=Every(
        CLA_VISIT,
        Spans(
            "cla_placements",
            "started_on",
            "ended_on",
            where=(_ORDINARY, is_("is_long_term", True)),
            beyond=months(12),
        ),
        months(3),
    ),
    citation=CARE_PLANNING.at(
        "reg 28(2)(c)(i)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Later amendments allow six months in some long-term foster placements where the child agrees; the record does"
    " not say where.",
    lines=("looked-after-visits",),
)

CHILDREN_AT_HOME_ON_AN_ORDER_ARE_VISITED_AT_ONCE = Standard(
    code="cla-visit-care-order-first-week",
    sentence="A child who lives with a parent under a full care order is seen within a week.",
    area=Area.LOOKED_AFTER,
    applies_to="children living with a parent under a full care order",
    node=Every(CLA_VISIT, _AT_HOME_UNDER_CARE_ORDER, days(7), to_gap=0),
    citation=CARE_PLANNING.at(
        "reg 28(5)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-visits",),
)

CHILDREN_AT_HOME_ON_AN_ORDER_ARE_VISITED = Standard(
    code="cla-visit-care-order-with-parent",
    sentence="A child who lives with a parent under a full care order is then seen at least every six weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="children living with a parent under a full care order",
    node=Every(CLA_VISIT, _AT_HOME_UNDER_CARE_ORDER, days(42), from_gap=1),
    citation=CARE_PLANNING.at(
        "reg 28(5)", "https://www.legislation.gov.uk/uksi/2010/959/regulation/28/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("looked-after-visits",),
)

VISITS_SAY_WHETHER_ALONE = Standard(
    code="cla-visit-alone",
    sentence="A visit at which a looked-after child was seen records whether they were seen alone.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children who were visited",
    node=Present(CLA_VISIT, must=(known("child_seen_alone"),)),
    citation=CARE_PLANNING.at(
        "reg 29", "https://www.legislation.gov.uk/uksi/2010/959/regulation/29", Confidence.UNVERIFIED
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    note="The law asks that they are, unless it would be wrong or they refuse; the record holds no reason, so it must"
    " at least say.",
    lines=("looked-after-visits",),
)

STANDARDS = (
    CHILDREN_ARE_VISITED_IN_THE_FIRST_WEEK,
    CHILDREN_ARE_VISITED_SIX_WEEKLY_IN_THE_FIRST_YEAR,
    CHILDREN_ARE_VISITED_SIX_WEEKLY_AFTER_IT,
    SETTLED_CHILDREN_ARE_VISITED_THREE_MONTHLY,
    CHILDREN_AT_HOME_ON_AN_ORDER_ARE_VISITED_AT_ONCE,
    CHILDREN_AT_HOME_ON_AN_ORDER_ARE_VISITED,
    VISITS_SAY_WHETHER_ALONE,
)
