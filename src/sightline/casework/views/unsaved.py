"""Which words somebody has not put on the record yet, and where each belongs."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions import drafts
from sightline.casework.models.drafts import Draft
from sightline.casework.queries.drafts import unsaved_words
from sightline.web import clock

LABELS = {
    "note": "Case note",
    "decision": "Management decision",
    "followed-up": "Follow-up of a decision",
    "supervision": "Supervision",
    "session": "Correction of supervision",
    "discussion": "Correction of what was agreed in supervision",
    "task": "Task",
    "task-done": "Task done",
    "task-reassign": "Task given to somebody else",
}
NEW = {"note": "recording:note", "decision": "recording:decide", "task": "recording:give-child-task"}
CORRECT = {
    "note": "recording:correct-note",
    "decision": "recording:correct-decision",
    "followed-up": "recording:followed-up",
    "discussion": "recording:correct-discussion",
}
OF_TASKS = {"task-done": "recording:task-done", "task-reassign": "recording:task-reassign"}


def address_of(draft: Draft, handles: Mapping[str, str]) -> str:
    """Where the form of a draft is."""
    if draft.form in OF_TASKS:
        return reverse(OF_TASKS[draft.form], args=[int(draft.key)])
    if draft.worker_id and draft.key:
        return reverse("recording:correct-session", args=[draft.version])
    if draft.worker_id:
        return reverse("recording:supervise", args=[draft.worker_id])
    if not draft.person_id:
        return reverse("recording:give-task")
    handle = handles[draft.person_id]
    if draft.key:
        return reverse(CORRECT[draft.form], args=[handle, draft.version])
    return reverse(NEW[draft.form], args=[handle])


@require_safe
@allowed(Permission.TASK_DO)
def unsaved(request: HttpRequest) -> HttpResponse:
    """Which words have I not put on the record yet?"""
    reader = require(request, Permission.TASK_DO)
    drafts.expire(by=reader.account)
    found = unsaved_words(reader.account, clock.now(), visible(reader, clock.today()))
    handles = showing(request, Doing.LISTED, [each.draft.person_id for each in found if each.draft.person_id])
    rows = [(each, address_of(each.draft, handles), LABELS[each.draft.form]) for each in found]
    return render(request, "casework/recording/drafts.html", {"rows": rows})
