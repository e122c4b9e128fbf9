"""Beginning a campaign, moving its last day, putting a child off, and completing it to the last child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import restricted_children
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.improvement.actions.campaigns_giving import locked, refuse_complete, renew_reading
from sightline.improvement.actions.saying import said
from sightline.improvement.models import Campaign, CampaignChild, PutOff, Recommendation, Worry
from sightline.improvement.queries.campaigns import ChildLine, apart_lines, shown_lines
from sightline.improvement.queries.cohorts import Drawn, names_said
from sightline.improvement.worksheets import WorksheetQuestion
from sightline.web import clock

LONGEST_TITLE = 200
LONGEST_CAMPAIGN = dt.timedelta(days=366)
TWICE = dt.timedelta(minutes=2)  # within which the same campaign begun again is a button pressed twice
LONGEST_PUT_OFF = dt.timedelta(days=183)  # our own: longer than half a year, and nobody means to come back


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is, beside its cohort. ``set_apart_with``: who answers for restricted records."""

    title: str
    why: str
    due_on: dt.date
    questions: tuple[WorksheetQuestion, ...]
    lead: Account
    set_apart_with: Account
    recommendation: Recommendation | None = None
    begun_on: dt.date | None = None


@transaction.atomic
def begin(*, plan: Plan, drawn: Drawn, by: Account) -> Campaign:
    """Begin a campaign of the children ``drawn``, restricted ones among them. UserError for a cohort of nobody, a day
    that is past or too far, a lead whose role may not lead, or somebody to answer for restricted records whose role may
    not restrict one."""
    today = clock.today()
    begun_on = plan.begun_on or today
    apart = restricted_children()
    if all(each.person_id in apart for each in drawn.children):  # of nobody, or so it must look
        raise UserError("No child answers that, so there is nobody to review. Ask otherwise, or of another day.")
    if not begun_on <= plan.due_on <= begun_on + LONGEST_CAMPAIGN:
        raise UserError("Enter a last day from the first to a year after it.")
    if not bearer(plan.lead, today).may(Permission.CAMPAIGN_LEAD):
        raise UserError(f"{plan.lead.name} has no role that lets them lead a campaign.")
    if not bearer(plan.set_apart_with, today).may(Permission.CHILD_RESTRICT):
        raise UserError("Choose somebody whose role lets them restrict records, such as the director.")
    _refuse_begun_already(drawn, by)
    made = Campaign.objects.create(
        title=said(plan.title, "Give it a name, such as Cases held by managers.", least=3, longest=LONGEST_TITLE),
        why=said(plan.why, "Say in a sentence why it is done."),
        recommendation=plan.recommendation,
        asked=drawn.asked.to_json(),
        sentence=drawn.asked.sentence(names_said()),
        as_at=drawn.as_at,
        known_at=drawn.known_at,
        through=drawn.through,
        ledger_digest=drawn.ledger_digest,
        catalogue=drawn.catalogue,
        digest=drawn.digest,
        questions=[each.to_json() for each in plan.questions],
        begun_on=begun_on,
        due_on=plan.due_on,
        lead=plan.lead,
        set_apart_with=plan.set_apart_with,
        begun_by=by,
        begun_at=clock.now(),
    )
    CampaignChild.objects.bulk_create(
        [
            CampaignChild(
                campaign=made,
                person_id=each.person_id,
                place=place,
                team_id=each.team_id,
                reasons=list(each.reasons),
            )
            for place, each in enumerate(drawn.children, 1)
        ],
        batch_size=2000,
    )
    log(by=by, page="campaigns:new", why=f"began campaign {made.pk}")
    return made


@transaction.atomic
def move_due(*, campaign: Campaign, due_on: dt.date, why: str, by: Account) -> None:
    """Give a campaign another last day, with the reason; what its reviewers may read is renewed until after it."""
    found = locked(campaign)
    if found.completed_at is not None:
        raise UserError("This campaign is complete.")
    if not clock.today() <= due_on <= found.begun_on + LONGEST_CAMPAIGN:
        raise UserError("Enter a day from today to a year after it was begun.")
    reason = said(why, "Say in a sentence why the day is moved.")
    log(by=by, page="campaigns:campaign", why=f"moved the last day of {found.pk} from {found.due_on}: {reason}")
    found.due_on = due_on
    found.save(update_fields=["due_on"])
    renew_reading(campaign=found, by=by)


