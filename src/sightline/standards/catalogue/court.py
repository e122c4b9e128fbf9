"""The court and emergency powers: short orders, proceedings, and the work before them."""

from __future__ import annotations

import datetime as dt

from sightline.standards.catalogue.documents import CHILDREN_ACT, Document
from sightline.standards.nodes import Events, Never, Present, Spans, Within, days, is_, known, missing, weeks
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_TIMETABLE = dt.date(2014, 4, 22)  # Children and Families Act 2014 s14 began

POLICE_PROTECTION_LASTS_THREE_DAYS = Standard(
    code="cp-police-protection-72h",
    sentence="Police protection lasts no longer than three days.",
    area=Area.CHILD_PROTECTION,
    applies_to="children under police protection in council accommodation",
    node=Never(Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "L1"),)), days(3)),
    citation=CHILDREN_ACT.at(
        "s46(6)",
        "https://www.lexisnexis.co.uk/legal/guidance/where-the-police-exercise-their-powers-to-accommodate-a-child-in-cases-of-emergency-for-a-period-of-72",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The law says 72 hours; a record of days can only say three days.",
    lines=("care-proceedings",),
)

EMERGENCY_ORDERS_LAST_FIFTEEN_DAYS = Standard(
    code="cp-epo-limit",
    sentence="An emergency protection order lasts no longer than eight days and one extension of seven.",
    area=Area.CHILD_PROTECTION,
    applies_to="children under an emergency protection order",
    node=Never(Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "L2"),)), days(15)),
    citation=Document("Children Act 1989; SSDA903 rule 362").at(
        "s45; rule 362", "https://github.com/data-to-insight/csc-validator-be-903", Confidence.UNVERIFIED
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The record does not say whether the court extended, so the limit is both together.",
    lines=("care-proceedings",),
)

ASSESSMENT_ORDERS_LAST_SEVEN_DAYS = Standard(
    code="cp-child-assessment-order-7d",
    sentence="A child assessment order lasts no longer than seven days.",
    area=Area.CHILD_PROTECTION,
    applies_to="children under a child assessment order",
    node=Never(Spans("legal_statuses", "started_on", "ended_on", where=(is_("legal_status", "L3"),)), days(7)),
    citation=CHILDREN_ACT.at(
        "s43(5)(b)",
        "http://www.legislation.gov.uk/ukpga/1989/41/part/V/enacted/data.xht?view=snippet&wrap=true",
        Confidence.VERIFIED,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("care-proceedings",),
)

PROCEEDINGS_TAKE_26_WEEKS = Standard(
    code="court-26-weeks",
    sentence="Care and supervision proceedings that the court did not extend end within 26 weeks of issue.",
    area=Area.CHILD_PROTECTION,
    applies_to="children in care or supervision proceedings not extended by the court",
    node=Within(
        Events("care_proceedings", "issued_on", where=(missing("extended_on"),)),
        Events("care_proceedings", "concluded_on", where=(known("concluded_on"),)),
        weeks(26),
        by="care_proceedings_id",
    ),
    citation=CHILDREN_ACT.at(
        "s32(1)(a)",
        "http://www.legislation.gov.uk/ukpga/1989/41/section/32?view=plain",
        Confidence.VERIFIED,
        in_force_from=_TIMETABLE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    lines=("care-proceedings",),
)

EXTENSIONS_ARE_EIGHT_WEEKS = Standard(
    code="court-extension-8-weeks",
    sentence="Proceedings that the court extended end within eight weeks after the 26.",
    area=Area.CHILD_PROTECTION,
    applies_to="children in care or supervision proceedings extended by the court",
    node=Within(
        Events("care_proceedings", "issued_on", where=(known("extended_on"),)),
        Events("care_proceedings", "concluded_on", where=(known("concluded_on"),)),
        weeks(34),
        by="care_proceedings_id",
    ),
    citation=Document("Children Act 1989 s32(5)-(8)").at(
        "s32(7)-(8)",
        "https://llfjb.com/local-practice-direction-timetable-extensions/",
        Confidence.VERIFIED_SECONDARY,
        in_force_from=_TIMETABLE,
    ),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="The court may extend more than once, each time for up to eight weeks; the record holds one extension.",
    lines=("care-proceedings",),
)

PRE_PROCEEDINGS_ARE_TRACKED = Standard(
    code="court-preproceedings-tracked",
    sentence="Work before proceedings records the letter to parents and the first meeting within six weeks of the"
    " decision.",
    area=Area.CHILD_PROTECTION,
    applies_to="children in pre-proceedings",
    node=Present(
        Events("pre_proceedings", "decision_on"),
        must=(known("letter_sent_on"), known("initial_meeting_on")),
        grace=weeks(6),
    ),
    citation=Document("D2I Standard Safeguarding Dataset (pre-proceedings module)").at(
        "ssd_pre_proceedings", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="The dates are the sector's, the six weeks a default.",
    lines=("care-proceedings",),
)

PRE_PROCEEDINGS_TAKE_SIXTEEN_WEEKS = Standard(
    code="court-preproceedings-16-weeks",
    sentence="Work before proceedings ends, by stepping down or by issue, within 16 weeks of the letter to parents.",
    area=Area.CHILD_PROTECTION,
    applies_to="children in pre-proceedings",
    node=Within(
        Events("pre_proceedings", "letter_sent_on", where=(known("letter_sent_on"),)),
        Events("pre_proceedings", "stepdown_or_issue_agreed_on", where=(known("stepdown_or_issue_agreed_on"),)),
        weeks(16),
        by="pre_proceedings_id",
    ),
    citation=Document("Public Law Working Group best-practice guidance").at(
        "pre-proceedings", None, Confidence.UNVERIFIED
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="Good practice, not a limit in law.",
    lines=("care-proceedings",),
)

SHORT_NOTICE_IS_RECORDED = Standard(
    code="court-short-notice-monitored",
    sentence="An application to court records whether it was made at short notice.",
    area=Area.CHILD_PROTECTION,
    applies_to="children for whom a letter to issue proceedings was sent",
    node=Present(
        Events("pre_proceedings", "care_proceedings_letter_on", where=(known("care_proceedings_letter_on"),)),
        must=(known("short_notice"),),
    ),
    citation=Document("D2I SSD").at(
        "ssd_pre_proceedings", "https://github.com/data-to-insight/ssd-data-model", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.DATA,
    lines=("care-proceedings", "data-quality"),
)

STANDARDS = (
    POLICE_PROTECTION_LASTS_THREE_DAYS,
    EMERGENCY_ORDERS_LAST_FIFTEEN_DAYS,
    ASSESSMENT_ORDERS_LAST_SEVEN_DAYS,
    PROCEEDINGS_TAKE_26_WEEKS,
    EXTENSIONS_ARE_EIGHT_WEEKS,
    PRE_PROCEEDINGS_ARE_TRACKED,
    PRE_PROCEEDINGS_TAKE_SIXTEEN_WEEKS,
    SHORT_NOTICE_IS_RECORDED,
)
