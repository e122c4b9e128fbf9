"""What the plan tells an inquiry: when something was recommended, closed, closed over its measure, or reopened."""

from __future__ import annotations

import datetime as dt

from sightline.access.models import Assignment
from sightline.access.roles import DIRECTOR, HEAD_OF_SERVICE, TEAM_MANAGER
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.models import Recommendation, Source, Status, StatusChange

TIERS = {Source.INSPECTION: Tier.INSPECTORATE, Source.SCRUTINY: Tier.COMMITTEE}
SOURCE = "The improvement plan"
# Whoever holds none of these roles and says how something stands, tells the director, who answers for the plan.
BY_ROLE = {
    DIRECTOR.code: Tier.DIRECTOR,
    HEAD_OF_SERVICE.code: Tier.HEAD,
    TEAM_MANAGER.code: Tier.TEAM_MANAGER,
}


def events(since: dt.date, until: dt.date) -> list[Event]:
    """What happened in the plan from ``since`` to ``until``, both within."""
    made = Recommendation.objects.filter(made_on__range=(since, until))
    changed = StatusChange.objects.filter(on__range=(since, until)).select_related("recommendation", "by")
    tiers: dict[int, Tier] = {}
    for account, role in Assignment.objects.filter(role__in=BY_ROLE).values_list("account_id", "role"):
        tiers[account] = BY_ROLE[role]
    return [*map(_made, made), *(_changed(each, tiers.get(each.by_id or 0, Tier.DIRECTOR)) for each in changed)]


def _made(row: Recommendation) -> Event:
    source = Source(row.source)
    words = f"Recommended: {row.words}"
    made_on = row.made_on or row.at.date()
    tier = TIERS.get(source, Tier.DIRECTOR)
    return Event(made_on, None, tier, "recommendation made", words, row.source_words or source.label, _key(row))


def _changed(row: StatusChange, tier: Tier) -> Event:
    words = row.recommendation.words
    proof = f"{_key(row.recommendation)}, change {row.pk}"
    if row.over_measure:
        signed = row.by.name if row.by else ""
        said = f"Closed over its measure, signed by {signed}: {words} Reasons: {row.reasons}"
        return Event(row.on, row.at, Tier.DIRECTOR, "closed over its measure", said, SOURCE, proof)
    if row.by is None:
        return Event(row.on, row.at, Tier.RECORD, "reopened by its measure", f"{words} {row.reasons}", SOURCE, proof)
    label = Status(row.status).label
    said = f"{label}: {words} {row.reasons}"
    return Event(row.on, row.at, tier, "recommendation’s status", said, SOURCE, proof)


def _key(row: Recommendation) -> str:
    return f"recommendation {row.pk} of the plan"
