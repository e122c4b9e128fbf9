"""Giving the children of a campaign to its reviewers: evenly, and never to somebody who must not review the child.

Nobody reviews a child they hold or held, of a team they work or worked in or know too well, or of their own family
(:mod:`sightline.inspection.queries.conflicts`), and nobody a restricted child unless the restriction names them.
Whoever is given a child may read the record until some days after the campaign's last day, whatever their role reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import hidden_from, restricted_children
from sightline.access.models import Account, Doing, FileGrant
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.improvement.actions.saying import said
from sightline.improvement.models import Campaign, CampaignChild, CampaignReviewer, ChildReview
from sightline.improvement.queries.campaigns import ChildState, child_lines, conflicts, reviewers_of
from sightline.inspection.giving import shared_out
from sightline.web import clock

READ_FOR = dt.timedelta(days=14)  # after the last day, for what is found late
WHY = "To review in a campaign"


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What giving out came to: children given, and how many nobody may review."""

    given: int
    left: int


@transaction.atomic
def add_reviewer(*, campaign: Campaign, account: Account, knows_teams: Collection[str], by: Account) -> None:
    """Let somebody review, whose role lets them. UserError otherwise, and for somebody who does already."""
    found = locked(campaign)
    if not may_review(account):
        raise UserError(f"{account.name} has no role that lets them review children in a campaign.")
    if found.reviewers.filter(account=account, left_at=None).exists():
        raise UserError(f"{account.name} reviews already.")
    CampaignReviewer.objects.create(
        campaign=found, account=account, knows_teams=sorted(set(knows_teams)), added_by=by, joined_at=clock.now()
    )
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:reviewers", about=account, why="reviews")


@transaction.atomic
def end_reviewer(*, reviewer: CampaignReviewer, why: str, by: Account) -> int:
    """End somebody's part: what they have not submitted is taken back, to be given out again. How many that were, but
    for restricted children, of whom whoever ends it may not know."""
    campaign = locked(reviewer.campaign)
    reason = said(why, "Say in a sentence why they no longer review.")
    CampaignReviewer.objects.filter(pk=reviewer.pk, left_at=None).update(left_at=clock.now())
    found = ChildReview.objects.filter(
        child__campaign=campaign, reviewer=reviewer.account, taken_back_at=None, submitted_at=None
    )
    taken = list(found.select_for_update(of=("self",)).select_related("child", "reviewer"))
    for each in taken:
        _take_back(each, reason, by)
    access.end_grants(account=reviewer.account, by=by, source=source_of(campaign))
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:reviewers", about=reviewer.account, why=reason)
    apart = restricted_children()
    return sum(each.child.person_id not in apart for each in taken)


