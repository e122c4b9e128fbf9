"""Case notes: the notes of a child, a new one, a corrected one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import Child, open_child
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.actions import noting
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.forms.noting import CorrectNoteForm, NoteForm
from sightline.casework.queries.recorded import entries, key_of, standing
from sightline.casework.views.about import child_context, child_named
from sightline.casework.views.drafts import Writing, answer, is_quiet, keep_quietly
from sightline.record.codes import CODE_SETS
from sightline.record.tables.case_notes import CaseNote
from sightline.web import clock

FORM, TABLE = "note", "case_notes"


@require_safe
@allowed(Permission.CHILD_OPEN)
def notes(request: HttpRequest, handle: str) -> HttpResponse:
    """What has been noted about this child, and what did a corrected note say before?"""
    child = open_child(request, handle, doing=Doing.OPENED)
    context = {
        **child_context(child, "Case notes"),
        "entries": entries(child, CaseNote),
        "kinds": CODE_SETS["note_type"].meanings,
    }
    return render(request, "casework/recording/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.NOTE_WRITE)
def note(request: HttpRequest, handle: str) -> HttpResponse:
    """What was heard, seen or done?"""
    by = require(request, Permission.NOTE_WRITE).account
    if is_quiet(request):
        person = child_named(request, handle, FORM)
        return keep_quietly(Place(by, FORM, TABLE, person_id=person), NoteForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    place = Place(by, FORM, TABLE, person_id=child.person_id)

    def write(form: KeptForm, seen: Seen) -> None:
        noting.write_note(child=child, note=_note(form, seen.new_key), place=place, seen=seen, by=by)

    writing = Writing(
        place=place,
        make=NoteForm,
        write=write,
        again=lambda key: _correcting(child, by, key),
        address=reverse("recording:note", args=[handle]),
        done=reverse("recording:notes", args=[handle]),
        context=child_context(child, "Write a case note"),
        first={"noted_on": clock.today().isoformat()},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.NOTE_WRITE)
def correct_note(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """What should this note have said, and why?"""
    by = require(request, Permission.NOTE_WRITE).account
    if is_quiet(request):
        person = child_named(request, handle, FORM)
        key = key_of(TABLE, version, person)
        if key is None:
            raise Http404
        place = Place(by, FORM, TABLE, person_id=person, key=key, version=version)
        return keep_quietly(place, CorrectNoteForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED)
    key = key_of(TABLE, version, child.person_id)
    writing = _correcting(child, by, key, seen_version=version if request.method == "POST" else None) if key else None
    if writing is None:
        raise Http404
    if request.method != "POST" and writing.place.version != version:
        return redirect(writing.address)
    return answer(request, writing)


def _correcting(child: Child, by: Account, key: str, seen_version: int | None = None) -> Writing | None:
    found = standing(child, CaseNote, key)
    if found is None:
        return None
    now, version = found[0], found[1] if seen_version is None else seen_version
    place = Place(by, FORM, TABLE, person_id=child.person_id, key=key, version=version)

    def write(form: KeptForm, seen: Seen) -> None:
        note = _note(form, key, now.professional_id)
        noting.correct_note(child=child, note=note, why=form.cleaned_data["reason"], place=place, seen=seen, by=by)

    return Writing(
        place=place,
        make=CorrectNoteForm,
        write=write,
        again=lambda key: _correcting(child, by, key),
        address=reverse("recording:correct-note", args=[child.handle, version]),
        done=reverse("recording:notes", args=[child.handle]),
        context=child_context(child, "Correct a case note"),
        standing=_texts(now),
    )


def _note(form: KeptForm, key: str, professional_id: str | None = None) -> CaseNote:
    given = form.cleaned_data
    return CaseNote(
        case_note_id=key,
        professional_id=professional_id,
        noted_on=given["noted_on"],
        note_type=given["note_type"],
        words=given["words"],
        is_childs_voice=given["is_childs_voice"] == "yes",
    )


def _texts(note: CaseNote) -> dict[str, str]:
    voice = {True: "yes", False: "no", None: ""}
    return {
        "note_type": note.note_type or "",
        "noted_on": note.noted_on.isoformat() if note.noted_on else "",
        "words": note.words or "",
        "is_childs_voice": voice[note.is_childs_voice],
    }
