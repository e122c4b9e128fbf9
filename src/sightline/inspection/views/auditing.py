"""An auditor's pages: their audits, one audit, a question of it, the rows it rests on, its conclusion, the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import handles
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import names_of_children
from sightline.casework.views.drafts import is_quiet
from sightline.errors import UserError
from sightline.inspection.actions import auditing
from sightline.inspection.actions.auditing import Concluding
from sightline.inspection.forms.auditing import AnswerForm, ConclusionForm
from sightline.inspection.models import Audit, AuditAnswer
from sightline.inspection.prompts import Prompt
from sightline.inspection.queries import auditing as queries
from sightline.inspection.queries.auditing import Reading
from sightline.inspection.queries.concerns import line_of
from sightline.inspection.queries.file_rows import by_year, rows_known
from sightline.inspection.queries.file_then import file_then
from sightline.inspection.views.audits_opening import OpenedFile, mine_trail, mock_trail, open_file
from sightline.inspection.views.audits_saving import SavedForm, quietly_saved, revision_seen
from sightline.web import clock

asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(Permission.FILE_AUDIT)
def mine(request: HttpRequest) -> HttpResponse:
    """Which files am I to audit, and how far am I?"""
    reader = require(request, Permission.FILE_AUDIT)
    seen = visible(reader, clock.today(), by=Permission.FILE_AUDIT)
    rows = [each for each in queries.audits_of(reader.account) if each.audit.child.person_id in seen]
    people = [each.audit.child.person_id for each in rows]
    context = {
        "rows": rows,
        "handles": showing(request, Doing.LISTED, people),
        "names": names_of_children(people),
        "left": sum(each.audit.submitted_at is None for each in rows),
    }
    return render(request, "inspection/audits/mine.html", context)


@asks
@allowed(Permission.FILE_AUDIT)
def audit(request: HttpRequest, audit: int) -> HttpResponse:
    """What does this file show, question by question, and what is still missing?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = _reading(reader, audit)
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    problem = ""
    if request.method == "POST":
        try:
            auditing.submit(audit=reading.audit, by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("audits:audit", audit)
    answers = queries.answers_of(reading.audit)
    lacks = queries.lacks_of(reading.audit, answers)
    now = clock.now()
    context = {
        **_context(opened, reading),
        "areas": _by_area(reading.audit, answers),
        "lacks": lacks,
        "unanswered": [each for each in lacks if each.prompt],
        "unconcluded": [each for each in lacks if not each.prompt],
        "is_list": reading.may_write and "whole" not in request.GET,
        "answered": sum(queries.is_answered(answers.get(each)) for each in reading.audit.asked),
        "problem": problem,
        "concerns": [line_of(each, now) for each in reading.audit.immediate_concerns.select_related("manager")],
    }
    return render(request, "inspection/audits/audit.html", context, status=422 if problem else 200)


@asks
@allowed(Permission.FILE_AUDIT)
def prompt(request: HttpRequest, audit: int, prompt: str) -> HttpResponse:
    """What does the file show of this?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = _writing(reader, audit)
    asked = queries.prompts_asked(reading.audit)
    place = next((place for place, each in enumerate(asked) if each.id == prompt), None)
    if place is None:
        raise Http404
    form = AnswerForm(request.POST or None)

    def save(*, quietly: bool) -> tuple[int, int]:
        words = form.sent_words()
        saved = auditing.save_answer(
            audit=reading.audit,
            prompt=prompt,
            answer=words["answer"],
            words=words["words"],
            seen=revision_seen(request),
            by=reader.account,
            quietly=quietly,
        )
        return saved.pk, saved.revision

    if is_quiet(request):
        return quietly_saved(save)
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    standing = queries.answers_of(reading.audit).get(prompt)
    more = asked[place + 1] if place + 1 < len(asked) else None
    page = SavedForm(
        request,
        form,
        "inspection/audits/prompt.html",
        {
            **_context(opened, reading, prompt=prompt),
            "prompt": asked[place],
            "number": place + 1,
            "count": len(asked),
            "evidence": list(standing.evidence.all()) if standing else [],
            "previous": asked[place - 1] if place else None,
            "next": more,
        },
        standing.revision if standing else 0,
        {"answer": standing.answer, "words": standing.words} if standing else {},
    )
    onward = {
        "rows": reverse("audits:rows", args=[audit, prompt]),
        "next": reverse("audits:prompt", args=[audit, more.id]) if more else reverse("audits:conclusion", args=[audit]),
    }
    return page.answer(save, onward, reverse("audits:audit", args=[audit]))


@asks
@allowed(Permission.FILE_AUDIT)
def conclusion(request: HttpRequest, audit: int) -> HttpResponse:
    """What grade has this file, why, and what would the child say?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = _writing(reader, audit)
    form = ConclusionForm(request.POST or None)

    def save(*, quietly: bool) -> tuple[int, int]:
        words = form.sent_words()
        minutes = words.pop("minutes").strip()
        saved = auditing.save_conclusion(
            audit=reading.audit,
            concluding=Concluding(**words, minutes=_minutes(minutes, quietly=quietly)),
            seen=revision_seen(request),
            by=reader.account,
            quietly=quietly,
        )
        return saved.pk, saved.revision

    if is_quiet(request):
        return quietly_saved(save)
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    found = Audit.objects.get(pk=audit)
    names = ("grade", "why", "child_would_say", "strengths", "concerns", "minutes")
    standing = {name: str(getattr(found, name) or "") for name in names}
    context = _context(opened, reading, prompt="conclusion")
    page = SavedForm(request, form, "inspection/audits/conclusion.html", context, found.revision, standing)
    return page.answer(save, {}, reverse("audits:audit", args=[audit]))


@asks
@allowed(Permission.FILE_AUDIT)
def rows(request: HttpRequest, audit: int, prompt: str) -> HttpResponse:
    """Which rows of the file, as it was known then, does the answer rest on?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = _writing(reader, audit)
    asked = next((each for each in queries.prompts_asked(reading.audit) if each.id == prompt), None)
    if asked is None:
        raise Http404
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    known = rows_known(reading.audit)
    standing = queries.answers_of(reading.audit).get(prompt)
    chosen = {f"{each.table}/{each.row_key}" for each in standing.evidence.all()} if standing else set()
    problem = ""
    if request.method == "POST":
        chosen = set(request.POST.getlist("row"))
        try:
            auditing.link_rows(audit=reading.audit, prompt=prompt, chosen=chosen, by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("audits:prompt", audit, prompt)
    context = {
        **_context(opened, reading, prompt=prompt),
        "prompt": asked,
        "years": by_year(known),
        "chosen": chosen,
        "problem": problem,
        "count": len(known),
    }
    return render(request, "inspection/audits/rows.html", context, status=422 if problem else 200)


@require_safe
@allowed(Permission.FILE_AUDIT)
def file(request: HttpRequest, audit: int) -> HttpResponse:
    """What did the child's file hold when the evidence was frozen?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = _reading(reader, audit)
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    with transaction.atomic():
        others = partial(visible, reader, clock.today(), by=Permission.CHILD_OPEN)
        page = file_then(opened.child, reading.audit, request.GET, others, partial(_handles, request))
    context = {**_context(opened, reading, prompt="file"), "page": page}
    return render(request, "inspection/audits/file.html", context)


def _handles(request: HttpRequest, shown: Sequence[str], linked: Sequence[str]) -> Mapping[str, str]:
    """The handle of everyone in ``linked``, with a line in the log that names everyone in ``shown``."""
    found = showing(request, Doing.LISTED, shown)
    others = [each for each in linked if each not in found]
    return {**found, **handles(person_ids=others)} if others else found


def _reading(reader: Bearer, number: int) -> Reading:
    found = queries.audit_for(reader, number)
    if found is None:
        raise Http404
    return found


def _writing(reader: Bearer, number: int) -> Reading:
    """The audit, if the reader may still write it; Http404 for anybody else's, and for one that is over."""
    found = _reading(reader, number)
    if not found.may_write:
        raise Http404
    return found


def _context(opened: OpenedFile, reading: Reading, *, prompt: str = "") -> dict[str, Any]:
    audit = reading.audit
    trail = mine_trail() if reading.is_own else mock_trail(opened.sampled.sample.mock)
    if prompt:
        trail.append((reverse("audits:audit", args=[audit.pk]), f"File {opened.sampled.place}"))
    return {**opened.context, "audit": audit, "reading": reading, "trail": trail}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of an audit on its page."""

    number: int
    prompt: Prompt
    answer: AuditAnswer | None
    is_answered: bool


def _by_area(audit: Audit, answers: Mapping[str, AuditAnswer]) -> list[tuple[str, list[_Asked]]]:
    found: dict[str, list[_Asked]] = {}
    for number, each in enumerate(queries.prompts_asked(audit), 1):
        given = answers.get(each.id)
        found.setdefault(each.area, []).append(_Asked(number, each, given, queries.is_answered(given)))
    return [(area.replace("-", " ").capitalize() or "Asked no more", asked) for area, asked in found.items()]


def _minutes(words: str, *, quietly: bool) -> int | None:
    """The minutes typed; while typing what is no number is none yet."""
    if words.isascii() and words.isdecimal() and len(words) < 6:
        return int(words) if words.strip("0") else None
    if words and not quietly:
        raise UserError("Enter the minutes as a whole number, such as 90.")
    return None
