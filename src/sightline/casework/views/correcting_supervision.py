"""Correcting supervision, and taking it back: a session with a worker, and what was agreed about a child."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, open_child
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.actions import supervising as actions
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.actions.withdrawing import Taken, withdraw
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.forms.supervising import CorrectDiscussionForm, CorrectSessionForm
from sightline.casework.queries import supervising as queries
from sightline.casework.queries.recorded import key_of, row_of, standing
from sightline.casework.queries.tasks import managed
from sightline.casework.views.about import child_context, child_named
from sightline.casework.views.drafts import Writing, answer, is_quiet, keep_quietly
from sightline.casework.views.withdrawing import CHANGED, WithdrawForm
from sightline.errors import UserError
from sightline.ledger.actions import Conflict
from sightline.ledger.queries import current, versions
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.supervisions import Supervision
from sightline.web import clock

SESSION, DISCUSSION = "session", "discussion"
SESSIONS, DISCUSSIONS = "supervisions", "case_supervisions"
asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@allowed(Permission.SUPERVISION_RECORD)
def correct_session(request: HttpRequest, version: int) -> HttpResponse:
    """What should this session have said, and why?"""
    reader = require(request, Permission.SUPERVISION_RECORD)
    key, worker = _session_of(reader, version)
    place = Place(reader.account, SESSION, SESSIONS, worker_id=worker, key=key, version=version)
    if is_quiet(request):
        return keep_quietly(place, CorrectSessionForm(request.POST))
    writing = _correcting_session(reader.account, worker, key, version if request.method == "POST" else None)
    if writing is None:
        raise Http404
    if request.method != "POST" and writing.place.version != version:
        return redirect(writing.address)
    return answer(request, writing)


@asks
@allowed(Permission.SUPERVISION_RECORD)
def withdraw_session(request: HttpRequest, version: int) -> HttpResponse:
    """Why should this session not be on the record? Children discussed in it are taken back on their own pages."""
    reader = require(request, Permission.SUPERVISION_RECORD)
    key, worker = _session_of(reader, version)
    session = _standing(key)
    if session is None:
        raise Http404
    done = reverse("recording:worker-supervision", args=[worker])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = Taken(SESSIONS, key, version)
            withdraw(taken=taken, why=form.cleaned_data["reason"], page="supervision", by=reader.account)
        except Conflict:
            form.add_error(None, CHANGED)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect(done)
    context = {
        "about": queries.name_of(worker),
        "heading": "Withdraw a session of supervision",
        "trail": _trail(worker),
        "form": form,
        "on": session[0].held_on,
        "words": session[0].agreed,
        "cancel": done,
    }
    return render(request, "casework/recording/withdraw.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.SUPERVISION_RECORD)
def correct_discussion(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """What should have been written of this child, and why?"""
    by = require(request, Permission.SUPERVISION_RECORD).account
    if is_quiet(request):
        person = child_named(request, handle, DISCUSSION)
        key = key_of(DISCUSSIONS, version, person)
        if key is None:
            raise Http404
        place = Place(by, DISCUSSION, DISCUSSIONS, person_id=person, key=key, version=version)
        return keep_quietly(place, CorrectDiscussionForm(request.POST))
    child = open_child(request, handle, doing=Doing.OPENED, by=Permission.SUPERVISION_RECORD)
    key = key_of(DISCUSSIONS, version, child.person_id)
    seen_version = version if request.method == "POST" else None
    writing = _correcting_discussion(child, by, key, seen_version) if key else None
    if writing is None:
        raise Http404
    if request.method != "POST" and writing.place.version != version:
        return redirect(writing.address)
    return answer(request, writing)


def _session_of(reader: Bearer, version: int) -> tuple[str, str]:
    """The key and the worker of the session of a version; Http404 unless the reader supervises that worker."""
    found = versions(SESSIONS).filter(version=version).values_list("supervision_id", "professional_id").first()
    teams = managed(reader, Permission.SUPERVISION_RECORD)
    if found is None or not queries.may_supervise(teams, found[1] or "", reader.account.professional_id, clock.today()):
        raise Http404
    return str(found[0]), str(found[1])


def _standing(key: str) -> tuple[Supervision, int] | None:
    found = current(SESSIONS).filter(supervision_id=key).first()
    return None if found is None else (row_of(Supervision, found), found.version)


def _trail(worker: str) -> list[tuple[str, str]]:
    return [
        (reverse("recording:team-supervision"), "Supervision"),
        (reverse("recording:worker-supervision", args=[worker]), queries.name_of(worker) or worker),
    ]


def _correcting_session(by: Account, worker: str, key: str, seen_version: int | None = None) -> Writing | None:
    found = _standing(key)
    if found is None or found[0].professional_id != worker:
        return None
    now, version = found[0], found[1] if seen_version is None else seen_version
    place = Place(by, SESSION, SESSIONS, worker_id=worker, key=key, version=version)

    def write(form: KeptForm, seen: Seen) -> None:
        given = form.cleaned_data
        session = replace(
            now,
            held_on=given["held_on"],
            minutes=given["minutes"],
            agreed=given["agreed"],
            training_agreed=given["training_agreed"] or None,
        )
        actions.correct_session(session=session, why=given["reason"], place=place, seen=seen, by=by)

    return Writing(
        place=place,
        make=CorrectSessionForm,
        write=write,
        again=lambda key: _correcting_session(by, worker, key),
        address=reverse("recording:correct-session", args=[version]),
        done=reverse("recording:worker-supervision", args=[worker]),
        context={
            "about": queries.name_of(worker),
            "heading": "Correct a session of supervision",
            "trail": _trail(worker),
        },
        standing={
            "held_on": now.held_on.isoformat() if now.held_on else "",
            "minutes": str(now.minutes or ""),
            "agreed": now.agreed or "",
            "training_agreed": now.training_agreed or "",
        },
    )


def _correcting_discussion(child: Child, by: Account, key: str, seen_version: int | None = None) -> Writing | None:
    found = standing(child, CaseSupervision, key)
    if found is None or found[0].professional_id == by.professional_id:
        return None
    now, version = found[0], found[1] if seen_version is None else seen_version
    place = Place(by, DISCUSSION, DISCUSSIONS, person_id=child.person_id, key=key, version=version)

    def write(form: KeptForm, seen: Seen) -> None:
        given = form.cleaned_data
        corrected = replace(now, held_on=given["held_on"], agreed=given["agreed"])
        actions.correct_discussion(
            child=child, discussion=corrected, why=given["reason"], place=place, seen=seen, by=by
        )

    return Writing(
        place=place,
        make=CorrectDiscussionForm,
        write=write,
        again=lambda key: _correcting_discussion(child, by, key),
        address=reverse("recording:correct-discussion", args=[child.handle, version]),
        done=reverse("recording:child-supervision", args=[child.handle]),
        context=child_context(child, "Correct what was agreed in supervision"),
        standing={"held_on": now.held_on.isoformat() if now.held_on else "", "agreed": now.agreed or ""},
    )
