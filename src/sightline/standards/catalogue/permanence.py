"""Permanence and adoption: a plan for good, in time, and reviews while a child waits."""

from __future__ import annotations

from sightline.standards.catalogue.common import CLA_VISIT, LOOKED_AFTER, WHILE_LOOKED_AFTER
from sightline.standards.catalogue.documents import ADOPTION_AGENCIES, LOCAL, SSDA903, Document
from sightline.standards.nodes import (
    Consistent,
    Events,
    Every,
    Never,
    Present,
    Spans,
    Throughout,
    before,
    days,
    is_,
    known,
    missing,
    months,
    weeks,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_REVIEW = Events("adoption_reviews", "reviewed_on")
_NOT_REVERSED = missing("decision_reversed_on")

# Waiting ends when the child is placed, or leaves care some other way. A decision reversed ends the duty too, and the
# record holds its day in a column of its own, so those children are left out.
_WAITING = Spans(
    "permanences",
    "placement_order_on",
    "placed_for_adoption_on",
    where=(known("placement_order_on"), _NOT_REVERSED),
    only_while=WHILE_LOOKED_AFTER,
)
_PLACED = Spans(
    "permanences",
    "placed_for_adoption_on",
    "order_on",
    where=(known("placed_for_adoption_on"), _NOT_REVERSED),
    only_while=WHILE_LOOKED_AFTER,
)

CHILDREN_IN_CARE_HAVE_A_PERMANENCE_PLAN = Standard(
    code="cla-permanence-plan-recorded",
    sentence="A looked-after child has a permanence plan within four months of coming into care, and at all times"
    " after.",
    area=Area.PERMANENCE,
    applies_to="looked-after children",
    node=Throughout(
        Spans("cla_care_plans", "started_on", "ended_on", where=(known("permanence_plan_code"),)),
        LOOKED_AFTER,
        months(4),
    ),
    citation=Document("Ofsted ILACS Annex A List 8; CPPCR reg 5(a)").at(
        "List 8", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="By the second review, which is due four months after coming into care: twenty working days and three months.",
    lines=("permanence",),
)

SECTION_20_IS_NOT_A_WAITING_ROOM = Standard(
    code="cla-s20-under16-12m",
    sentence="A child under 16 is not accommodated under section 20 for longer than twelve months.",
    area=Area.PERMANENCE,
    applies_to="children under 16 accommodated under section 20",
    node=Never(
        Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "V2"),), aged=(0, 16)),
        months(12),
    ),
    citation=LOCAL.at("section 20 accommodation", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists, and for some children it is right: a year is when somebody should ask. Children"
    " with no recorded birth date are left out.",
    lines=("permanence",),
)

WAITING_CHILDREN_ARE_FIRST_REVIEWED_IN_THREE_MONTHS = Standard(
    code="adopt-review-waiting-3m",
    sentence="A child who may be placed for adoption and waits is reviewed within three months of the placement order.",
    area=Area.PERMANENCE,
    applies_to="children with a placement order who are not yet placed",
    node=Every(_REVIEW, _WAITING, months(3), by="permanence_id", to_gap=0),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(1)(a)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Authority given by parents' consent carries no date in the record. Children whose adoption decision was"
    " reversed are left out.",
    lines=("adoption",),
)

WAITING_CHILDREN_ARE_THEN_REVIEWED_SIX_MONTHLY = Standard(
    code="adopt-review-waiting-6m",
    sentence="While a child goes on waiting to be placed for adoption, reviews are at most six months apart.",
    area=Area.PERMANENCE,
    applies_to="children with a placement order who are not yet placed",
    node=Every(_REVIEW, _WAITING, months(6), by="permanence_id", from_gap=1),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(1)(b)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("adoption",),
)

PLACED_CHILDREN_ARE_REVIEWED_IN_FOUR_WEEKS = Standard(
    code="adopt-review-placed-4-weeks",
    sentence="A child placed for adoption is reviewed within four weeks.",
    area=Area.PERMANENCE,
    applies_to="children placed for adoption",
    node=Every(_REVIEW, _PLACED, weeks(4), by="permanence_id", to_gap=0),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(3)(a)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The duty ends with the order or when the child leaves care.",
    lines=("adoption",),
)

