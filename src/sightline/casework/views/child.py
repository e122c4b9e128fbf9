"""A child's page: who, where, with whom, who is responsible, how the child is, what is due, what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.actions import handles
from sightline.access.allowed import allowed, require
from sightline.access.children import open_child, visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.child.asked import asked_of
from sightline.casework.queries.child.page import child_page
from sightline.web import clock


@require_safe
@allowed(Permission.CHILD_OPEN)
def child(request: HttpRequest, handle: str) -> HttpResponse:
    """Who is this child, how do they stand, what do they say, what is due and what happened?"""
    opened = open_child(request, handle, doing=Doing.OPENED)  # its line is in the log before anything is read
    reader = require(request, Permission.CHILD_OPEN)
    others = partial(visible, reader, clock.today(), by=Permission.CHILD_OPEN)
    page = child_page(opened, asked_of(request.GET, clock.today()), others, partial(_handles, request))
    return render(request, "casework/child/page.html", {"child": opened, "page": page})


def _handles(request: HttpRequest, shown: Sequence[str], linked: Sequence[str]) -> Mapping[str, str]:
    """The handle of everyone in ``linked``, with a line in the log that names everyone in ``shown``."""
    found = showing(request, Doing.LISTED, shown)
    others = [each for each in linked if each not in found]
    return {**found, **handles(person_ids=others)} if others else found
