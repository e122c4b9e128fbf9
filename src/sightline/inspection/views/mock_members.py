"""Who takes part in a mock inspection."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions import setting_up
from sightline.inspection.forms.mock_parts import MemberForm, TeamsForm
from sightline.inspection.models import Member, MemberRole, MockInspection
from sightline.inspection.queries.members import may_take_part, member_rows, team_names
from sightline.inspection.queries.mocks import latest_sample, mock_of
from sightline.inspection.views.mock_hub import trail


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def members(request: HttpRequest, mock: int) -> HttpResponse:
    """Who takes part, and whose files must each not read?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    if request.method == "POST":
        require(request, Permission.MOCK_LEAD)
    may_change = reader.may(Permission.MOCK_LEAD) and found.closed_at is None
    people = {str(each.pk): each for each in may_take_part()}
    form = MemberForm(
        request.POST if request.method == "POST" else None,
        people={key: each.name for key, each in people.items()},
        teams=team_names(),
        initial={"role": MemberRole.AUDITOR},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            setting_up.add_member(
                mock=found,
                account=people[said["account"]],
                role=MemberRole(said["role"]),
                knows_teams=said["knows_teams"],
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mock:members", mock=found.pk)
    context = {
        "mock": found,
        "rows": member_rows(found, _files(found)),
        "form": form,
        "may_change": may_change,
        "trail": trail(found),
    }
    return render(request, "inspection/mock/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def member(request: HttpRequest, mock: int, member: int) -> HttpResponse:
    """Which teams do they know, and do they still take part?"""
    reader = require(request, Permission.MOCK_LEAD)
    found = mock_of(reader, mock)
    person = Member.objects.filter(mock=found, pk=member, left_at=None).select_related("account", "mock").first()
    if person is None:
        raise Http404
    form = TeamsForm(
        request.POST if request.method == "POST" else None,
        teams=team_names(),
        initial={"knows_teams": person.knows_teams},
    )
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("intent") == "leave":
                setting_up.leave(member=person, by=reader.account)
            else:
                setting_up.say_teams(member=person, knows_teams=form.cleaned_data["knows_teams"], by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("mock:members", mock=found.pk)
    context = {"mock": found, "member": person, "form": form, "problem": problem, "trail": trail(found)}
    return render(request, "inspection/mock/member.html", context)


def _files(mock: MockInspection) -> list[str] | None:
    """The children drawn last; None before a sample."""
    sample = latest_sample(mock)
    return list(sample.children.filter(left_out_at=None).values_list("person_id", flat=True)) if sample else None
