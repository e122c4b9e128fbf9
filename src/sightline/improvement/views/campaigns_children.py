"""The children of a campaign, for whoever leads it: the list, one child, who reviews and giving out."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import open_child, visible
from sightline.access.listing import showing
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.casework.queries.tasks import names_of_children
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.actions import campaigns as actions
from sightline.improvement.actions import campaigns_giving as giving
from sightline.improvement.forms.campaigns import EndReviewerForm, GiveForm, PutOffForm, ReviewerForm
from sightline.improvement.models import Campaign, CampaignChild
from sightline.improvement.queries import campaigns as queries
from sightline.improvement.queries.campaigns import ChildLine, ChildState, campaign_of
from sightline.improvement.views.campaigns import trail
from sightline.inspection.queries.members import team_names
from sightline.web import clock

COLUMNS = (
    "Child",
    "Team on the day",
    "Why in the cohort",
    "How far",
    "Reviewer",
    "Reviewed",
    "Grade",
    "Until",
    "Why not",
)
asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(Permission.CAMPAIGN_LEAD)
def children(request: HttpRequest, campaign: int) -> HttpResponse:
    """Which children are in it, with whom is each, and how far?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    seen = visible(reader, clock.today(), by=Permission.CAMPAIGN_LEAD)
    every = queries.shown_lines(found)
    lines = [each for each in every if each.child.person_id in seen]
    names, teams = names_of_children([each.child.person_id for each in lines]), team_names()
    listed = _listing(request, lines, names, teams)
    people = [each.child.person_id for each in listed.rows]
    context = {
        "campaign": found,
        "listing": listed,
        "names": names,
        "teams": teams,
        "handles": showing(request, listed.looking_for, people),
        "beyond": len(every) - len(lines),
        **links("campaigns:children", campaign),
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/children.html", context)


@require_safe
@allowed(Permission.CAMPAIGN_LEAD)
def children_file(request: HttpRequest, campaign: int, kind: FileKind) -> HttpResponse:
    """The children as filtered, as a file."""
    return file_response(kind, "campaign", COLUMNS, _exported(request, campaign))


def _exported(request: HttpRequest, campaign: int) -> list[list[object]]:
    reader = require(request, Permission.CAMPAIGN_LEAD)
    require(request, Permission.CHILDREN_EXPORT)
    found = campaign_of(reader, campaign)
    day = clock.today()
    leads = visible(reader, day, by=Permission.CAMPAIGN_LEAD)
    exports = visible(reader, day, by=Permission.CHILDREN_EXPORT)
    lines = [
        each for each in queries.shown_lines(found) if each.child.person_id in leads and each.child.person_id in exports
    ]
    names, teams = names_of_children([each.child.person_id for each in lines]), team_names()
    rows = _listing(request, lines, names, teams).all_rows
    showing(request, Doing.EXPORTED, [each.child.person_id for each in rows])
    return [_cells(each, names, teams) for each in rows]


def _cells(line: ChildLine, names: dict[str, str], teams: dict[str, str]) -> list[object]:
    review, off = line.review, line.put_off
    submitted = review.submitted_at if review else None
    is_off = line.state is ChildState.PUT_OFF and off is not None
    return [
        names.get(line.child.person_id, ""),
        teams.get(line.child.team_id, line.child.team_id),
        "; ".join(line.child.reasons),
        line.state.value,
        line.reviewer,
        review.submitted_on if review else None,
        review.get_grade_display() if review and submitted else "",
        off.until_on if is_off and off else None,
        off.why if is_off and off else "",
    ]


def _listing(
    request: HttpRequest, lines: list[ChildLine], names: dict[str, str], teams: dict[str, str]
) -> Listing[ChildLine]:
    people = {str(each.review.reviewer_id): each.reviewer for each in lines if each.review}
    here = {each.child.team_id: teams.get(each.child.team_id, each.child.team_id) or "No team" for each in lines}
    grades = {
        each.review.grade: each.review.get_grade_display()
        for each in lines
        if each.review and each.review.submitted_at is not None
    }
    return listing(
        lines,
        request.GET,
        filters=(
            Filter("state", "How far", _choices({each.name.lower(): each.value for each in ChildState}), _stands),
            Filter("reviewer", "Reviewer", _choices(people), _is_with),
            Filter("team", "Team on the day", _choices(here), lambda each, value: each.child.team_id == value),
            Filter("grade", "Grade", _choices(grades), _has_grade),
        ),
        orders=(
            Order("far", "How far", lambda each: (list(ChildState).index(each.state), each.child.place)),
            Order("name", "Name", lambda each: names.get(each.child.person_id, "").casefold()),
            Order("team", "Team", lambda each: (here[each.child.team_id].casefold(), each.child.place)),
            Order("reviewer", "Reviewer", lambda each: (each.reviewer.casefold(), each.child.place)),
        ),
        search=lambda each: names.get(each.child.person_id, ""),
    )


def _choices(named: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label[:1].upper() + label[1:]) for value, label in named.items() if value)


def _stands(line: ChildLine, value: str) -> bool:
    return line.state.name.lower() == value


def _is_with(line: ChildLine, value: str) -> bool:
    return line.review is not None and str(line.review.reviewer_id) == value


def _has_grade(line: ChildLine, value: str) -> bool:
    return line.review is not None and line.review.submitted_at is not None and line.review.grade == value


