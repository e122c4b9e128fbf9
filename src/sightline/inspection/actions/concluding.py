"""Giving grades with reasons, explaining disagreements, drawing strengths and recommendations from evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.limiting import OVERALL
from sightline.inspection.models import (
    AuditGrade,
    Basis,
    Conclusion,
    ConclusionKind,
    Explained,
    Judged,
    MockInspection,
    Priority,
)
from sightline.inspection.queries.concluding import Ground, broken_words, grades_of, grounds_for
from sightline.inspection.queries.mocks import findings_of, framework_of, latest_evidence
from sightline.inspection.queries.triangulating import as_grade
from sightline.inspection.triangulation import Triangle
from sightline.web import clock

SHORTEST = 10  # characters: less is no sentence


@dataclass(frozen=True, slots=True)
class Drawn:
    """A strength or a recommendation as it is written: about which judgement, and what it rests on."""

    kind: ConclusionKind
    words: str
    judgement: str
    grounds: Sequence[str]  # each as a form sends it: "voice:12"
    priority: Priority | None = None


@transaction.atomic
def judge(*, mock: MockInspection, judgement: str, grade: AuditGrade, reasons: str, by: Account) -> Judged:
    """Give a judgement of the framework, or the overall one, a grade.

    UserError, with the rule in words, for an overall grade that the framework's limiting rules forbid; where a visit
    gives no grades, or the framework has no overall one; for a judgement out of scope; without reasons.
    """
    held = open_still(mock)
    framework = framework_of(held)
    if not framework.is_graded:
        raise UserError(f"{framework.name}: no grades are given. Write strengths and recommendations.")
    if judgement == OVERALL:
        _within_limits(held, grade)
    elif framework.area(judgement) is None or judgement not in held.areas:
        raise UserError("That is not a judgement this mock inspection looks at.")
    evidence = latest_evidence(held)
    made = Judged.objects.create(
        mock=held,
        judgement=judgement,
        grade=grade.value,
        reasons=_sentence(reasons, "Give the reasons for the grade in a sentence or more."),
        indicated=findings_of(evidence).indicated(judgement) if evidence else "",
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="concluding:judge", why=judgement)
    return made


@transaction.atomic
def explain(*, mock: MockInspection, triangle: Triangle, words: str, by: Account) -> Explained:
    """Say what was made of sources that disagree. What was said before stays."""
    held = open_still(mock)
    made = Explained.objects.create(
        mock=held,
        judgement=triangle.judgement,
        line=triangle.line,
        agreement=triangle.agreement.value,
        words=_sentence(words, "Say in a sentence what was made of it."),
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="concluding:explain")
    return made


@transaction.atomic
def conclude(*, mock: MockInspection, drawn: Drawn, by: Account) -> Conclusion:
    """Write a strength or a recommendation with what it rests on.

    UserError where it rests on nothing, on what is no evidence of this mock inspection, or is out of its scope; for a
    recommendation without a priority.
    """
    held = open_still(mock)
    if framework_of(held).area(drawn.judgement) is None or drawn.judgement not in held.areas:
        raise UserError("That is not a judgement this mock inspection looks at.")
    if drawn.kind is ConclusionKind.RECOMMENDATION and drawn.priority is None:
        raise UserError("Choose how soon it is to be met.")
    words = _sentence(drawn.words, "Write it in a sentence.")
    made = Conclusion.objects.create(
        mock=held,
        kind=drawn.kind.value,
        words=words,
        judgement=drawn.judgement,
        priority=drawn.priority.value if drawn.priority and drawn.kind is ConclusionKind.RECOMMENDATION else "",
        by=by,
        at=clock.now(),
    )
    grounds = _grounds(held, drawn)
    Basis.objects.bulk_create([Basis(conclusion=made, kind=each.kind.value, key=each.key) for each in grounds])
    access.log(by=by, doing=Doing.CHANGED, page="concluding:conclude")
    return made


@transaction.atomic
def withdraw(*, conclusion: Conclusion, why: str, by: Account) -> None:
    """Take back a strength or a recommendation; it stays, with the reason, and its number is not given again."""
    open_still(conclusion.mock)
    found = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    if found.withdrawn_at is not None:
        raise UserError("This was taken back already.")
    found.withdrawn_at, found.withdrawn_why = clock.now(), _sentence(why, "Say in a sentence why it is taken back.")
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    access.log(by=by, doing=Doing.CHANGED, page="concluding:withdraw")


def _within_limits(mock: MockInspection, grade: AuditGrade) -> None:
    limit = grades_of(mock).limit
    if limit is None:
        raise UserError(f"{framework_of(mock).name} has no overall grade.")
    if not limit.allows(as_grade(grade.value)):
        words = broken_words(limit)
        raise UserError(words[0].upper() + words[1:])


def _grounds(mock: MockInspection, drawn: Drawn) -> list[Ground]:
    evidence = latest_evidence(mock)
    there = grounds_for(mock, drawn.judgement, findings_of(evidence) if evidence else None)
    known = {each.value: each for each in there}
    asked = list(dict.fromkeys(drawn.grounds))
    if not asked:
        raise UserError("Choose at least one thing it rests on: nothing is concluded without evidence.")
    if any(each not in known for each in asked):
        raise UserError("Something it rests on is no longer there: it was taken back, or evidence was frozen again.")
    return [known[each] for each in asked]


def _sentence(words: str, missing: str) -> str:
    found = words.strip()
    if len(found) < SHORTEST:
        raise UserError(missing)
    return found
