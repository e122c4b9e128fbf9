"""Where a looked-after child may not live, or not for so long, and what a return would query of a placement.

Harm: a child placed where no regulation reaches may be in danger (safety).
"""

from __future__ import annotations

import datetime as dt

from sightline.standards.catalogue.common import WITH_PARENTS
from sightline.standards.catalogue.documents import SSDA903, Document
from sightline.standards.nodes import (
    Events,
    Judgement,
    Never,
    OnlyWhile,
    Present,
    Spans,
    days,
    is_,
    known,
    weeks,
)
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_BAN = dt.date(2021, 9, 9)  # SI 2021/161 came into force
_URN_COLLECTED = dt.date(2015, 4, 1)  # first asked for in the collection of 2015 to 2016

NOBODY_UNDER_16_IS_IN_AN_UNREGULATED_SETTING = Standard(
    code="cla-unregulated-under16-ban",
    sentence="No looked-after child under 16 lives in semi-independent or independent accommodation.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children under 16 in an unregulated setting",
    node=Never(
        Spans(
            "cla_placements",
            "started_on",
            "ended_on",
            where=(is_("placement_type_code", "H5", "P2"),),
            aged=(None, 16),
        )
    ),
    citation=Document("Care Planning (Amendment) 2021; Supported Accommodation Regulations 2023").at(
        "ban / registration", None, Confidence.UNVERIFIED, in_force_from=_BAN
    ),
    force=Force.LAW,
    harm=Harm.SAFETY,
    note="In force from 9 September 2021; an earlier placement is not judged by it.",
    lines=("placements",),
)

NOBODY_UNDER_13_IS_IN_SECURE_ACCOMMODATION = Standard(
    code="secure-under-13",
    sentence="No child under 13 is placed in a secure children's home without the Secretary of State's approval.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children under 13 in a secure children's home",
    node=Never(
        Spans(
            "cla_placements",
            "started_on",
            "ended_on",
            where=(is_("placement_type_code", "K1"),),
            aged=(None, 13),
        )
    ),
    citation=Document("Children (Secure Accommodation) Regulations 1991 (SI 1991/1505)").at(
        "reg 4",
        "https://www.legislation.gov.uk/cy/uksi/1991/1505/made/data.xht?view=snippet&wrap=true",
        Confidence.UNVERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The record holds no approval, so every such placement is shown for a person to check.",
    lines=("placements",),
)

SECURE_PLACEMENTS_ARE_REVIEWED = Standard(
    code="secure-review-1m-3m",
    sentence="A panel of at least three people reviews a secure placement within a month and then every three months.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in a secure children's home",
    node=Judgement(
        "Has a panel of at least three people, one of them independent, reviewed this child's secure placement within a"
        " month and then at least every three months, and asked whether the criteria still hold?"
    ),
    citation=Document("SI 1991/1505").at(
        "regs 15-16", "https://legislation.gov.uk/id/uksi/1991/1505?timeline=false&view=extent", Confidence.UNVERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The record has no secure review panel of its own.",
    lines=("placements",),
)

UNSPECIFIED_TEMPORARY_MOVES_ARE_SHORT = Standard(
    code="cla-temp-placement-limits",
    sentence="A temporary move for no stated reason lasts no longer than seven days.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children in temporary accommodation",
    node=Never(Spans("cla_placements", "started_on", "ended_on", where=(is_("placement_type_code", "T4"),)), days(7)),
    citation=SSDA903.at(
        "rules 375,376,377,379,380,381,383",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("placements", "data-quality"),
)

HOSPITAL_STAYS_ARE_RECODED_AFTER_SIX_WEEKS = Standard(
    code="cla-temp-placement-hospital-6w",
    sentence="A temporary stay in hospital is recorded as one for no longer than six weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children temporarily in hospital",
    node=Never(Spans("cla_placements", "started_on", "ended_on", where=(is_("placement_type_code", "T1"),)), weeks(6)),
    citation=SSDA903.at(
        "rules 375,376,377,379,380,381,383",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CARER_HOLIDAYS_LAST_THREE_WEEKS = Standard(
    code="cla-temp-placement-holiday-3w",
    sentence="A temporary move while the foster carer is on holiday lasts no longer than three weeks.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children placed elsewhere while their carer is away",
    node=Never(Spans("cla_placements", "started_on", "ended_on", where=(is_("placement_type_code", "T3"),)), weeks(3)),
    citation=SSDA903.at(
        "rules 375,376,377,379,380,381,383",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CHILDREN_WITH_PARENTS_ARE_NOT_ACCOMMODATED = Standard(
    code="cla-s20-not-with-parent",
    sentence="A child placed with a parent is not recorded as accommodated under section 20.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children accommodated under section 20",
    node=Never(
        Spans(
            "legal_statuses",
            "started_on",
            "ended_on",
            where=(is_("legal_status", "V2"),),
            only_while=OnlyWhile(
                Spans(
                    "cla_placements",
                    "started_on",
                    "ended_on",
                    where=(is_("placement_type_code", *WITH_PARENTS),),
                ),
                "person_id",
            ),
        )
    ),
    citation=SSDA903.at(
        "rule 378", "https://github.com/data-to-insight/csc-validator-be-903", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    lines=("data-quality",),
)

CHILDRENS_HOMES_ARE_NAMED = Standard(
    code="cla-urn-required",
    sentence="A placement in a children's home names the home by its registration number.",
    area=Area.LOOKED_AFTER,
    applies_to="looked-after children placed in a children's home",
    node=Present(
        Events("cla_placements", "started_on", where=(is_("placement_type_code", "K1", "K2"),)),
        must=(known("urn"),),
    ),
    citation=SSDA903.at(
        "rules 218,222,227,228",
        "https://github.com/data-to-insight/csc-validator-be-903",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_URN_COLLECTED,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.DATA,
    note="Whether the home was open on those days is beyond the record.",
    lines=("data-quality",),
)

STANDARDS = (
    NOBODY_UNDER_16_IS_IN_AN_UNREGULATED_SETTING,
    NOBODY_UNDER_13_IS_IN_SECURE_ACCOMMODATION,
    SECURE_PLACEMENTS_ARE_REVIEWED,
    UNSPECIFIED_TEMPORARY_MOVES_ARE_SHORT,
    HOSPITAL_STAYS_ARE_RECODED_AFTER_SIX_WEEKS,
    CARER_HOLIDAYS_LAST_THREE_WEEKS,
    CHILDREN_WITH_PARENTS_ARE_NOT_ACCOMMODATED,
    CHILDRENS_HOMES_ARE_NAMED,
)
