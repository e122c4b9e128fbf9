"""Campaigns: the children in each, how far it has come, who is left and why, and what is shown to whom.

A child whose record is restricted is in the cohort and in no figure, for anybody: else two figures taken on two days,
or a page that cannot be completed, would say that there is one. Such children are listed apart, to those the
restriction allows, and are answered for by whoever the campaign names, who signs at its end whether or not there are
any.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from sightline.access.bearer import Bearer
from sightline.access.children import Visible, hidden_from, restricted_children
from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.charts import Mark
from sightline.improvement.models import Campaign, CampaignChild, CampaignReviewer, ChildReview, PutOff, Worry
from sightline.inspection.models import Member
from sightline.inspection.queries.conflicts import Conflicts, conflicts_as_at
from sightline.ledger.queries import current
from sightline.web import clock


class ChildState(StrEnum):
    """How far a child is; the value is what a page says."""

    WITH_NOBODY = "with nobody"
    GIVEN = "given out"
    BEGUN = "begun"
    PUT_OFF = "could not be reviewed"
    DONE = "reviewed"


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child of a cohort with the review that stands, if any, and why they were put off, if they are."""

    child: CampaignChild
    review: ChildReview | None
    put_off: PutOff | None
    as_at: dt.date

    @property
    def state(self) -> ChildState:
        """How far."""
        if self.review is not None and self.review.submitted_at is not None:
            return ChildState.DONE
        if self.put_off is not None:
            return ChildState.PUT_OFF
        if self.review is None:
            return ChildState.WITH_NOBODY
        return ChildState.BEGUN if self.review.begun_at is not None else ChildState.GIVEN

    @property
    def is_left(self) -> bool:
        """Whether the child is neither reviewed nor recorded as one who could not be."""
        return self.state not in (ChildState.DONE, ChildState.PUT_OFF)

    @property
    def reviewer(self) -> str:
        """Who reviews the child; "" for nobody."""
        return self.review.reviewer.name if self.review else ""


def campaigns(reader: Bearer) -> QuerySet[Campaign]:
    """Every campaign, for whoever may see how far one has come; the newest first."""
    found = Campaign.objects.select_related("lead", "set_apart_with", "completed_by", "set_apart_by", "recommendation")
    return found if reader.may(Permission.CAMPAIGN_VIEW) else found.none()


def campaign_of(reader: Bearer, number: int) -> Campaign:
    """The campaign of this number; Http404 unless there is one and ``reader`` may see it."""
    found = campaigns(reader).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def child_lines(campaign: Campaign, on: dt.date | None = None) -> list[ChildLine]:
    """Every child of a campaign, restricted ones among them, in their order. Three queries.

    Nobody is authorised here: figures leave restricted children out by :func:`shown_lines`, and lists show those whom
    their reader may see. Who could not be reviewed when a campaign was completed stays so, whatever day was set.
    """
    day = min(on or clock.today(), campaign.completed_on or dt.date.max)
    live = Prefetch(
        "reviews", ChildReview.objects.filter(taken_back_at=None).select_related("reviewer"), to_attr="live"
    )
    off = Prefetch(
        "put_off", PutOff.objects.filter(ended_at=None, until_on__gt=day).select_related("by"), to_attr="off"
    )
    found = campaign.children.prefetch_related(live, off)
    return [
        ChildLine(each, next(iter(getattr(each, "live")), None), next(iter(getattr(each, "off")), None), day)  # noqa: B009 - what a prefetch sets
        for each in found
    ]


def shown_lines(campaign: Campaign, on: dt.date | None = None) -> list[ChildLine]:
    """The children figures count: all but those whose records are restricted. Four queries."""
    apart = restricted_children()
    return [each for each in child_lines(campaign, on) if each.child.person_id not in apart]


