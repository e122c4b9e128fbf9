"""What a mock inspection costs in people's hours, planned and spent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions import hours as actions
from sightline.inspection.cost import Rates
from sightline.inspection.forms.mock_parts import PlanHoursForm, SpentForm
from sightline.inspection.models import WorkKind
from sightline.inspection.queries.hours import hours_page
from sightline.inspection.queries.mocks import is_member, mock_of
from sightline.inspection.views.mock_hub import trail


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def hours(request: HttpRequest, mock: int) -> HttpResponse:
    """What was it planned to cost, what has it cost, and what does an inspection of four weeks?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    is_open = found.closed_at is None
    may_plan = reader.may(Permission.MOCK_LEAD) and is_open
    may_spend = is_open and (may_plan or (reader.may(Permission.FILE_AUDIT) and is_member(found, reader.account)))
    planning = request.method == "POST" and request.POST.get("intent") == "plan"
    spending = request.method == "POST" and not planning
    if request.method == "POST":
        require(request, Permission.MOCK_LEAD if planning else Permission.FILE_AUDIT)
    page = hours_page(found)
    initial = {row.kind.value: row.planned if row.planned is not None else row.suggested for row in page.rows}
    plan = PlanHoursForm(request.POST if planning else None, initial=initial, prefix="plan")
    spent = SpentForm(request.POST if spending else None, prefix="spent")
    form = plan if planning else spent
    if request.method == "POST" and (may_plan if planning else may_spend) and form.is_valid():
        try:
            if planning:
                actions.plan_hours(mock=found, hours=plan.hours(), by=reader.account)
            else:
                said = spent.cleaned_data
                actions.spend_hours(
                    mock=found,
                    kind=WorkKind(said["kind"]),
                    hours=said["hours"],
                    words=said["words"],
                    by=reader.account,
                )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mock:hours", mock=found.pk)
    context = {
        "mock": found,
        "page": page,
        "plan": plan,
        "spent": spent,
        "form": form,
        "rates": Rates(),
        "may_plan": may_plan,
        "may_spend": may_spend,
        "trail": trail(found),
    }
    return render(request, "inspection/mock/hours.html", context)