@transaction.atomic
def give_out(*, campaign: Campaign, by: Account) -> GivenOut:
    """Give every child whom nobody has and who is not put off to those who review, as evenly as can be.

    Given out again it fills what is missing and moves nothing. Restricted children are left to whoever answers for
    them. UserError where nobody reviews yet.
    """
    found = locked(campaign)
    if found.completed_at is not None:
        raise UserError("This campaign is complete.")
    members = [each for each in reviewers_of(found) if may_review(each.account)]
    if not members:
        raise UserError("Add those who review first: nobody does yet.")
    accounts = {each.account_id: each.account for each in members}
    apart = restricted_children()
    lines = child_lines(found)
    against = conflicts({each.account: each.knows_teams for each in members})
    hidden = {key: hidden_from(bearer(account, clock.today())) for key, account in accounts.items()}
    waiting = {
        each.child.pk: each.child
        for each in lines
        if each.state is ChildState.WITH_NOBODY and each.child.person_id not in apart
    }
    held = dict.fromkeys(accounts, 0)
    for each in lines:
        if each.review is not None and each.review.reviewer_id in held:
            held[each.review.reviewer_id] += 1
    able = {
        pk: [
            key
            for key, account in accounts.items()
            if not against.why(account, child.person_id) and child.person_id not in hidden[key]
        ]
        for pk, child in waiting.items()
    }
    shared = shared_out(_mixed(waiting.values()), able, held)
    now = clock.now()
    ChildReview.objects.bulk_create(
        [
            ChildReview(child=waiting[pk], reviewer=accounts[who], given_by=by, given_at=now)
            for pk, who in shared.auditor_of.items()
        ],
        batch_size=2000,
    )
    given: dict[int, list[str]] = {}
    for pk, who in shared.auditor_of.items():
        given.setdefault(who, []).append(waiting[pk].person_id)
    for who, people in given.items():
        _grant(found, accounts[who], people, by)
    renew_reading(campaign=found, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:reviewers", why=f"gave out children of {found.pk}")
    return GivenOut(len(shared.auditor_of), len(shared.left))


@transaction.atomic
def hand_on(*, child: CampaignChild, to: Account, why: str, by: Account) -> ChildReview:
    """Give one child to one reviewer, and take the child back from whoever has them, with the reason.

    UserError where the child is reviewed, where ``to`` does not review here, or must not review this child.
    """
    campaign = locked(child.campaign)
    refuse_complete(child)
    held = ChildReview.objects.select_for_update(of=("self",)).filter(child=child, taken_back_at=None)
    standing = held.select_related("reviewer", "child").first()
    if standing is not None and standing.submitted_at is not None:
        raise UserError("This child is reviewed. Reopen the review if it must be done again.")
    if standing is not None and standing.reviewer_id == to.pk:
        raise UserError(f"{to.name} has this child already.")
    member = reviewers_of(campaign).filter(account=to).first()
    if member is None or not may_review(to):
        raise UserError("Choose somebody who reviews in this campaign.")
    if against := why_not(child, member):
        raise UserError(f"{to.name} must not review this child: {against}.")
    if standing is not None:
        _take_back(standing, said(why, "Say in a sentence why the child is given to somebody else."), by)
        access.end_grants(account=standing.reviewer, by=by, person_ids=[child.person_id], source=source_of(campaign))
    made = ChildReview.objects.create(child=child, reviewer=to, given_by=by, given_at=clock.now())
    _grant(campaign, to, [child.person_id], by)
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:child", person_id=child.person_id, about=to, why=why)
    return made


def refuse_complete(child: CampaignChild) -> None:
    """UserError where the child's campaign is complete: what was said of its last child stays said. A restricted child
    is signed for apart, and may be worked on until then and after."""
    is_complete = Campaign.objects.filter(pk=child.campaign_id).exclude(completed_at=None).exists()
    if is_complete and child.person_id not in restricted_children():
        raise UserError("This campaign is complete. Review the child again in another one.")


def why_not(child: CampaignChild, member: CampaignReviewer) -> str:
    """Why somebody must not review a child, in words; "" where nothing is against it. A restricted child is not told
    from one who cannot be given."""
    if why := conflicts({member.account: member.knows_teams}).why(member.account, child.person_id):
        return why
    hidden = hidden_from(bearer(member.account, clock.today()))
    return "the child cannot be given to them" if child.person_id in hidden else ""


def may_review(account: Account) -> bool:
    """Whether somebody's role lets them review and open children."""
    found = bearer(account, clock.today())
    return found.may(Permission.CAMPAIGN_REVIEW) and found.may(Permission.CHILD_OPEN)


@transaction.atomic
def renew_reading(*, campaign: Campaign, by: Account) -> None:
    """Let those who have children still to review read them until after the last day as it is now."""
    until, source = _until(campaign), source_of(campaign)
    standing = FileGrant.objects.filter(source=source, ended_at=None, until_on__gte=until)
    lasting = set(standing.values_list("account_id", "person_id"))
    short: dict[Account, list[str]] = {}
    found = ChildReview.objects.filter(child__campaign=campaign, taken_back_at=None, reviewer__is_active=True)
    for each in found.select_related("child", "reviewer"):
        if (each.reviewer_id, each.child.person_id) not in lasting:
            short.setdefault(each.reviewer, []).append(each.child.person_id)
    for account, people in short.items():
        access.end_grants(account=account, by=by, person_ids=people, source=source)
        _grant(campaign, account, people, by)


def source_of(campaign: Campaign) -> str:
    """What the right to read a record is given for."""
    return f"campaign {campaign.pk}"


def _mixed(children: Iterable[CampaignChild]) -> Sequence[int]:
    """The children team by team in turn, so that each reviewer has some of every team and not all of one."""
    by_team: dict[str, list[int]] = {}
    for each in sorted(children, key=lambda each: each.place):
        by_team.setdefault(each.team_id, []).append(each.pk)
    ordered = [(place, team, pk) for team, keys in by_team.items() for place, pk in enumerate(keys)]
    return [pk for _, _, pk in sorted(ordered)]


def _take_back(review: ChildReview, why: str, by: Account) -> None:
    review.taken_back_at, review.taken_back_by, review.taken_back_why = clock.now(), by, why
    review.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    access.log(
        by=by,
        doing=Doing.CHANGED,
        page="campaigns:child",
        person_id=review.child.person_id,
        about=review.reviewer,
        why=why,
    )


def _grant(campaign: Campaign, account: Account, person_ids: Sequence[str], by: Account) -> None:
    until, source = _until(campaign), source_of(campaign)
    access.grant_files(account=account, person_ids=person_ids, why=WHY, until_on=until, by=by, source=source)


def _until(campaign: Campaign) -> dt.date:
    today = clock.today()
    return min(max(campaign.due_on, today) + READ_FOR, today + access.GRANT_LASTS)


def locked(campaign: Campaign) -> Campaign:
    """The campaign, held until the transaction ends. Call it first, so that two people do not undo each other."""
    return Campaign.objects.select_for_update().get(pk=campaign.pk)
