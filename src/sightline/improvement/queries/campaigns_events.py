"""What campaigns did, as lines of an inquiry's timeline: begun, worries told and answered, completed. Counts alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from sightline.access.children import restricted_children
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_few import FEW, told
from sightline.improvement.models import Campaign, ChildReview, Worry
from sightline.improvement.queries.campaigns import Tally, shown_lines, tally
from sightline.web.clock import LONDON

KIND = "campaign"


def events(since: dt.date, until: dt.date) -> list[Event]:
    """Everything campaigns did from one day to another, both among them, in order of day.

    Restricted children are in no count. A worry is told of by its day and how soon it was answered, never by its words.
    """
    found = [*_campaigns(since, until), *_reviewed(since, until), *_worries(since, until)]
    return sorted(found, key=lambda each: (each.on, each.words))


def _campaigns(since: dt.date, until: dt.date) -> Iterator[Event]:
    for each in Campaign.objects.select_related("lead"):
        counted = tally("", shown_lines(each))
        source = f"Campaign “{each.title}”"
        if since <= each.begun_on <= until:
            yield Event(
                on=each.begun_on,
                known_at=each.begun_at,
                tier=Tier.HEAD,
                kind=KIND,
                words=f"A review of {_children(counted.total)} was begun: {each.sentence}",
                source=source,
                proof=f"ledger transaction {each.through} {each.ledger_digest}".rstrip(),
            )
        if each.completed_on is not None and since <= each.completed_on <= until:
            yield Event(
                on=each.completed_on,
                known_at=each.completed_at,
                tier=Tier.HEAD,
                kind=KIND,
                words=f"The review was completed: {_outcome(counted)}. It found: {each.completed_words}",
                source=source,
                proof=f"campaign {each.pk}",
            )


def _reviewed(since: dt.date, until: dt.date) -> Iterator[Event]:
    """One line a campaign and month, not one a day: the timeline tells of years."""
    apart = restricted_children()
    rows = ChildReview.objects.filter(taken_back_at=None, submitted_on__gte=since, submitted_on__lte=until)
    counts: Counter[tuple[int, dt.date]] = Counter()
    last: dict[tuple[int, dt.date], dt.date] = {}
    titles: dict[int, str] = {}
    for each in rows.select_related("child__campaign"):
        if each.child.person_id in apart or each.submitted_on is None:
            continue
        key = (each.child.campaign_id, each.submitted_on.replace(day=1))
        counts[key] += 1
        last[key] = max(each.submitted_on, last.get(key, each.submitted_on))
        titles[each.child.campaign_id] = each.child.campaign.title
    for key, count in counts.items():
        yield Event(
            on=last[key],
            known_at=None,
            tier=Tier.TEAM_MANAGER,
            kind=KIND,
            words=f"Reviewed of the campaign in {key[1]:%B %Y}: {_children(count)}.",
            source=f"Campaign “{titles[key[0]]}”",
            proof=f"campaign {key[0]}",
        )


def _worries(since: dt.date, until: dt.date) -> Iterator[Event]:
    apart = restricted_children()
    found = Worry.objects.select_related("review__child__campaign")
    for each in found.filter(raised_at__date__gte=since - dt.timedelta(days=1)):
        on = each.raised_at.astimezone(LONDON).date()
        if not since <= on <= until or each.review.child.person_id in apart:
            continue
        if each.answered_at is None:
            said = "it is not answered"
        else:
            hours = (each.answered_at - each.raised_at).total_seconds() / 3600
            said = f"it was answered after {hours:.1f} hours"
        yield Event(
            on=on,
            known_at=each.raised_at,
            tier=Tier.TEAM_MANAGER,
            kind="worry about a child",
            words=f"A reviewer told managers that a child may be unsafe; {said}.",
            source=f"Campaign “{each.review.child.campaign.title}”",
            proof=f"worry {each.pk}",
        )


def _outcome(counted: Tally) -> str:
    """How many were reviewed and how many not; of a few on either side, neither number, since one gives the other."""
    if counted.put_off and min(counted.done, counted.put_off) < FEW:
        return f"each of {_children(counted.total)} was reviewed, or recorded as not reviewed and why"
    return f"{counted.done:,} of {_children(counted.total)} reviewed, {counted.put_off:,} recorded as not, with why"


def _children(count: int) -> str:
    return f"{told(count)} children"