PLACED_CHILDREN_ARE_REVIEWED_AGAIN_IN_THREE_MONTHS = Standard(
    code="adopt-review-placed-3m",
    sentence="The second review of a child placed for adoption is within three months of the first.",
    area=Area.PERMANENCE,
    applies_to="children placed for adoption",
    node=Every(_REVIEW, _PLACED, months(3), by="permanence_id", from_gap=1, to_gap=1),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(3)(b)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("adoption",),
)

PLACED_CHILDREN_ARE_THEN_REVIEWED_SIX_MONTHLY = Standard(
    code="adopt-review-placed-6m",
    sentence="Later reviews of a child placed for adoption are at most six months apart.",
    area=Area.PERMANENCE,
    applies_to="children placed for adoption",
    node=Every(_REVIEW, _PLACED, months(6), by="permanence_id", from_gap=2),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(3)(c)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("adoption",),
)

PLACED_CHILDREN_ARE_VISITED_WEEKLY = Standard(
    code="adopt-visit-weekly-to-first-review",
    sentence="In the first four weeks after being placed for adoption a child is seen at least weekly.",
    area=Area.PERMANENCE,
    applies_to="children placed for adoption",
    node=Every(
        CLA_VISIT,
        Spans(
            "permanences",
            "placed_for_adoption_on",
            "order_on",
            where=(known("placed_for_adoption_on"), _NOT_REVERSED),
            first=weeks(4),
            only_while=WHILE_LOOKED_AFTER,
        ),
        days(7),
    ),
    citation=ADOPTION_AGENCIES.at(
        "reg 36(4)", "http://www.legislation.gov.uk/uksi/2005/389/regulation/36/made", Confidence.VERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Weekly until the first review, which is due in four weeks.",
    lines=("adoption",),
)

PLACEMENT_ORDERS_FOLLOW_THE_DECISION = Standard(
    code="cla-adoption-data-order",
    sentence="A placement order is not dated before the decision that the child should be placed for adoption.",
    area=Area.PERMANENCE,
    applies_to="children with a placement order",
    node=Consistent(
        Events("permanences", "placement_order_on", where=(known("placement_order_on"),)),
        never=(before("placement_order_on", "adoption_decision_on"),),
    ),
    citation=SSDA903.at(
        "rules 119,331,333,522,525,551-554,558",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

PLACEMENTS_FOLLOW_THE_MATCH = Standard(
    code="cla-adoption-match-order",
    sentence="A child is not recorded as placed for adoption before being matched.",
    area=Area.PERMANENCE,
    applies_to="children placed for adoption",
    node=Consistent(
        Events("permanences", "placed_for_adoption_on", where=(known("placed_for_adoption_on"),)),
        never=(before("placed_for_adoption_on", "matched_on"),),
    ),
    citation=SSDA903.at(
        "rules 119,331,333,522,525,551-554,558",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

REVERSED_DECISIONS_SAY_WHY = Standard(
    code="cla-adoption-reversal-reason",
    sentence="A decision that a child should no longer be placed for adoption has its reason recorded.",
    area=Area.PERMANENCE,
    applies_to="children whose adoption decision was reversed",
    node=Present(
        Events("permanences", "decision_reversed_on", where=(known("decision_reversed_on"),)),
        must=(known("decision_reversed_reason"),),
    ),
    citation=SSDA903.at(
        "rules 119,331,333,522,525,551-554,558",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality", "adoption"),
)

STANDARDS = (
    CHILDREN_IN_CARE_HAVE_A_PERMANENCE_PLAN,
    SECTION_20_IS_NOT_A_WAITING_ROOM,
    WAITING_CHILDREN_ARE_FIRST_REVIEWED_IN_THREE_MONTHS,
    WAITING_CHILDREN_ARE_THEN_REVIEWED_SIX_MONTHLY,
    PLACED_CHILDREN_ARE_REVIEWED_IN_FOUR_WEEKS,
    PLACED_CHILDREN_ARE_REVIEWED_AGAIN_IN_THREE_MONTHS,
    PLACED_CHILDREN_ARE_THEN_REVIEWED_SIX_MONTHLY,
    PLACED_CHILDREN_ARE_VISITED_WEEKLY,
    PLACEMENT_ORDERS_FOLLOW_THE_DECISION,
    PLACEMENTS_FOLLOW_THE_MATCH,
    REVERSED_DECISIONS_SAY_WHY,
)
