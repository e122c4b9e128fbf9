"""Writing a worksheet: saved as it is typed, submitted, reopened with a reason.

Savings by the page itself leave no line in the access log, as with any draft: they show nothing of the child. What a
person presses does. Submitting leaves a note on the child's file that the case was reviewed, and when; what was found
stays in the worksheet, for a review is of the help and not of the child.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sightline.access import actions as access
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.actions import noting
from sightline.casework.actions.drafts import Place, Seen
from sightline.errors import UserError
from sightline.improvement.actions.campaigns_giving import refuse_complete
from sightline.improvement.models import BackTo, Campaign, ChildReview, FindingBack, ReviewAnswer, ReviewReopened
from sightline.improvement.queries.worksheets import answers_of, lacks_of, questions_asked
from sightline.inspection.actions.auditing import Stale
from sightline.inspection.models import AuditGrade
from sightline.record.tables.case_notes import CaseNote
from sightline.web import clock

LONGEST_WORDS = 20_000  # characters of one field
SHORTEST = 10  # characters: less is no reason
NOTED = "Reviewed in the campaign “{title}”. The reviewer’s worksheet is kept there."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as it stands in a form: by question the answer and the words; the grade, what should happen."""

    answers: Mapping[str, tuple[str, str]]
    grade: str
    words: str


@transaction.atomic
def save(*, review: ChildReview, sheet: Sheet, seen: int, by: Account, quietly: bool = False) -> ChildReview:
    """Keep a worksheet, whole or not. ``seen``: the revision the window knows, 0 where nothing was saved.

    :class:`~sightline.inspection.actions.auditing.Stale` where another window saved something else since; UserError
    for a question it does not ask, an answer there is not, or words that are too long.
    """
    found = _open(review, by)
    asked = {each.id: each for each in questions_asked(found)}
    standing = answers_of(found)
    wanted: dict[str, tuple[str, str]] = {}
    for key, (answer, words) in sheet.answers.items():
        if key not in asked:
            raise UserError("This worksheet does not ask that.")
        if answer and asked[key].answer(answer) is None:
            raise UserError("Choose one of the answers.")
        wanted[key] = (answer, _fit(words))
    if sheet.grade and sheet.grade not in AuditGrade.values:
        raise UserError("Choose one of the grades.")
    last = _fit(sheet.words)
    was = {key: (standing[key].answer, standing[key].words) if key in standing else ("", "") for key in wanted}
    if was == wanted and (found.grade, found.words) == (sheet.grade, last):
        return found
    if found.revision != seen:
        raise Stale(fields_of(found, standing), found.revision)
    for key, (answer, words) in wanted.items():
        if was[key] != (answer, words):
            ReviewAnswer.objects.update_or_create(
                review=found, question=key, defaults={"answer": answer, "words": words}
            )
    found.grade, found.words, found.revision = sheet.grade, last, found.revision + 1
    found.begun_at = found.begun_at or clock.now()
    found.save(update_fields=["grade", "words", "revision", "begun_at"])
    if not quietly:
        _log(found, by)
    return found


@transaction.atomic
def submit(*, review: ChildReview, child: Child, by: Account, on: dt.date | None = None) -> ChildReview:
    """Hand a review in, with a note on the child's file that it was made. ``child``: opened by ``by``. ``on``: the day
    it was made where it is put in afterwards, from the campaign's first; today unless given.

    UserError, naming the first thing it lacks, until it is whole.
    """
    found = _open(review, by)
    if child.person_id != found.child.person_id:
        raise ValueError("the child opened is another")
    lacks = lacks_of(found, answers_of(found))
    if lacks:
        more = f" And {len(lacks) - 1} more." if len(lacks) > 1 else ""
        raise UserError(f"It is not whole yet. {lacks[0].rstrip('.?')}.{more}")
    made_on = on or clock.today()
    if not found.child.campaign.begun_on <= made_on <= clock.today():
        raise UserError("A review is made on a day from the campaign’s first to today.")
    found.submitted_at, found.submitted_on = clock.now(), made_on
    found.save(update_fields=["submitted_at", "submitted_on"])
    found.child.put_off.filter(ended_at=None).update(ended_at=clock.now())
    if not found.findings.filter(to=BackTo.NOTE).exists():
        _note(found, child, by)
    _log(found, by)
    return found


@transaction.atomic
def reopen(*, review: ChildReview, why: str, by: Account) -> ChildReview:
    """Open a submitted review again, with the reason; what it said stays. Its reviewer's, or the campaign's lead's to
    do: who may is asked by the page."""
    Campaign.objects.select_for_update().get(pk=review.child.campaign_id)  # completed by nobody meanwhile
    found = ChildReview.objects.select_for_update(of=("self",)).select_related("child__campaign").get(pk=review.pk)
    if found.submitted_at is None or found.taken_back_at is not None:
        raise UserError("Only a submitted review is reopened.")
    refuse_complete(found.child)
    reason = why.replace("\x00", "").strip()
    if len(reason) < SHORTEST:
        raise UserError("Say in a sentence why it is reopened.")
    ReviewReopened.objects.create(
        review=found,
        why=reason[:5_000],
        was_submitted_at=found.submitted_at,
        said=_said(found),
        by=by,
        at=clock.now(),
    )
    found.submitted_at = found.submitted_on = None
    found.save(update_fields=["submitted_at", "submitted_on"])
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:reopen", person_id=found.child.person_id, why=reason[:500])
    return found


def fields_of(review: ChildReview, answers: Mapping[str, ReviewAnswer]) -> dict[str, str]:
    """What stands in a worksheet, by the names of its form."""
    found = {"grade": review.grade, "words": review.words}
    for each in questions_asked(review):
        given = answers.get(each.id)
        if each.answers:
            found[f"{each.id}_answer"] = given.answer if given else ""
        found[f"{each.id}_words"] = given.words if given else ""
    return found


def _said(review: ChildReview) -> dict[str, Any]:
    return {
        "grade": review.get_grade_display(),
        "words": review.words,
        "answers": [
            {"question": each.question, "answer": each.answer, "words": each.words} for each in review.answers.all()
        ],
    }


def _note(review: ChildReview, child: Child, by: Account) -> None:
    title = review.child.campaign.title
    key, words = f"note-{secrets.token_hex(12)}", NOTED.format(title=title)
    note = CaseNote(
        case_note_id=key, noted_on=review.submitted_on, note_type="other", words=words, is_childs_voice=False
    )
    place = Place(by, "campaign review", "case_notes", person_id=child.person_id)
    noting.write_note(child=child, note=note, place=place, seen=Seen(new_key=key), by=by)
    FindingBack.objects.create(
        campaign=review.child.campaign, review=review, to=BackTo.NOTE, words=words, key=key, by=by, at=clock.now()
    )


def _open(review: ChildReview, by: Account) -> ChildReview:
    """The review, held until the transaction ends; UserError unless it is ``by``'s own and not submitted."""
    found = ChildReview.objects.select_for_update(of=("self",)).select_related("child__campaign").get(pk=review.pk)
    if found.reviewer_id != by.pk or found.taken_back_at is not None:
        raise UserError("This review is not yours, or was given to somebody else meanwhile.")
    if found.submitted_at is not None:
        raise UserError("This review is submitted. Reopen it to change it.")
    return found


def _fit(words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise UserError(f"That is longer than {LONGEST_WORDS:,} characters, the most that is kept. Shorten it.")
    return words.replace("\x00", "")


def _log(review: ChildReview, by: Account) -> None:
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:worksheet", person_id=review.child.person_id)
