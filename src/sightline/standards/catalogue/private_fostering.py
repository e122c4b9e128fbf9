"""Private fostering: the regulations' clocks on visits, and a default for the assessment."""

from __future__ import annotations

from sightline.standards.catalogue.documents import LOCAL, PRIVATE_FOSTERING
from sightline.standards.nodes import (
    Events,
    Every,
    Present,
    Spans,
    Within,
    days,
    known,
    months,
    weeks,
    working_days,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_KNOWN_OF = Events("private_fostering_arrangements", "notified_on", until="ended_on")
_VISIT = Events("private_fostering_visits", "visited_on")

PRIVATE_FOSTERING_IS_VISITED_WITHIN_SEVEN_WORKING_DAYS = Standard(
    code="pf-initial-visit-7wd",
    sentence="A privately fostered child is first visited within seven working days of the council learning of it.",
    area=Area.LOOKED_AFTER,
    applies_to="privately fostered children",
    node=Within(_KNOWN_OF, _VISIT, working_days(7), by="private_fostering_id"),
    citation=PRIVATE_FOSTERING.at(
        "regs 4 and 7", "https://legislation.gov.uk/uksi/2005/1533/note/made", Confidence.UNVERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("private-fostering",),
)

PRIVATE_FOSTERING_IS_ASSESSED = Standard(
    code="pf-assessment-42d",
    sentence="A private fostering arrangement is assessed within 42 days of the council learning of it.",
    area=Area.LOOKED_AFTER,
    applies_to="privately fostered children",
    node=Within(
        _KNOWN_OF,
        Events("private_fostering_arrangements", "assessed_on"),
        days(42),
        by="private_fostering_id",
    ),
    citation=LOCAL.at("private fostering assessment", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists; a council should set its own.",
    lines=("private-fostering",),
)

PRIVATELY_FOSTERED_CHILDREN_ARE_VISITED_SIX_WEEKLY = Standard(
    code="pf-visit-six-weekly-year1",
    sentence="In the first year a privately fostered child is visited at least every six weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="privately fostered children in the first year",
    node=Every(
        _VISIT,
        Spans("private_fostering_arrangements", "notified_on", "ended_on", first=months(12)),
        weeks(6),
        by="private_fostering_id",
    ),
    citation=PRIVATE_FOSTERING.at(
        "reg 8(1)(a), 8(6)", "http://legislation.gov.uk/uksi/2005/1533/regulation/8/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Counted from the day the council learned of the arrangement.",
    lines=("private-fostering",),
)

PRIVATELY_FOSTERED_CHILDREN_ARE_THEN_VISITED_12_WEEKLY = Standard(
    code="pf-visit-12-weekly-later",
    sentence="After the first year a privately fostered child is visited at least every twelve weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="privately fostered children after the first year",
    node=Every(
        _VISIT,
        Spans("private_fostering_arrangements", "notified_on", "ended_on", beyond=months(12)),
        weeks(12),
        by="private_fostering_id",
    ),
    citation=PRIVATE_FOSTERING.at(
        "reg 8(1)(b)", "http://legislation.gov.uk/uksi/2005/1533/regulation/8/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("private-fostering",),
)

PRIVATE_FOSTERING_VISITS_SAY_WHETHER_ALONE = Standard(
    code="pf-child-spoken-to-alone",
    sentence="A visit to a privately fostered child records whether the child was spoken to alone.",
    area=Area.LOOKED_AFTER,
    applies_to="privately fostered children who were visited",
    node=Present(_VISIT, must=(known("child_seen_alone"),)),
    citation=PRIVATE_FOSTERING.at(
        "reg 8(3),(5)", "http://legislation.gov.uk/uksi/2005/1533/regulation/8/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.PROCESS,
    note="The law asks that they are unless it would be wrong; the record holds no reason, so it must at least say.",
    lines=("private-fostering",),
)

STANDARDS = (
    PRIVATE_FOSTERING_IS_VISITED_WITHIN_SEVEN_WORKING_DAYS,
    PRIVATE_FOSTERING_IS_ASSESSED,
    PRIVATELY_FOSTERED_CHILDREN_ARE_VISITED_SIX_WEEKLY,
    PRIVATELY_FOSTERED_CHILDREN_ARE_THEN_VISITED_12_WEEKLY,
    PRIVATE_FOSTERING_VISITS_SAY_WHETHER_ALONE,
)
