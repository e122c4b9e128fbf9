"""The first page, by role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.bearer import bearer_of
from sightline.access.permissions import Permission
from sightline.findings import views as findings
from sightline.web.context import rooms


@require_safe
@allowed(Permission.HOME_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """What one's role comes for: what an inspector would find, else the first room open; words where none is."""
    reader = bearer_of(request)
    if reader is not None and reader.may(Permission.FINDINGS_VIEW):
        return findings.front(request)
    open_to = rooms(reader)
    return redirect(open_to[0].address) if open_to else render(request, "access/no_role.html")
