"""Campaigns for tests: the children a manager holds in the small invented record, begun, given out, reviewed."""

from __future__ import annotations

import datetime as dt
from functools import cache

from sightline.access.children import Child, Right
from sightline.access.models import Account
from sightline.improvement.actions import campaigns, campaigns_giving, worksheets
from sightline.improvement.actions.campaigns import Plan
from sightline.improvement.actions.worksheets import Sheet
from sightline.improvement.cohorts import CohortAsked, ask, cohort
from sightline.improvement.models import Campaign, CampaignChild, ChildReview
from sightline.improvement.queries.cohorts import Drawn, Found, found_in
from sightline.improvement.worksheets import asked
from sightline.inspection.models import AuditGrade
from sightline.ledger.models import Transaction
from sightline.ledger.owed import catalogue_digest
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, make

LEAD, DIRECTOR = Persona.AUDITOR, Persona.DIRECTOR
HELD = site.OTHERS + 1  # children a manager holds: the unseen child and the others
ASKED = ("seen", "voice")
DUE_ON = site.AS_AT + dt.timedelta(days=20)
SEEN = "Seen on 3 November by their own worker, alone."
VOICE = "They told me once and nobody came back."


def held_by_managers() -> CohortAsked:
    """Children of one service held by a manager on the day."""
    return cohort([ask("held-by-manager", {"service": "disability-0-25", "months": 0})])


def begun(*, own: tuple[str, ...] = (), few: int | None = None) -> Campaign:
    """A campaign led by the principal social worker, with nobody who reviews yet. ``few``: of so many children only."""
    lead = make(LEAD)
    plan = Plan(
        title="Cases held by managers",
        why="Nobody can say what each of them needs.",
        due_on=DUE_ON,
        questions=asked(ASKED, own),
        lead=lead,
        set_apart_with=make(DIRECTOR),
    )
    return campaigns.begin(plan=plan, drawn=drawn(few), by=lead)


@cache
def _children() -> tuple[Found, ...]:
    return found_in(held_by_managers(), site.extract(), site.AS_AT)


def drawn(few: int | None = None) -> Drawn:
    """The cohort as drawing it from the store gives it, without reading the store for each test."""
    last = Transaction.objects.order_by("-number").first()
    number, digest = (last.number, last.digest) if last else (0, "")
    return Drawn(held_by_managers(), site.AS_AT, clock.now(), number, digest, catalogue_digest(), _children()[:few])


def with_reviewers(*personas: Persona, few: int | None = None) -> Campaign:
    """The same with these reviewing, and every child given out that anybody may review."""
    made = begun(few=few)
    for each in personas or (Persona.PRACTITIONER, Persona.REVIEWING_OFFICER):
        campaigns_giving.add_reviewer(campaign=made, account=make(each), knows_teams=(), by=make(LEAD))
    campaigns_giving.give_out(campaign=made, by=make(LEAD))
    return made


def row(campaign: Campaign, person_id: str) -> CampaignChild:
    """A child of the cohort."""
    return CampaignChild.objects.get(campaign=campaign, person_id=person_id)


def review_of(campaign: Campaign, person_id: str) -> ChildReview:
    """The review that stands of a child."""
    return ChildReview.objects.get(child__campaign=campaign, child__person_id=person_id, taken_back_at=None)


def opened(review: ChildReview) -> Child:
    """The child of a review, as one whom its reviewer was given."""
    person = review.child.person_id
    return Child(person, site.handle(person), Right.GRANTED, is_restricted=False)


def whole(grade: AuditGrade = AuditGrade.GOOD, seen: str = "yes") -> Sheet:
    """A worksheet that lacks nothing."""
    return Sheet({"seen": (seen, SEEN), "voice": ("heard", VOICE)}, grade.value, "Go on as now, and ask the child.")


def submitted(review: ChildReview, sheet: Sheet | None = None) -> ChildReview:
    """The review, whole and submitted by its reviewer."""
    by: Account = review.reviewer
    review = worksheets.save(review=review, sheet=sheet or whole(), seen=review.revision, by=by)
    return worksheets.submit(review=review, child=opened(review), by=by)
