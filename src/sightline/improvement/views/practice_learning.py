"""What was learned: one's own notes and needs, one note, who has read which, and publishing one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.casework.exporting import FileKind, file_response, links
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.actions import practice_learning as actions
from sightline.improvement.forms.practice import NoteForm, WhyForm
from sightline.improvement.models import LearnedFrom, LearningNote
from sightline.improvement.queries import practice_learning as queries
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.practice_learning import Told
from sightline.improvement.queries.training import Seen, needs, seen_by, team_coverage, workforce
from sightline.improvement.training import topic_name
from sightline.improvement.views.practice import FORM, team_names, trail
from sightline.record.calendar import add_months
from sightline.web import clock

COLUMNS = (
    "Note",
    "Learned from",
    "Published",
    "To be read by",
    "For",
    "Have read it",
    "Have not",
    "Without an account",
)


@require_safe
@allowed(Permission.LEARNING_READ)
def learning(request: HttpRequest) -> HttpResponse:
    """What was learned that concerns my work, and what training do I need?"""
    reader = require(request, Permission.LEARNING_READ)
    day = clock.today()
    notes = queries.notes_for(reader.account, day)
    worker = reader.account.professional_id or ""
    context = {
        "unread": [each for each in notes if each.read_at is None],
        "read": [each for each in notes if each.read_at is not None],
        "needs": _own_needs(reader),
        "missing": _own_missing(worker),
        "is_worker": bool(worker),
    }
    return render(request, "improvement/practice/learning.html", context)


def _own_needs(reader: Bearer) -> list[object]:
    """One's own open needs, and those of one's whole team."""
    if held_or_none() is None or not reader.account.professional_id:
        return []
    staff = workforce()
    own = reader.account.professional_id
    team = staff.team_of.get(own, "")
    rows = needs(None, staff, evidence())
    return [
        each
        for each in rows
        if each.is_open
        and (each.need.professional_id == own or (not each.need.professional_id and each.need.team_id in ("", team)))
    ]


def _own_missing(worker: str) -> list[object]:
    """Courses that one's post requires and the record does not show."""
    if held_or_none() is None or not worker:
        return []
    return [each.required for each in team_coverage(workforce()) if worker in each.missing]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.LEARNING_READ)
def note(request: HttpRequest, note: int) -> HttpResponse:
    """One note, for those it is for, who wrote it and who leads practice; said to be read by a press of a button."""
    reader = require(request, Permission.LEARNING_READ)
    mine = next((each for each in queries.notes_for(reader.account, clock.today()) if each.note.pk == note), None)
    found = mine.note if mine else None
    if found is None and reader.may(Permission.PRACTICE_MANAGE):
        found = get_object_or_404(LearningNote.objects.select_related("by"), pk=note)
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        if mine is None:
            raise Http404
        try:
            actions.read(note=found, by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("practice:learning")
    context = {
        "note": found,
        "mine": mine,
        "problem": problem,
        "for_whom": for_whom(found),
        "trail": [(reverse("practice:learning"), "Learning")],
    }
    return render(request, "improvement/practice/note.html", context)


def for_whom(note: LearningNote) -> str:
    """Whom a note is for, in words."""
    names = team_names() if note.teams else {}
    roles = ", ".join(ROLES[each].name.lower() for each in note.roles if each in ROLES)
    teams = ", ".join(names.get(each, each) for each in note.teams)
    said = " in ".join(each for each in (roles or ("everybody" if teams else ""), teams) if each)
    need = f"those who need training in {topic_name(note.topic).lower()}" if note.topic else ""
    words = ", and ".join(each for each in (said, need) if each)
    return words[:1].upper() + words[1:]


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def told(request: HttpRequest) -> HttpResponse:
    """Whom has each note reached, and who has not read it?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    seen = seen_by(reader)
    found = _listing(request)
    context = {
        "listing": found,
        "rows": [(each, for_whom(each.note), *_unread(each, seen)) for each in found.rows],
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "may_read": reader.may(Permission.LEARNING_READ),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        **links("practice:told"),
        "trail": trail(),
    }
    return render(request, "improvement/practice/told.html", context)


def _unread(row: Told, seen: Seen) -> tuple[list[str], int]:
    """The names of those who have not read it that the reader may see, and how many others there are."""
    named = [each.account.name for each in queries.named(row.unread, seen.teams)]
    return named, len(row.unread) - len(named)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def told_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The notes and how far each has come, as counts, as a file."""
    return file_response(kind, "learning", COLUMNS, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> list[Told]:
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:told")
    return list(_listing(request).all_rows)


def _listing(request: HttpRequest) -> Listing[Told]:
    sources = tuple(Choice(value, str(label)) for value, label in LearnedFrom.choices)
    states = (Choice("unread", "Not read by all"), Choice("late", "Late"), Choice("withdrawn", "Withdrawn"))
    return listing(
        queries.told(clock.today()),
        request.GET,
        filters=(
            Filter("state", "How it stands", states, _stands),
            Filter("from", "Learned from", sources, lambda each, value: each.note.learned_from == value),
        ),
        orders=(
            Order("latest", "Latest first", lambda each: (-each.note.published_on.toordinal(), -each.note.pk)),
            Order("unread", "Unread by most", lambda each: -len(each.unread)),
        ),
        search=lambda each: f"{each.note.title} {each.note.words}",
    )


def _stands(row: Told, value: str) -> bool:
    is_withdrawn = row.note.withdrawn_at is not None
    if value == "withdrawn":
        return is_withdrawn
    return not is_withdrawn and (bool(row.unread) if value == "unread" else row.is_late)


def _cells(row: Told) -> list[object]:
    note = row.note
    said = [note.title, note.get_learned_from_display(), note.published_on, note.read_by_on, for_whom(note)]
    return [*said, row.read, len(row.unread), row.unreached]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a note."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    roles = {code: role.name for code, role in ROLES.items() if Permission.LEARNING_READ in role.permissions}
    initial = {"theme": request.GET.get("theme", ""), "read_by_on": add_months(clock.today(), 1)}
    form = NoteForm(request.POST or None, teams=team_names(), roles=roles, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(note=form.note(), by=reader.account)
        except UserError as error:
            form.add_error("words", str(error))
        else:
            return redirect("practice:told")
    context = {
        "form": form,
        "heading": "Publish what was learned",
        "lead": "Published, it is not changed: a better note is another one.",
        "button": "Publish",
        "trail": trail((reverse("practice:told"), "What was learned")),
    }
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def withdraw_note(request: HttpRequest, note: int) -> HttpResponse:
    """Withdraw a note."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    found = get_object_or_404(LearningNote, pk=note)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_note(note=found, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:told")
    context = {
        "form": form,
        "heading": f"Withdraw “{found.title}”",
        "button": "Withdraw it",
        "trail": trail((reverse("practice:told"), "What was learned")),
    }
    return render(request, FORM, context)