def apart_lines(campaign: Campaign, reader: Bearer) -> list[ChildLine]:
    """The children set apart whom the reader may know of: restricted, and the restriction names them. Five queries."""
    apart, hidden = restricted_children(), hidden_from(reader)
    return [
        each for each in child_lines(campaign) if each.child.person_id in apart and each.child.person_id not in hidden
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """How far some children are: of a campaign, a team, or a reviewer."""

    name: str
    total: int
    done: int
    begun: int
    put_off: int

    @property
    def left(self) -> int:
        """Neither reviewed nor recorded as one who could not be."""
        return self.total - self.done - self.put_off


def tally(name: str, lines: Iterable[ChildLine]) -> Tally:
    """The tally of some children."""
    counted = Counter(each.state for each in lines)
    return Tally(
        name,
        counted.total(),
        counted[ChildState.DONE],
        counted[ChildState.BEGUN],
        counted[ChildState.PUT_OFF],
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is. ``by_day``: reviewed by the end of each day since it began."""

    whole: Tally
    by_team: tuple[Tally, ...]
    by_reviewer: tuple[Tally, ...]
    by_day: tuple[Mark, ...]
    with_nobody: int
    day: int
    days: int
    a_day_so_far: float
    a_day_needed: float | None
    worries: int
    worries_open: int

    @property
    def words(self) -> str:
        """How it goes, in a sentence."""
        if not self.whole.left:
            off = f", {self.whole.put_off} recorded as not reviewed and why" if self.whole.put_off else ""
            return f"Every child is accounted for: {self.whole.done} reviewed{off}."
        if self.a_day_needed is None:
            return f"{_children(self.whole.left)} left, and the day it was to be done by has passed."
        pace = "as fast as is needed" if self.a_day_so_far >= self.a_day_needed else "too slowly to be done in time"
        return (
            f"{_children(self.whole.left)} left. {self.a_day_so_far:.1f} were reviewed a day so far and "
            f"{self.a_day_needed:.1f} a day are needed: {pace}."
        )


def progress(campaign: Campaign, on: dt.date | None = None) -> Progress:
    """How far a campaign is, for anybody who may see that: no child in it, and none restricted counted."""
    day = on or clock.today()
    lines = shown_lines(campaign, day)
    names = dict(current("teams").values_list("team_id", "name"))
    teams: dict[str, list[ChildLine]] = {}
    people: dict[str, list[ChildLine]] = {}
    for each in lines:
        teams.setdefault(names.get(each.child.team_id) or each.child.team_id or "No team", []).append(each)
        if each.review is not None:
            people.setdefault(each.reviewer, []).append(each)
    last = min(day, campaign.completed_on) if campaign.completed_on else day
    days = max(1, (campaign.due_on - campaign.begun_on).days + 1)
    gone = max(1, (last - campaign.begun_on).days + 1)
    ahead = (campaign.due_on - day).days + 1
    whole = tally("", lines)
    apart = restricted_children()
    worries = [
        each
        for each in Worry.objects.filter(review__child__campaign=campaign).select_related("review__child")
        if each.review.child.person_id not in apart
    ]
    return Progress(
        whole=whole,
        by_team=tuple(tally(name, found) for name, found in sorted(teams.items())),
        by_reviewer=tuple(tally(name, found) for name, found in sorted(people.items())),
        by_day=tuple(_by_day(campaign, lines, last)),
        with_nobody=sum(each.state is ChildState.WITH_NOBODY for each in lines),
        day=gone,
        days=days,
        a_day_so_far=whole.done / gone,
        a_day_needed=whole.left / ahead if ahead > 0 else None,
        worries=len(worries),
        worries_open=sum(each.answered_at is None for each in worries),
    )


def _by_day(campaign: Campaign, lines: Sequence[ChildLine], last: dt.date) -> Iterable[Mark]:
    on = Counter(
        each.review.submitted_on for each in lines if each.review is not None and each.review.submitted_on is not None
    )
    done = sum(count for day, count in on.items() if day < campaign.begun_on)
    for number in range((last - campaign.begun_on).days + 1):
        day = campaign.begun_on + dt.timedelta(days=number)
        done += on[day]
        yield Mark(day, float(done))


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A campaign in a line, for a board's pack: no child in it. ``words``: how it goes, in a sentence."""

    campaign: Campaign
    total: int
    done: int
    put_off: int
    left: int
    worries: int
    worries_open: int
    due_on: dt.date
    words: str


def progress_lines(on: dt.date) -> list[ProgressLine]:
    """The campaigns under way on a day and those completed in the ninety days before, the newest first.

    As they stand now: what was reviewed since ``on`` is counted. A pack is kept as it was made.
    """
    recent = on - dt.timedelta(days=90)
    found = Campaign.objects.filter(begun_on__lte=on).select_related("lead")
    lines = []
    for each in found:
        if each.completed_on is not None and each.completed_on < recent:
            continue
        now = progress(each, on)
        lines.append(
            ProgressLine(
                each,
                now.whole.total,
                now.whole.done,
                now.whole.put_off,
                now.whole.left,
                now.worries,
                now.worries_open,
                each.due_on,
                now.words,
            )
        )
    return lines


def may_review(permission: Permission = Permission.CAMPAIGN_REVIEW) -> list[Account]:
    """Everybody whose role gives ``permission`` today and may open children, by name. One query."""
    roles = [role.code for role in ROLES.values() if {permission, Permission.CHILD_OPEN} <= role.permissions]
    day = clock.today()
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), role__in=roles, from_on__lte=day)
    return list(Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("name", "pk"))


def reviewers_of(campaign: Campaign) -> QuerySet[CampaignReviewer]:
    """Those who review now, by name."""
    return campaign.reviewers.filter(left_at=None).select_related("account").order_by("account__name", "pk")


def conflicts(people: Mapping[Account, Collection[str]]) -> Conflicts:
    """Whose children each of ``people`` must not review: by the rule for the files of a mock inspection. ``people``:
    accounts, each with the teams they know too well. Seven queries."""
    members = [Member(account=account, knows_teams=sorted(knows)) for account, knows in people.items()]
    return conflicts_as_at(clock.today(), members)


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A review on its reviewer's own list."""

    review: ChildReview
    answered: int
    asked: int
    has_open_worry: bool


def reviews_of(account: Account, shown: Visible) -> list[OwnReview]:
    """What somebody was given to review of children who may be shown to them, what is to be done first."""
    found = (
        ChildReview.objects.filter(reviewer=account, taken_back_at=None)
        .select_related("child__campaign")
        .prefetch_related("answers", Prefetch("worries", Worry.objects.filter(answered_at=None), to_attr="unanswered"))
        .order_by("child__campaign__due_on", "child__place")
    )
    rows = [
        OwnReview(
            each,
            sum(bool(one.answer or one.words.strip()) for one in each.answers.all()),
            len(each.child.campaign.questions),
            bool(getattr(each, "unanswered")),  # noqa: B009 - what a prefetch sets
        )
        for each in found
        if each.child.person_id in shown
    ]
    return sorted(rows, key=lambda each: (each.review.submitted_at is not None, each.review.begun_at is None))


def to_review(account: Account, shown: Visible) -> int:
    """How many children somebody has still to review and may be shown: one query."""
    found = ChildReview.objects.filter(reviewer=account, taken_back_at=None, submitted_at=None)
    return len(shown.only(found.values_list("child__person_id", flat=True)))


def _children(count: int) -> str:
    return "1 child is" if count == 1 else f"{count:,} children are"
