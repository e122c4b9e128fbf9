"""Planning audits, drawing the files of those audited here, and saying what a file showed."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import hidden_from, restricted_children
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.caseloads import held_by_teams, open_children
from sightline.errors import UserError
from sightline.improvement.models import AuditedFile, Loop, PlannedAudit, Where
from sightline.improvement.queries.practice_evidence import account_key
from sightline.improvement.themes import themes
from sightline.inspection.models import Answered
from sightline.ledger.queries import current
from sightline.web import clock

MOST_FILES = 200
LONGEST = dt.timedelta(days=366)
SHORTEST_WORDS, LONGEST_WORDS = 10, 2_000
PAGE = "practice-audits"
GIVEN_FOR = "To audit practice, as planned"


@dataclass(frozen=True, slots=True)
class Plan:
    """An audit as it is planned."""

    team_id: str
    theme: str
    files: int
    where: Where
    starts_on: dt.date
    due_on: dt.date
    auditor: Account | None = None
    loop: Loop | None = None
    words: str = ""


@transaction.atomic
def plan_audit(*, plan: Plan, by: Account, barred: frozenset[str] = frozenset()) -> PlannedAudit:
    """Put an audit in the programme. ``barred``: who may not audit a loop again, having found it or acted on it.

    UserError for days the wrong way round, too many files or none, a team or theme there is not, one audited here by
    nobody or by somebody who may not audit files, a re-audit by somebody barred, or of fewer files than the loop asks.
    """
    if not 1 <= plan.files <= MOST_FILES:
        raise UserError(f"Enter a number of files from 1 to {MOST_FILES}.")
    if plan.due_on < plan.starts_on or plan.due_on - plan.starts_on > LONGEST:
        raise UserError("The last day must come after the first, and within a year of it.")
    if plan.team_id and not current("teams").filter(team_id=plan.team_id).exists():
        raise UserError("Choose a team of this council.")
    if plan.theme and plan.theme not in themes():
        raise UserError("Choose a theme that audits name.")
    if plan.where is Where.HERE and plan.auditor is None:
        raise UserError("Choose who audits: files are drawn for somebody.")
    if plan.auditor is not None and not bearer(plan.auditor, clock.today()).may(Permission.FILE_AUDIT):
        raise UserError("Choose somebody whose role lets them audit files.")
    if plan.where is Where.HERE and not plan.theme:
        raise UserError("Choose a theme: files read here are read for one. For practice as a whole, use another way.")
    if plan.loop is not None:
        _fits(plan, plan.loop, barred)
    made = PlannedAudit.objects.create(
        team_id=plan.team_id,
        theme=plan.theme,
        files=plan.files,
        auditor=plan.auditor,
        where=plan.where.value,
        starts_on=plan.starts_on,
        due_on=plan.due_on,
        loop=plan.loop,
        words=plan.words.strip()[:LONGEST_WORDS],
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, about=plan.auditor)
    return made


def _fits(plan: Plan, loop: Loop, barred: frozenset[str]) -> None:
    if loop.set_aside_on is not None:
        raise UserError("This was set aside, so there is nothing to audit again.")
    if (plan.theme, plan.team_id) != (loop.theme, loop.team_id):
        raise UserError("A re-audit is of the same theme and team as what it audits again.")
    if plan.files < loop.files:
        raise UserError(f"Plan at least {loop.files} files: fewer cannot close this.")
    if plan.auditor is not None and is_barred(plan.auditor, barred):
        raise UserError("Choose another auditor: this one found the weakness or owns an action on it.")


def is_barred(account: Account, barred: frozenset[str]) -> bool:
    """Whether somebody was part of what is to be audited again."""
    return bool({account_key(account.pk), account.professional_id or ""} & barred - {""})


@transaction.atomic
def withdraw_audit(*, audit: PlannedAudit, why: str, by: Account) -> None:
    """Take an audit out of the programme with the reason; it stays to be seen. UserError for one with files read."""
    found = _live(audit)
    if found.drawn.exclude(answer="").exists():
        raise UserError("Files of this audit were read already, so it stays.")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = clock.now(), by, _sentence(why)
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    if found.auditor is not None:
        access.end_grants(account=found.auditor, by=by, source=_source(found))
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, about=found.auditor)


@transaction.atomic
def draw_files(*, audit: PlannedAudit, by: Account, seed: int | None = None) -> int:
    """Draw the files of an audit by lot, and let its auditor read them; how many there were to be had.

    Of the open cases of the team (or all), without those restricted, of the auditor's own family, that the auditor ever
    worked with, or that an earlier audit of the same loop read. The same seed draws the same files from the same cases.
    UserError for one drawn already, and where there are no files.
    """
    found = _live(audit)
    if found.where != Where.HERE or found.auditor is None:
        raise UserError("Files are drawn only for an audit that is made here.")
    if found.seed is not None:
        raise UserError("The files of this audit were drawn already.")
    day = clock.today()
    cases = held_by_teams([found.team_id], day) if found.team_id else open_children(day)
    apart = restricted_children() | hidden_from(bearer(found.auditor, day))
    if found.auditor.professional_id:
        worked = current("involvements").filter(professional_id=found.auditor.professional_id)
        apart |= frozenset(worked.values_list("person_id", flat=True))
    if found.loop_id is not None:
        read = AuditedFile.objects.filter(audit__loop=found.loop_id).exclude(answer="")
        apart |= frozenset(read.values_list("person_id", flat=True))
    pool = sorted(cases - apart)
    if not pool:
        raise UserError("There is no file to draw: the team has no open case that this auditor may read.")
    chosen_seed = seed if seed is not None else secrets.randbelow(2**31)
    drawn = random.Random(chosen_seed).sample(pool, min(found.files, len(pool)))  # noqa: S311 - repeatable on purpose
    AuditedFile.objects.bulk_create(
        [AuditedFile(audit=found, person_id=person, place=place) for place, person in enumerate(drawn, 1)]
    )
    found.seed, found.drawn_from = chosen_seed, len(pool)
    found.save(update_fields=["seed", "drawn_from"])
    until = min(max(found.due_on, day) + dt.timedelta(days=14), day + access.GRANT_LASTS)
    access.grant_files(
        account=found.auditor, person_ids=drawn, why=GIVEN_FOR, until_on=until, by=by, source=_source(found)
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, about=found.auditor)
    return len(pool)


@transaction.atomic
def answer_file(*, file: AuditedFile, answer: Answered, words: str, by: Account, on: dt.date | None = None) -> None:
    """Say what a file showed of the theme, once. The caller was allowed to open the child.

    UserError by anybody but its auditor, for one answered already, and for a weakness without words.
    """
    found = AuditedFile.objects.select_for_update(of=("self",)).select_related("audit").get(pk=file.pk)
    day = on or clock.today()
    if found.audit.auditor_id != by.pk:
        raise UserError("Only the auditor this file was drawn for says what it shows.")
    if found.audit.withdrawn_at is not None:
        raise UserError("This audit was withdrawn.")
    if found.answer:
        raise UserError("This file was answered already.")
    if day < found.audit.starts_on or day > clock.today():
        raise UserError("The day a file was read lies between the first day of the audit and today.")
    said = words.strip()[:LONGEST_WORDS]
    if answer is not Answered.NOT_APPLICABLE and len(said) < SHORTEST_WORDS:
        raise UserError("Say in a sentence what on the file shows it.")
    found.answer, found.words, found.by, found.audited_on, found.at = answer.value, said, by, day, clock.now()
    found.save(update_fields=["answer", "words", "by", "audited_on", "at"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=found.person_id)


def _live(audit: PlannedAudit) -> PlannedAudit:
    found = PlannedAudit.objects.select_for_update(of=("self",)).select_related("auditor").get(pk=audit.pk)
    if found.withdrawn_at is not None:
        raise UserError("This audit was withdrawn already.")
    return found


def _source(audit: PlannedAudit) -> str:
    return f"planned audit {audit.pk}"


def _sentence(words: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError("Say why, in a sentence.")
    return found
