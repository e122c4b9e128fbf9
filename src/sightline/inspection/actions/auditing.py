"""Auditing a file: answers, the rows they rest on, the conclusion, and handing it in. Each saving is safe.

An audit is its auditor's own until it is submitted. What is typed is kept with every press, and while it is typed, so
nothing is lost; two windows never overwrite each other, for each saving names the one it follows. Savings by the page
itself leave no line in the access log, as with any draft: nothing of the child is shown by them. What a person presses
does. A submitted audit is never changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.models import Answered, Audit, AuditAnswer, AuditGrade, EvidenceLink
from sightline.inspection.queries.auditing import MOST_MINUTES, answers_of, lacks_of
from sightline.inspection.queries.file_rows import rows_known
from sightline.web import clock

LONGEST_WORDS = 20_000  # characters of one field
MOST_ROWS = 100  # of the record behind one answer: more is the file, and not evidence


class Stale(UserError):
    """Another window saved other words in the same place; ``standing`` holds them by the names of the form."""

    def __init__(self, standing: Mapping[str, str], revision: int) -> None:
        super().__init__("This was saved in another window meanwhile. Both are shown below.")
        self.standing, self.revision = standing, revision


@dataclass(frozen=True, slots=True)
class Concluding:
    """An audit's conclusion as it stands in a form; ``minutes`` None where none was given yet."""

    grade: str
    why: str
    child_would_say: str
    strengths: str
    concerns: str
    minutes: int | None


@transaction.atomic
def save_answer(
    *, audit: Audit, prompt: str, answer: str, words: str, seen: int, by: Account, quietly: bool = False
) -> AuditAnswer:
    """Keep the answer to one prompt. ``seen``: the revision the window knows, 0 where nothing was saved.

    :class:`Stale` where another window saved something else since; UserError for what is no prompt or answer of it.
    """
    found = _open(audit, by)
    if prompt not in found.asked:
        raise UserError("This audit does not ask that.")
    if answer and answer not in Answered.values:
        raise UserError("Choose one of the answers.")
    words = _fit_to_keep(words)
    standing = AuditAnswer.objects.select_for_update().filter(audit=found, prompt=prompt).first()
    if standing is not None and (standing.answer, standing.words) == (answer, words):
        return standing
    if (standing.revision if standing else 0) != seen:
        raise Stale(
            {"answer": standing.answer, "words": standing.words} if standing else {},
            standing.revision if standing else 0,
        )
    if standing is None:
        standing = AuditAnswer(audit=found, prompt=prompt, revision=0)
    standing.answer, standing.words = answer, words
    standing.revision, standing.saved_at = standing.revision + 1, clock.now()
    standing.save()
    _begun(found)
    if not quietly:
        _log(found, "audits:prompt", by)
    return standing


@transaction.atomic
def link_rows(*, audit: Audit, prompt: str, chosen: Collection[str], by: Account) -> int:
    """Let the answer to a prompt rest on these rows of the file and no others; how many.

    ``chosen``: names of rows as :class:`~sightline.inspection.queries.file_rows.FileRow` gives them. UserError for a
    row that was not known then, or of another child.
    """
    found = _open(audit, by)
    if prompt not in found.asked:
        raise UserError("This audit does not ask that.")
    if len(set(chosen)) > MOST_ROWS:
        raise UserError(f"Choose at most {MOST_ROWS} rows: those that the answer rests on.")
    known = {each.name: each for each in rows_known(found)}
    if not set(chosen) <= set(known):
        raise UserError("One of those rows was not in the file as it was known then. Choose again.")
    answer, _ = AuditAnswer.objects.get_or_create(
        audit=found, prompt=prompt, defaults={"revision": 1, "saved_at": clock.now()}
    )
    kept = {f"{each.table}/{each.row_key}": each for each in answer.evidence.all()}
    EvidenceLink.objects.filter(pk__in=[each.pk for name, each in kept.items() if name not in chosen]).delete()
    EvidenceLink.objects.bulk_create(
        EvidenceLink(
            answer=answer,
            table=known[name].table,
            row_key=known[name].key,
            version=known[name].version,
            on=known[name].on,
            words=known[name].words[:300],
        )
        for name in dict.fromkeys(chosen)
        if name not in kept
    )
    _begun(found)
    _log(found, "audits:evidence", by)
    return len(set(chosen))


@transaction.atomic
def save_conclusion(*, audit: Audit, concluding: Concluding, seen: int, by: Account, quietly: bool = False) -> Audit:
    """Keep an audit's conclusion, whole or not. :class:`Stale` as for an answer."""
    found = _open(audit, by)
    if concluding.grade and concluding.grade not in AuditGrade.values:
        raise UserError("Choose one of the grades.")
    if concluding.minutes is not None and not 1 <= concluding.minutes <= MOST_MINUTES:
        raise UserError(f"Enter the minutes it took, 1 to {MOST_MINUTES:,}.")
    names = [each.name for each in fields(Concluding)]
    standing = {name: getattr(found, name) for name in names}
    wanted = {name: getattr(concluding, name) for name in names}
    for name in ("why", "child_would_say", "strengths", "concerns"):
        wanted[name] = _fit_to_keep(wanted[name])
    if standing == wanted:
        return found
    if found.revision != seen:
        raise Stale({name: "" if value is None else str(value) for name, value in standing.items()}, found.revision)
    for name, value in wanted.items():
        setattr(found, name, value)
    found.revision += 1
    found.save(update_fields=[*names, "revision"])
    _begun(found)
    if not quietly:
        _log(found, "audits:conclusion", by)
    return found


@transaction.atomic
def submit(*, audit: Audit, by: Account) -> Audit:
    """Hand an audit in; from then on it is never changed. UserError, naming the first thing it lacks, until whole."""
    found = _open(audit, by)
    lacks = lacks_of(found, answers_of(found))
    if lacks:
        more = f", and {len(lacks) - 1} more" if len(lacks) > 1 else ""
        raise UserError(f"It is not whole yet: {lacks[0].words[0].lower()}{lacks[0].words[1:]}{more}.")
    found.submitted_at = clock.now()
    found.save(update_fields=["submitted_at"])
    _log(found, "audits:submit", by)
    return found


def _open(audit: Audit, by: Account) -> Audit:
    """The audit, held until the transaction ends; UserError unless it is ``by``'s own, unsubmitted and not over."""
    found = Audit.objects.select_for_update(of=("self",)).select_related("child__sample__mock").get(pk=audit.pk)
    if found.auditor_id != by.pk or found.taken_back_at is not None:
        raise UserError("This audit is not yours.")
    if found.submitted_at is not None:
        raise UserError("This audit is submitted, and is not changed any more.")
    open_still(found.child.sample.mock)
    return found


def _begun(audit: Audit) -> None:
    if audit.begun_at is None:
        audit.begun_at = clock.now()
        audit.save(update_fields=["begun_at"])


def _fit_to_keep(words: str) -> str:
    """``words`` without the one character that PostgreSQL keeps in no text; UserError where they are too long."""
    if len(words) > LONGEST_WORDS:
        raise UserError(f"That is longer than {LONGEST_WORDS:,} characters, the most that is kept. Shorten it.")
    return words.replace("\x00", "")


def _log(audit: Audit, page: str, by: Account) -> None:
    access.log(by=by, doing=Doing.CHANGED, page=page, person_id=audit.child.person_id)
