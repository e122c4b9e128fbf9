"""The campaign an invented council has under way: the children of one service whose cases its managers hold.

On the fifth day some are reviewed, one child could not be, and two worries were raised, one of them not answered yet.
Whoever may review them does: on the record of the published case those are 172 children of the service for disabled
children, the first thing that inspectors asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.actions import handles
from sightline.access.children import Child, Right
from sightline.access.models import Account
from sightline.access.roles import AUDITOR, DIRECTOR, HEAD_OF_SERVICE, PRACTITIONER, REVIEWING_OFFICER, TEAM_MANAGER
from sightline.casework.queries.lines import ChildLine, child_lines
from sightline.errors import UserError
from sightline.improvement.actions import campaigns, campaigns_giving, worksheets, worksheets_worries
from sightline.improvement.actions.campaigns import Plan
from sightline.improvement.actions.worksheets import Sheet
from sightline.improvement.actions.worksheets_findings import to_training
from sightline.improvement.cohorts import ask, cohort
from sightline.improvement.models import Campaign, ChildReview, Recommendation
from sightline.improvement.queries.campaigns import child_lines as campaign_lines
from sightline.improvement.queries.cohorts import draw
from sightline.improvement.worksheets import asked
from sightline.inspection.models import AuditGrade

SERVICE = "disability-0-25"
DAYS_GONE, DAYS_LEFT = 4, 16
REVIEWED = (3, 5, 2, 6, 5)  # children by day
ASKED = ("seen", "plan", "allocation", "risk", "oversight", "voice")
LONG_UNSEEN = 180  # days


def review_them(on: dt.date, people: Mapping[str, Account]) -> None:
    """Begin the campaign as the principal social worker, give its children out, and review some."""
    lead, director = people.get(AUDITOR.code), people.get(DIRECTOR.code)
    if lead is None or director is None or Campaign.objects.exists():
        return
    begun_on = on - dt.timedelta(days=DAYS_GONE)
    made = _begin(begun_on, on + dt.timedelta(days=DAYS_LEFT), lead, director)
    if made is None:
        return
    for code in (PRACTITIONER.code, TEAM_MANAGER.code, REVIEWING_OFFICER.code, AUDITOR.code, HEAD_OF_SERVICE.code):
        if (account := people.get(code)) is not None:
            campaigns_giving.add_reviewer(campaign=made, account=account, knows_teams=(), by=lead)
    campaigns_giving.give_out(campaign=made, by=lead)
    given = [each.review for each in campaign_lines(made) if each.review is not None]
    lines = {each.person_id: each for each in child_lines([each.child.person_id for each in given], on)}
    _review(_in_turn(given), lines, begun_on)
    _worry(made, lines, people.get(HEAD_OF_SERVICE.code))
    left = next((each for each in reversed(campaign_lines(made)) if each.is_left), None)
    if left is not None:
        why = "The family is abroad with relatives; the school expects the child back after the holiday."
        campaigns.put_off(child=left.child, why=why, until_on=on + dt.timedelta(days=42), by=lead)
    words = "Plans of disabled children were written once and not looked at again as the children grew."
    to_training(campaign=made, topic="Plans for disabled children", words=words, team_id="", by=lead)


def _begin(begun_on: dt.date, due_on: dt.date, lead: Account, director: Account) -> Campaign | None:
    question = ask("held-by-manager", {"service": SERVICE, "months": 0})
    try:
        drawn = draw(cohort([question]), begun_on)
        plan = Plan(
            title="Cases held by managers, 0-25 service",
            why="Children of this service were put in the names of managers as their social workers left. Nobody can"
            " say what each of them needs until somebody has looked at each.",
            due_on=due_on,
            questions=asked(ASKED, ["What should have been done, and by when was it known?"]),
            lead=lead,
            set_apart_with=director,
            recommendation=Recommendation.objects.filter(words__icontains="held by managers").first(),
            begun_on=begun_on,
        )
        return campaigns.begin(plan=plan, drawn=drawn, by=lead)
    except UserError:
        return None  # a council where managers hold no such case has nothing to review


def _in_turn(reviews: list[ChildReview]) -> list[ChildReview]:
    """The reviews by reviewer in turn, so that each has done some."""
    by: dict[int, list[ChildReview]] = {}
    for each in reviews:
        by.setdefault(each.reviewer_id, []).append(each)
    ordered = [(place, who, each.pk) for who, theirs in by.items() for place, each in enumerate(theirs)]
    found = {each.pk: each for each in reviews}
    return [found[pk] for _, _, pk in sorted(ordered)]


def _review(reviews: list[ChildReview], lines: Mapping[str, ChildLine], begun_on: dt.date) -> None:
    days = [begun_on + dt.timedelta(days=day) for day, count in enumerate(REVIEWED) for _ in range(count)]
    for place, (review, day) in enumerate(zip(reviews, days, strict=False)):
        sheet, by = sheet_of(lines[review.child.person_id], place), review.reviewer
        worksheets.save(review=review, sheet=sheet, seen=0, by=by)
        worksheets.submit(review=review, child=opened(review), by=by, on=day)
    for review in reviews[len(days) : len(days) + 3]:
        begun = Sheet({"seen": sheet_of(lines[review.child.person_id], 0).answers["seen"]}, "", "")
        worksheets.save(review=review, sheet=begun, seen=0, by=review.reviewer)


def opened(review: ChildReview) -> Child:
    """The child of a review, as whoever reviews them opened the record."""
    person = review.child.person_id
    return Child(person, handles(person_ids=[person])[person], Right.GRANTED, False)


def sheet_of(line: ChildLine, place: int) -> Sheet:
    """A worksheet for a child, from what the record shows; ``place`` lets those that it does not show differ."""
    days = line.unseen_days
    if days is None or days > LONG_UNSEEN:
        seen = ("no", "No visit for more than half a year. The parents asked for one and nobody came.")
        grade = AuditGrade.INADEQUATE
        words = "A social worker sees the child this week, and a worker is named who stays."
    else:
        seen = ("late", f"Seen {days} days ago by a duty worker, not alone, and by somebody else each time.")
        grade = AuditGrade.REQUIRES_IMPROVEMENT
        words = "Name a worker who stays, and look at the plan again by the end of the month."
    held = ("no", "A manager holds the case beside a whole team, and has not met the child.")
    if not line.is_held_by_manager:
        held = ("yes", "A social worker has taken the case over since.")
    plan = ("stale", "The plan is from before the change of school, and says nothing of short breaks.")
    looked = ("no", "No supervision of the case is on the file since the worker left.")
    voice = ("guessed", "That people come and go. The file says what the parents want, and not the child.")
    if place % 3 == 2:
        plan, looked = ("yes", ""), ("partly", "A manager asked for a visit in the spring, and nobody looked again.")
    if place % 5 == 4:
        voice = ("heard", "That the respite house smells of toast, and that the blue room is theirs.")
    risk = ("partly", "The school rang twice about bruises from the chair, and nobody rang back.")
    return Sheet(
        {
            "seen": seen,
            "plan": plan,
            "allocation": held,
            "risk": risk if place % 7 == 3 else ("none-known", ""),
            "oversight": looked,
            "voice": voice,
            "own-1": ("", "The team knew when the worker left that nobody would take the case, and wrote it down."),
        },
        grade.value,
        words,
    )


def _worry(campaign: Campaign, lines: Mapping[str, ChildLine], head: Account | None) -> None:
    """Two worries about the children unseen longest of those being reviewed: one answered, one not."""
    reviews = [each.review for each in campaign_lines(campaign) if each.review is not None and each.review.begun_at]
    reviews.sort(key=lambda each: -(lines[each.child.person_id].unseen_days or 0))
    for place, review in enumerate(each for each in reviews if head is None or each.reviewer_id != head.pk):
        if place == 2:
            return
        raised = worksheets_worries.raise_worry(
            review=review,
            words="Nobody has seen this child for far too long. The last note is of the mother saying that she cannot"
            " go on lifting her child alone, and nobody answered her.",
            spoke_to="Nobody yet",
            by=review.reviewer,
        )
        if place == 0 and head is not None and raised.held_by != head.professional_id:
            done = "A social worker and an occupational therapist visited this afternoon; the child is safe and well."
            worksheets_worries.answer(worry=raised, words=done, by=head)