@asks
@allowed(Permission.CAMPAIGN_LEAD)
def child(request: HttpRequest, campaign: int, handle: str) -> HttpResponse:
    """Why is this child in it, who reviews them, and may somebody else?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    opened = open_child(request, handle, doing=Doing.OPENED, by=Permission.CAMPAIGN_LEAD)
    row = CampaignChild.objects.filter(campaign=found, person_id=opened.person_id).select_related("campaign").first()
    if row is None:
        raise Http404
    line = next(each for each in queries.child_lines(found) if each.child.pk == row.pk)
    members = [each for each in queries.reviewers_of(found) if not giving.why_not(row, each)]
    people = {str(each.account_id): each.account.name for each in members}
    if line.review is not None:
        people.pop(str(line.review.reviewer_id), None)
    which = request.POST.get("do", "") if request.method == "POST" else ""
    give = GiveForm(request.POST if which == "give" else None, people=people, is_moved=line.review is not None)
    off = PutOffForm(request.POST if which == "put-off" else None)
    if request.method == "POST" and _do(which, give, off, row, reader.account):
        return redirect("campaigns:child", campaign, handle)
    wrong = [each for each in (give, off) if each.is_bound and each.errors]
    name = names_of_children([opened.person_id]).get(opened.person_id, "")
    context = {
        "campaign": found,
        "child": opened,
        "about": name,
        "row": row,
        "line": line,
        "give": give,
        "off": off,
        "has_people": bool(people),
        "wrong": wrong,
        "before": list(row.reviews.exclude(taken_back_at=None).select_related("reviewer", "taken_back_by")),
        "offs": list(row.put_off.select_related("by")),
        "trail": trail(found, (reverse("campaigns:children", args=[campaign]), "Children")),
    }
    return render(request, "improvement/campaigns/child.html", context, status=422 if wrong else 200)


def _do(which: str, give: GiveForm, off: PutOffForm, row: CampaignChild, by: Account) -> bool:
    """Do what was asked; False where a form says what is wrong."""
    form: forms.Form = give if which == "give" else off
    if which not in ("give", "put-off", "can-be"):
        raise Http404
    if which != "can-be" and not form.is_valid():
        return False
    try:
        if which == "give":
            to = Account.objects.get(pk=int(give.cleaned_data["to"]))
            giving.hand_on(child=row, to=to, why=give.cleaned_data.get("why", ""), by=by)
        elif which == "put-off":
            said = off.cleaned_data
            actions.put_off(child=row, why=said["reason"], until_on=said["until_on"], by=by)
        else:
            actions.end_put_off(child=row, by=by)
    except UserError as error:
        form.add_error(None, str(error))
        return False
    return True


@asks
@allowed(Permission.CAMPAIGN_LEAD)
def reviewers(request: HttpRequest, campaign: int) -> HttpResponse:
    """Who reviews, how many children has each, and who has none yet?"""
    reader = require(request, Permission.CAMPAIGN_LEAD)
    found = campaign_of(reader, campaign)
    members = list(queries.reviewers_of(found))
    taking_part = {each.account_id for each in members}
    people = {str(each.pk): each.name for each in queries.may_review() if each.pk not in taking_part}
    there = {str(each.pk): each.account.name for each in members}
    which = request.POST.get("do", "") if request.method == "POST" else ""
    add = ReviewerForm(request.POST if which == "add" else None, people=people, teams=team_names())
    end = EndReviewerForm(request.POST if which == "end" else None, people=there, prefix="end")
    problem = ""
    if request.method == "POST":
        said, problem = _change(which, found, add, end, reader.account)
        if said:
            request.session[_said_key(found)] = said
            return redirect("campaigns:reviewers", campaign)
    now = queries.progress(found)
    tallies = {each.name: each for each in now.by_reviewer}
    names = team_names()
    context = {
        "campaign": found,
        "now": now,
        "members": [
            (each, tallies.get(each.account.name), [names.get(one, one) for one in each.knows_teams])
            for each in members
        ],
        "add": add,
        "end": end,
        "wrong": [each for each in (add, end) if each.is_bound and each.errors],
        "problem": problem,
        "said": request.session.pop(_said_key(found), ""),
        "trail": trail(found),
    }
    return render(request, "improvement/campaigns/reviewers.html", context, status=422 if which else 200)


def _said_key(campaign: Campaign) -> str:
    return f"campaign-said-{campaign.pk}"


def _change(which: str, campaign: Campaign, add: ReviewerForm, end: EndReviewerForm, by: Account) -> tuple[str, str]:
    """What to say of what was done, and the problem where nothing was; a form says its own."""
    form: forms.Form | None = {"add": add, "end": end}.get(which)
    if which != "give-out" and form is None:
        raise Http404
    if form is not None and not form.is_valid():
        return "", ""
    try:
        if which == "give-out":
            out = giving.give_out(campaign=campaign, by=by)
            left = f" {out.left} can be reviewed by nobody here: add somebody who may." if out.left else ""
            return f"{out.given} {'child' if out.given == 1 else 'children'} given out.{left}", ""
        if which == "add":
            account = Account.objects.get(pk=int(add.cleaned_data["account"]))
            giving.add_reviewer(campaign=campaign, account=account, knows_teams=add.cleaned_data["knows_teams"], by=by)
            return f"{account.name} reviews.", ""
        member = next(each for each in queries.reviewers_of(campaign) if str(each.pk) == end.cleaned_data["reviewer"])
        count = giving.end_reviewer(reviewer=member, why=end.cleaned_data["why"], by=by)
        return f"{member.account.name} reviews no more; {count} taken back, to be given out again.", ""
    except UserError as error:
        if form is None:
            return "", str(error)
        form.add_error(None, str(error))
        return "", ""
