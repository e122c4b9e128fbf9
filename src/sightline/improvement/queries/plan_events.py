"""What the plan tells an inquiry: when something was recommended, closed, closed over its measure, or reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from sightline.access.models import Assignment
from sightline.access.roles import DIRECTOR, HEAD_OF_SERVICE, ROLES, TEAM_MANAGER
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.models import Recommendation, Source, Status, StatusChange
from sightline.web.clock import LONDON

TIERS = {Source.INSPECTION: Tier.INSPECTORATE, Source.SCRUTINY: Tier.COMMITTEE}
SOURCE = "The improvement plan"
# Whoever holds none of these roles and says how something stands, tells the director, who answers for the plan. The
# highest stands first: whoever holds two is the higher.
BY_ROLE = {
    DIRECTOR.code: Tier.DIRECTOR,
    HEAD_OF_SERVICE.code: Tier.HEAD,
    TEAM_MANAGER.code: Tier.TEAM_MANAGER,
}


def events(since: dt.date, until: dt.date) -> list[Event]:
    """What happened in the plan from ``since`` to ``until``, both within; people are named by their post alone."""
    made = Recommendation.objects.filter(
        Q(made_on__range=(since, until)) | Q(made_on=None, at__date__range=(since, until))
    )
    changed = StatusChange.objects.filter(on__range=(since, until)).select_related("recommendation")
    held = list(Assignment.objects.filter(account__in=[each.by_id for each in changed if each.by_id]).order_by("pk"))
    return [*map(_made, made), *(_changed(each, _roles_of(each, held)) for each in changed)]


def _roles_of(change: StatusChange, held: Iterable[Assignment]) -> list[str]:
    """The roles that whoever made a change held on its day, the highest first."""
    roles = [
        each.role
        for each in held
        if each.account_id == change.by_id
        and each.from_on <= change.on
        and (each.until_on is None or each.until_on >= change.on)
    ]
    order = list(BY_ROLE)
    return sorted(roles, key=lambda role: order.index(role) if role in order else len(order))


def _made(row: Recommendation) -> Event:
    source = Source(row.source)
    words = f"Recommended: {row.words}"
    made_on = row.made_on or row.at.astimezone(LONDON).date()
    tier = TIERS.get(source, Tier.DIRECTOR)
    return Event(made_on, None, tier, "recommendation made", words, row.source_words or source.label, _key(row))


def _changed(row: StatusChange, roles: list[str]) -> Event:
    words = row.recommendation.words
    proof = f"{_key(row.recommendation)}, change {row.pk}"
    if row.over_measure:
        post = next((ROLES[each].name for each in roles if each in ROLES), "")
        signed = f", signed by the {post[:1].lower()}{post[1:]}" if post else ""
        said = f"Closed over its measure{signed}: {words} Reasons: {row.reasons}"
        return Event(row.on, row.at, Tier.DIRECTOR, "closed over its measure", said, SOURCE, proof)
    if row.by_id is None:
        return Event(row.on, row.at, Tier.RECORD, "reopened by its measure", f"{words} {row.reasons}", SOURCE, proof)
    tier = next((BY_ROLE[each] for each in roles if each in BY_ROLE), Tier.DIRECTOR)
    said = f"{Status(row.status).label}: {words} {row.reasons}"
    return Event(row.on, row.at, tier, "recommendation’s status", said, SOURCE, proof)


def _key(row: Recommendation) -> str:
    return f"recommendation {row.pk} of the plan"
