"""The front door: what is decided about a referral, by when, and who is told.

Harm: a decision delayed is help delayed (experience); only waiting on checks before deciding leaves a child in an
unknown danger (safety).
"""

from __future__ import annotations

from sightline.standards.catalogue.documents import LOCAL, WORKING_TOGETHER, Document
from sightline.standards.nodes import AtMost, Events, Sequence, Within, is_, is_not, known, working_days
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_DECIDED = Events("cin_episodes", "decided_on", where=(known("decided_on"),))

REFERRALS_ARE_DECIDED_WITHIN_A_WORKING_DAY = Standard(
    code="fd-referral-decision-1wd",
    sentence="A manager decides what a referral needs within one working day of receiving it.",
    area=Area.FRONT_DOOR,
    applies_to="children referred to children's social care",
    node=Within(Events("cin_episodes", "referred_on"), _DECIDED, working_days(1), by="referral_id"),
    citation=WORKING_TOGETHER.at(
        "ch.1/3 assessment flow",
        "https://eastridingcs.trixonline.co.uk/chapter/childs-journey-through-the-care-system-flowchart",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="A referral whose decision is dated before its receipt counts as undecided: one of the dates is wrong.",
    lines=("front-door-decisions",),
)

CHECKS_DO_NOT_DELAY_THE_DECISION = Standard(
    code="fd-welfare-checks-5wd",
    sentence="Where checks with other agencies are asked for first, the referral is still decided within five working"
    " days.",
    area=Area.FRONT_DOOR,
    applies_to="children referred, for whom welfare checks were asked for before deciding",
    node=Within(
        Events("cin_episodes", "referred_on", where=(is_("needs_welfare_checks", True),)),
        _DECIDED,
        working_days(5),
        by="referral_id",
    ),
    citation=LOCAL.at("welfare checks before a decision", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.SAFETY,
    note="The national limit is one working day whether or not checks are made; five is the point past which an unknown"
    " danger has stood for a week.",
    lines=("front-door-decisions",),
)

REFERRERS_ARE_TOLD = Standard(
    code="fd-referrer-feedback",
    sentence="A professional who refers a child is told the outcome within one working day of the decision.",
    area=Area.FRONT_DOOR,
    applies_to="children referred by a professional",
    node=Within(
        Events(
            "cin_episodes",
            "decided_on",
            where=(known("decided_on"), is_not("source_code", "1A", "1B", "1C", "1D", "9", "10")),
        ),
        Events("cin_episodes", "referrer_told_on"),
        working_days(1),
        by="referral_id",
    ),
    citation=WORKING_TOGETHER.at(
        "ch.1/3",
        "https://www.speakcase.app/blog/assessment-timescales-childrens-services",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.PROCESS,
    note="Relatives, neighbours, anonymous and unknown referrers are left out.",
    lines=("front-door-decisions",),
)

REFERRALS_DO_NOT_RETURN_WITHIN_A_YEAR = Standard(
    code="fd-rereferral-12m",
    sentence="A child is not referred again within twelve months of an earlier referral.",
    area=Area.FRONT_DOOR,
    applies_to="children referred to children's social care",
    node=AtMost(1, Events("cin_episodes", "referred_on"), period_days=365),
    citation=Document(
        "DfE Characteristics of children in need methodology (read in that of 2018-19); CIN re-referrals methodology"
    ).at(
        "'referrals within 12 months of a previous referral'",
        "https://zbook.org/read/70eafe_characteristics-of-children-in-need-in-england-2018-to-2019-pdf.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.NATIONAL_MEASURE,
    harm=Harm.PROCESS,
    note="A measure, not a duty: some children rightly come back. In the middle English authority about a fifth of"
    " referrals follow another within a year (published yearly, 2016 to 2025); the tolerance is a quarter. Twelve"
    " months are counted as 365 days.",
    tolerance=0.25,
    lines=("front-door-decisions",),
)

EARLY_HELP_COMES_FIRST = Standard(
    code="eh-before-referral",
    sentence="A child whose referral is accepted had early help in the year before it.",
    area=Area.FRONT_DOOR,
    applies_to="children whose referral led to further action",
    node=Sequence(
        Events("early_help_episodes", "started_on"),
        Events("cin_episodes", "referred_on", where=(is_("no_further_action", False),)),
        lookback_days=365,
    ),
    citation=LOCAL.at("early help before referral", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists, and a child in sudden danger rightly has none: in a well-run council about half"
    " have had early help. Missed by more than three in five, early help is not reaching the children who need it.",
    tolerance=0.6,
    lines=("early-help-before-referral",),
)

CONTACTS_ON_OPEN_CASES_ARE_ANSWERED = Standard(
    code="dr-contact-answered-2wd",
    sentence="Someone who contacts duty about an open case is answered within two working days.",
    area=Area.FRONT_DOOR,
    applies_to="children with an open case about whom duty was contacted",
    node=Within(
        Events("contacts", "contacted_on", where=(known("referral_id"),)),
        Events("contacts", "responded_on"),
        working_days(2),
        by="contact_id",
    ),
    citation=LOCAL.at("duty response", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.EXPERIENCE,
    note="No national limit exists; a council should set its own.",
    lines=("duty-response",),
)

STANDARDS = (
    REFERRALS_ARE_DECIDED_WITHIN_A_WORKING_DAY,
    CHECKS_DO_NOT_DELAY_THE_DECISION,
    REFERRERS_ARE_TOLD,
    REFERRALS_DO_NOT_RETURN_WITHIN_A_YEAR,
    EARLY_HELP_COMES_FIRST,
    CONTACTS_ON_OPEN_CASES_ARE_ANSWERED,
)
