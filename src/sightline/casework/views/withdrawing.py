"""Taking back a note, a decision or a discussion in supervision that should not be on the child's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.children import Child, open_child
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions.withdrawing import Taken, withdraw
from sightline.casework.forms.drafting import SHORTEST_WORDS, Words
from sightline.casework.queries.recorded import key_of, standing
from sightline.casework.views.about import child_context
from sightline.errors import UserError
from sightline.ledger.actions import Conflict
from sightline.record.schema import Row
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.management_decisions import ManagementDecision

asks = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Somebody else changed this while you were reading it. Read what it says now, then decide again."


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = Words(
        "Why should this not be on the record?",
        "Say why it is withdrawn, in a sentence",
        "For instance: it is about another child. What it said can still be read here, marked as withdrawn.",
        rows=3,
        least=SHORTEST_WORDS,
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be withdrawn: its table and row, how it is called, the page that lists it, and its texts to be read."""

    table: str
    row: type[Row]
    name: str
    listed: str
    on: str
    words: str


NOTE = Kind("case_notes", CaseNote, "case note", "recording:notes", "noted_on", "words")
DECISION = Kind(
    "management_decisions", ManagementDecision, "management decision", "recording:decisions", "decided_on", "rationale"
)
DISCUSSION = Kind(
    "case_supervisions",
    CaseSupervision,
    "discussion in supervision",
    "recording:child-supervision",
    "held_on",
    "agreed",
)


@asks
@allowed(Permission.NOTE_WRITE)
def withdraw_note(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """Why should this note not be on the record?"""
    return _withdraw(request, handle, version, NOTE, Permission.NOTE_WRITE)


@asks
@allowed(Permission.DECISION_MAKE)
def withdraw_decision(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """Why should this decision not be on the record?"""
    return _withdraw(request, handle, version, DECISION, Permission.DECISION_MAKE)


@asks
@allowed(Permission.SUPERVISION_RECORD)
def withdraw_discussion(request: HttpRequest, handle: str, version: int) -> HttpResponse:
    """Why should this discussion not be on the record?"""
    return _withdraw(request, handle, version, DISCUSSION, Permission.SUPERVISION_RECORD)


def _withdraw(request: HttpRequest, handle: str, version: int, kind: Kind, by: Permission) -> HttpResponse:
    reader = require(request, by)
    child = open_child(request, handle, doing=Doing.OPENED, by=by)
    taken, row = _found(child, kind, version)
    if kind is DISCUSSION and getattr(row, "professional_id", None) == reader.account.professional_id:
        raise Http404  # somebody else records, and takes back, one's own supervision
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(taken=taken, why=form.cleaned_data["reason"], page=kind.name, by=reader.account, child=child)
        except Conflict:
            form.add_error(None, CHANGED)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect(reverse(kind.listed, args=[handle]))
    context = {
        **child_context(child, f"Withdraw a {kind.name}"),
        "form": form,
        "on": getattr(row, kind.on),
        "words": getattr(row, kind.words),
        "cancel": reverse(kind.listed, args=[handle]),
    }
    return render(request, "casework/recording/withdraw.html", context, status=422 if form.errors else 200)


def _found(child: Child, kind: Kind, version: int) -> tuple[Taken, Any]:
    """What would be taken back, as it stands; Http404 when it is not this child's, or was withdrawn already."""
    key = key_of(kind.table, version, child.person_id)
    now = standing(child, kind.row, key) if key else None
    if key is None or now is None:
        raise Http404
    return Taken(kind.table, key, version), now[0]
