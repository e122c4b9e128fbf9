"""Children who go missing: the police told, and a talk when they come back.

A record of days reads seventy-two hours as three days. Harm: a missing child of whom the police do not know is in
danger (safety); a talk not had, or had late, is a child not heard (experience).
"""

from __future__ import annotations

from sightline.standards.catalogue.documents import MISSING_GUIDANCE
from sightline.standards.nodes import Events, Linked, Present, Within, days, is_, known
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

_RETURNED = Events("missing_episodes", "ended_on", where=(known("ended_on"),))
_RETURNED_AND_WILLING = Events(
    "missing_episodes",
    "ended_on",
    where=(known("ended_on"),),
    linked=(Linked("return_interviews", "missing_episode_id", (is_("is_declined", True),), absent=True),),
)

POLICE_ARE_TOLD_WITHIN_A_DAY = Standard(
    code="mis-police-told",
    sentence="The police are told within a day of a child going missing.",
    area=Area.EXPLOITATION,
    applies_to="children who went missing",
    node=Within(
        Events("missing_episodes", "started_on"),
        Events("missing_episodes", "police_told_on"),
        days(1),
        by="missing_episode_id",
    ),
    citation=MISSING_GUIDANCE.at("notifying the police", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.SAFETY,
    note="Guidance says at once; a record of days cannot tell hours.",
    lines=("return-interviews",),
)

INTERVIEWS_ARE_OFFERED = Standard(
    code="mis-rhi-offered",
    sentence="A child who comes back from being missing is offered a return interview within three days.",
    area=Area.EXPLOITATION,
    applies_to="children who came back from being missing",
    node=Within(_RETURNED, Events("return_interviews", "offered_on"), days(3), by="missing_episode_id"),
    citation=MISSING_GUIDANCE.at("return interviews", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Seventy-two hours, read as three days.",
    lines=("return-interviews",),
)

CHILDREN_ARE_CONTACTED_WITHIN_72_HOURS = Standard(
    code="mis-rhi-contacted-72h",
    sentence="A child who comes back from being missing is contacted about a return interview within three days.",
    area=Area.EXPLOITATION,
    applies_to="children who came back from being missing",
    node=Within(_RETURNED, Events("return_interviews", "contacted_on"), days(3), by="missing_episode_id"),
    citation=MISSING_GUIDANCE.at("return interviews", None, Confidence.UNVERIFIED),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Seventy-two hours, read as three days.",
    lines=("return-interviews",),
)

CHILDREN_ARE_SEEN_WITHIN_72_HOURS = Standard(
    code="mis-rhi-72h",
    sentence="A child who comes back from being missing and does not decline has a return interview within three days.",
    area=Area.EXPLOITATION,
    applies_to="children who came back from being missing and did not decline an interview",
    node=Within(_RETURNED_AND_WILLING, Events("return_interviews", "held_on"), days(3), by="missing_episode_id"),
    citation=MISSING_GUIDANCE.at(
        "independent return interviews section", "https://docsbay.net/return-interviews", Confidence.VERIFIED_SECONDARY
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    note="Seventy-two hours, read as three days.",
    lines=("return-interviews",),
)

INTERVIEWERS_ARE_INDEPENDENT = Standard(
    code="mis-rhi-independent",
    sentence="A return interview is held by somebody independent.",
    area=Area.EXPLOITATION,
    applies_to="children who had a return interview",
    node=Present(
        Events("return_interviews", "held_on", where=(known("held_on"),)), must=(is_("is_independent", True),)
    ),
    citation=MISSING_GUIDANCE.at(
        "independent return interview",
        "http://trixresources.proceduresonline.com/nat_key/keywords/indep_return_interview.html",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.EXPERIENCE,
    lines=("return-interviews",),
)

MISSING_AND_AWAY_ARE_TOLD_APART = Standard(
    code="mis-definition-split",
    sentence="A missing episode says whether the child was missing or away without authorisation.",
    area=Area.EXPLOITATION,
    applies_to="children who went missing",
    node=Present(Events("missing_episodes", "started_on"), must=(known("episode_type"),)),
    citation=MISSING_GUIDANCE.at(
        "definitions",
        "https://eastridingcs.trixonline.co.uk/chapter/children-and-young-people-who-runaway-or-go-missing-from-home-and-care",
        Confidence.VERIFIED_SECONDARY,
    ),
    force=Force.STATUTORY_GUIDANCE,
    harm=Harm.DATA,
    lines=("data-quality", "return-interviews"),
)

STANDARDS = (
    POLICE_ARE_TOLD_WITHIN_A_DAY,
    INTERVIEWS_ARE_OFFERED,
    CHILDREN_ARE_CONTACTED_WITHIN_72_HOURS,
    CHILDREN_ARE_SEEN_WITHIN_72_HOURS,
    INTERVIEWERS_ARE_INDEPENDENT,
    MISSING_AND_AWAY_ARE_TOLD_APART,
)