@transaction.atomic
def put_off(*, child: CampaignChild, why: str, until_on: dt.date, by: Account) -> PutOff:
    """Record that a child could not be reviewed, why, and until when; what stood before is ended by it.

    Once that day is past the child is to be reviewed again. UserError for one reviewed, a past day or one too far.
    """
    locked(child.campaign)
    refuse_complete(child)
    today = clock.today()
    if child.reviews.filter(taken_back_at=None).exclude(submitted_at=None).exists():
        raise UserError("This child is reviewed already.")
    if not today < until_on <= today + LONGEST_PUT_OFF:
        raise UserError("Enter a day from tomorrow to half a year ahead, when the child can be reviewed.")
    reason = said(why, "Say in a sentence why the child could not be reviewed.")
    PutOff.objects.filter(child=child, ended_at=None).update(ended_at=clock.now())
    made = PutOff.objects.create(child=child, why=reason, until_on=until_on, by=by, at=clock.now())
    log(by=by, page="campaigns:child", person_id=child.person_id, why=reason)
    return made


@transaction.atomic
def end_put_off(*, child: CampaignChild, by: Account) -> None:
    """The child can be reviewed after all."""
    locked(child.campaign)
    if PutOff.objects.filter(child=child, ended_at=None).update(ended_at=clock.now()):
        log(by=by, page="campaigns:child", person_id=child.person_id, why="can be reviewed after all")


@transaction.atomic
def complete(*, campaign: Campaign, words: str, by: Account) -> None:
    """Complete a campaign. UserError while a child is neither reviewed nor recorded as one who could not be, or a worry
    is not answered; restricted children are not among them, and are signed for apart (:func:`sign_set_apart`)."""
    found = locked(campaign)
    if found.completed_at is not None:
        raise UserError("This campaign is complete already.")
    lines = shown_lines(found)
    if left := sum(each.is_left for each in lines):
        raise UserError(
            f"{_children(left)} neither reviewed nor recorded as one who could not be, with why and until when."
        )
    _refuse_unanswered(lines)
    found.completed_at, found.completed_on, found.completed_by = clock.now(), clock.today(), by
    found.completed_words = said(words, "Say in a sentence what the campaign found.")
    found.save(update_fields=["completed_at", "completed_on", "completed_by", "completed_words"])
    log(by=by, page="campaigns:complete", why=f"completed campaign {found.pk}")


@transaction.atomic
def sign_set_apart(*, campaign: Campaign, by: Account) -> None:
    """Sign that no child whose record is restricted, of those ``by`` may know of, is left; asked of every campaign,
    whether or not there is such a child. UserError while one is left, or for somebody else."""
    found = locked(campaign)
    if found.set_apart_with_id != by.pk:
        raise UserError("Somebody else was named to answer for restricted records.")
    if found.set_apart_at is not None:
        raise UserError("You signed this already.")
    lines = apart_lines(found, bearer(by, clock.today()))
    if left := sum(each.is_left for each in lines):
        raise UserError(
            f"{_children(left)} neither reviewed nor recorded as one who could not be, with why and until when."
        )
    _refuse_unanswered(lines)
    found.set_apart_at, found.set_apart_by = clock.now(), by
    found.save(update_fields=["set_apart_at", "set_apart_by"])
    log(by=by, page="campaigns:set-apart", why=f"signed for restricted records of campaign {found.pk}")


@transaction.atomic
def name_set_apart(*, campaign: Campaign, account: Account, by: Account) -> None:
    """Name somebody else to answer for restricted records, as when whoever was named has left."""
    found = locked(campaign)
    if found.set_apart_at is not None:
        raise UserError("This is signed already.")
    if not bearer(account, clock.today()).may(Permission.CHILD_RESTRICT):
        raise UserError("Choose somebody whose role lets them restrict records, such as the director.")
    found.set_apart_with = account
    found.save(update_fields=["set_apart_with"])
    log(by=by, page="campaigns:campaign", about=account, why="answers for restricted records")


def _refuse_begun_already(drawn: Drawn, by: Account) -> None:
    """A button pressed twice begins one campaign: what one account begins goes one after the other."""
    Account.objects.select_for_update().get(pk=by.pk)
    lately = clock.now() - TWICE
    if Campaign.objects.filter(digest=drawn.digest, begun_by=by, begun_at__gte=lately).exists():
        raise UserError("You began a campaign of these children a moment ago. It is on the list of campaigns.")


def _refuse_unanswered(lines: Sequence[ChildLine]) -> None:
    open_ = Worry.objects.filter(review__child__in=[each.child.pk for each in lines], answered_at=None).count()
    if open_:
        raise UserError("A worry is not answered yet." if open_ == 1 else f"{open_} worries are not answered yet.")


def log(*, by: Account, page: str, why: str = "", person_id: str | None = None, about: Account | None = None) -> None:
    """A line of the access log that something of a campaign was changed."""
    access.log(by=by, doing=Doing.CHANGED, page=page, why=why, person_id=person_id, about=about)


def _children(count: int) -> str:
    return "1 child is" if count == 1 else f"{count:,} children are"
