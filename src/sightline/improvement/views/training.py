"""Who needs which training: the needs that were said, one of them, and saying one. How teams stand is next door."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.actions import training as actions
from sightline.improvement.forms.practice import NeedForm, StatementForm, WhyForm
from sightline.improvement.models import NeedSource, TrainingNeed
from sightline.improvement.queries import training as queries
from sightline.improvement.queries.practice_evidence import Evidence, evidence
from sightline.improvement.queries.training import NeedRow, Workforce, seen_by, workforce
from sightline.improvement.training import together
from sightline.improvement.views.practice import FORM, team_names, trail
from sightline.improvement.views.training_by_team import council_courses, council_supervision, suggestions_to

NEEDS = ("Need", "Team", "Person", "Why", "From", "Raised", "How it stands", "Met", "Effect")
SUGGESTED = 5  # on the first page; the rest are one link away


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def training(request: HttpRequest) -> HttpResponse:
    """Who needs what, was it met and did it help; what the record suggests, and how teams stand, one link away."""
    reader = require(request, Permission.PRACTICE_VIEW)
    found, staff, seen = evidence(), workforce(), seen_by(reader)
    every = queries.needs(None, staff, found)
    mine = [each for each in every if seen.one(each.need.team_id, each.need.professional_id)]
    suggestions = suggestions_to(seen, staff, found, every)
    context = {
        "listing": _listing(request, mine, found),
        "hidden": sum(each.is_open for each in every) - sum(each.is_open for each in mine),
        "suggestions": suggestions[:SUGGESTED],
        "all_suggestions": len(suggestions),
        "courses": council_courses(staff),
        "screened": together(queries.screened_by(staff).values()).unanswered,
        "supervised": council_supervision(staff),
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        **links("practice:needs"),
        "trail": trail(),
    }
    return render(request, "improvement/practice/training.html", context)


def _listing(request: HttpRequest, rows: list[NeedRow], found: Evidence) -> Listing[NeedRow]:
    teams = sorted({(each.need.team_id or "council", each.team) for each in rows}, key=lambda each: each[1])
    topics = sorted({(each.need.topic, each.topic) for each in rows}, key=lambda each: each[1])
    states = (Choice("open", "Open"), Choice("met", "Met"), Choice("withdrawn", "Withdrawn"))
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("state", "How it stands", states, _stands),
            Filter(
                "team",
                "Team",
                tuple(Choice(*each) for each in teams),
                lambda each, value: (each.need.team_id or "council") == value,
            ),
            Filter(
                "topic",
                "In what",
                tuple(Choice(*each) for each in topics),
                lambda each, value: each.need.topic == value,
            ),
            Filter(
                "source",
                "From",
                tuple(Choice(value, str(label)) for value, label in NeedSource.choices),
                lambda each, value: each.need.source == value,
            ),
        ),
        orders=(
            Order("open", "Open first, the oldest first", lambda each: (not each.is_open, each.need.raised_on)),
            Order("team", "Team", lambda each: (each.team, each.person, each.need.pk)),
            Order("topic", "In what", lambda each: (each.topic, each.team)),
        ),
    )


def _stands(row: NeedRow, value: str) -> bool:
    state = "withdrawn" if row.need.withdrawn_at else "met" if row.met_on else "open"
    return state == value


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def needs_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The needs the reader may see, as filtered, as a file."""
    return file_response(kind, "training-needs", NEEDS, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> list[NeedRow]:
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:training")
    found = evidence()
    rows = queries.needs(seen_by(reader), workforce(), found)
    return list(_listing(request, rows, found).all_rows)


def _cells(row: NeedRow) -> list[object]:
    need = row.need
    state = "Withdrawn" if need.withdrawn_at else "Met" if row.met_on else "Open"
    said = [row.topic, row.team, row.person, need.words, need.get_source_display(), need.raised_on, state, row.met_on]
    return [*said, row.effect.words if row.effect else ""]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_MANAGE)
def say_need(request: HttpRequest) -> HttpResponse:
    """Say that a team or somebody needs training."""
    reader = require(request, Permission.PRACTICE_MANAGE)
    staff = workforce()
    teams = team_names()
    people = {
        each.worker: f"{staff.names.get(each.worker, each.worker)}, {teams.get(each.team, 'no team')}"
        for each in sorted(staff.posts, key=lambda each: staff.names.get(each.worker, each.worker))
    }
    initial = {
        "topic": request.GET.get("topic", ""),
        "team": request.GET.get("team", ""),
        "person": request.GET.get("person", ""),
        "source": request.GET.get("source", ""),
    }
    initial["words"] = _suggested_words(initial, staff)
    form = NeedForm(request.POST or None, teams=teams, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = said["person"]
        try:
            if person and staff.team_of.get(person) != form.team_id():
                raise UserError("Choose the team that this person is in.")
            made = actions.need(
                topic=said["topic"],
                words=said["words"],
                source=said["source"],
                team_id=form.team_id(),
                professional_id=person,
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("practice:need", need=made.pk)
    context = {
        "form": form,
        "heading": "Say who needs training",
        "button": "Say so",
        "trail": trail((reverse("practice:training"), "Training")),
    }
    return render(request, FORM, context)


def _suggested_words(asked: dict[str, str], staff: Workforce) -> str:
    """The words of the suggestion that a link came from, found again rather than taken from the address."""
    for each in queries.suggested(staff, evidence()):
        same = (each.topic, each.team_id, each.professional_id) == (asked["topic"], asked["team"], asked["person"])
        if same and each.source.value == asked["source"]:
            return each.words
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PRACTICE_VIEW)
def need(request: HttpRequest, need: int) -> HttpResponse:
    """One need: why, how it stands, whether it helped. Those who answer for it say that it was met."""
    reader = require(request, Permission.PRACTICE_VIEW)
    row = _need(reader, need)
    may_say = reader.may(Permission.PRACTICE_MANAGE) or _manages(reader, row.need)
    met = StatementForm(request.POST if request.POST.get("intent") == "met" else None, prefix="met")
    why = WhyForm(request.POST if request.POST.get("intent") == "withdraw" else None, prefix="why")
    form = why if request.POST.get("intent") == "withdraw" else met
    if request.method == "POST":
        require(request, Permission.PRACTICE_VIEW)
        if not may_say:
            raise Http404
        if form.is_valid():
            try:
                if form is why:
                    actions.withdraw(need=row.need, why=form.cleaned_data["why"], by=reader.account)
                else:
                    said = form.cleaned_data
                    actions.meet(need=row.need, on=said["on"], words=said["words"], by=reader.account)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("practice:need", need=row.need.pk)
    context = {
        "row": row,
        "form": form,
        "met": met,
        "why": why,
        "may_say": may_say and row.is_open,
        "trail": trail((reverse("practice:training"), "Training")),
    }
    return render(request, "improvement/practice/need.html", context)


def _need(reader: Bearer, number: int) -> NeedRow:
    """The need, if the reader may see it; otherwise there is no such page."""
    rows = queries.needs(seen_by(reader), workforce(), evidence())
    found = next((each for each in rows if each.need.pk == number), None)
    if found is None:
        raise Http404
    return found


def _manages(reader: Bearer, need: TrainingNeed) -> bool:
    """Whether the reader answers for the team of a need; nobody says of themselves that their need was met."""
    if need.professional_id and need.professional_id == reader.account.professional_id:
        return False
    teams = seen_by(reader).teams
    return teams.every or (bool(need.team_id) and need.team_id in teams.teams)
