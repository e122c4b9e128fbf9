"""The standing evidence of a mock inspection: frozen, and read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions.freezing import freeze
from sightline.inspection.forms.mock_parts import EvidenceForm
from sightline.inspection.queries.mocks import findings_of, framework_of, latest_evidence, mock_of
from sightline.inspection.standing.rule import NOT_OFSTEDS
from sightline.inspection.views.mock_hub import trail


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def evidence(request: HttpRequest, mock: int) -> HttpResponse:
    """What did the record show on the day, as it was known, and is it kept as it was?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    if request.method == "POST":
        require(request, Permission.MOCK_LEAD)
    form = EvidenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            freeze(mock=found, known_at=form.known_at(), by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mock:evidence", mock=found.pk)
    latest = latest_evidence(found)
    context = {
        "mock": found,
        "framework": framework_of(found),
        "form": form,
        "evidence": latest,
        "findings": findings_of(latest) if latest else None,
        "editions": found.evidence.defer("findings", "frame").select_related("frozen_by").order_by("-edition"),
        "may_change": reader.may(Permission.MOCK_LEAD) and found.closed_at is None,
        "not_ofsteds": NOT_OFSTEDS,
        "trail": trail(found),
    }
    return render(request, "inspection/mock/evidence.html", context)
