"""Supervision: a team's, a worker's, one's own, a child's, and the form of a session."""

from __future__ import annotations

from functools import partial

from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Visible, open_child, visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions import supervising as actions
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.actions.supervising import Agreed, Held
from sightline.casework.exporting import FileKind, file_response, links
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.forms.supervising import SupervisionForm, handles_sent, lines_of
from sightline.casework.queries import supervising as queries
from sightline.casework.queries.recorded import entries
from sightline.casework.queries.supervising import Supervised, ToDiscuss
from sightline.casework.queries.tasks import managed, posts_on
from sightline.casework.views.about import child_context
from sightline.casework.views.drafts import Writing, answer, is_quiet, keep_quietly
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.ledger.actions import Conflict
from sightline.ledger.queries import current
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.standards.catalogue.workforce import WORKERS_ARE_SUPERVISED_MONTHLY as MONTHLY
from sightline.web import clock

FORM, TABLE = "supervision", "supervisions"
COLUMNS = ("Worker", "Post", "Team", "Last supervision", "Sessions in a year", "Next due", "Days overdue")


@require_safe
@allowed(Permission.SUPERVISION_RECORD)
def team(request: HttpRequest) -> HttpResponse:
    """Who had supervision when, what does the council's standard ask, and who is overdue?"""
    found = _listing(request, require(request, Permission.SUPERVISION_RECORD))
    context = {
        "listing": found,
        "standard": MONTHLY,
        **links("recording:supervision"),
        "overdue": sum(each.days_overdue > 0 for each in found.all_rows),
        "own": require(request, Permission.SUPERVISION_RECORD).account.professional_id,
    }
    return render(request, "casework/recording/team_supervision.html", context)


@require_safe
@allowed(Permission.SUPERVISION_RECORD)
def team_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    return file_response(kind, "supervision", COLUMNS, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> list[Supervised]:
    """The rows of a file, with a line in the log; it names no child."""
    reader = require(request, Permission.SUPERVISION_RECORD)
    log(by=reader.account, doing=Doing.EXPORTED, page="recording:team-supervision")
    return list(_listing(request, reader).all_rows)


def _listing(request: HttpRequest, reader: Bearer) -> Listing[Supervised]:
    rows = queries.team_supervision(managed(reader, Permission.SUPERVISION_RECORD), clock.today())
    teams = sorted({(each.team, each.team_name) for each in rows if each.team}, key=lambda each: each[1])
    stands = (
        Choice("overdue", "Overdue"),
        Choice("in-time", "In time"),
        Choice("nothing", "The standard asks nothing"),
    )
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("team", "Team", tuple(Choice(*each) for each in teams), lambda each, value: each.team == value),
            Filter("state", "How it stands", stands, _stands),
        ),
        orders=(
            Order("overdue", "Longest overdue first", lambda each: (-each.days_overdue, each.name)),
            Order("name", "Name", lambda each: (each.name.casefold(), each.worker)),
        ),
        search=lambda each: each.name,
    )


def _stands(row: Supervised, value: str) -> bool:
    return value == ("nothing" if row.due is None else "overdue" if row.days_overdue else "in-time")


def _cells(row: Supervised) -> list[object]:
    return [row.name, row.post, row.team_name, row.last_on, row.sessions, row.due, row.days_overdue]


@require_safe
@allowed(Permission.SUPERVISION_RECORD)
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """What supervision has this worker had, and what was agreed?"""
    reader = require(request, Permission.SUPERVISION_RECORD)
    _supervised(reader, key)
    return _sessions(request, reader, key, f"Supervision of {queries.name_of(key)}", may_record=True)


@require_safe
@allowed(Permission.SUPERVISION_VIEW_OWN)
def own(request: HttpRequest) -> HttpResponse:
    """What supervision have I had, and what was agreed?"""
    reader = require(request, Permission.SUPERVISION_VIEW_OWN)
    return _sessions(request, reader, reader.account.professional_id or "", "My supervision", may_record=False)


def _sessions(request: HttpRequest, reader: Bearer, key: str, heading: str, *, may_record: bool) -> HttpResponse:
    posts = posts_on(clock.today()).filter(professional_id=key).order_by("-started_on", "-version")
    kind, began = posts.values_list("post_type", "started_on").first() or ("", None)
    sessions = queries.sessions_of(key, visible(reader, clock.today())) if key else []
    last = max((each.held_on for each in sessions if each.held_on), default=None)
    due = queries.next_due(kind or "", began, last)
    context = {
        "heading": heading,
        "worker": key,
        "sessions": sessions,
        "due": due,
        "days_overdue": (clock.today() - due).days if due else 0,
        "standard": MONTHLY,
        "may_record": may_record,
        "trail": [(reverse("recording:team-supervision"), "Supervision")] if may_record else [],
    }
    return render(request, "casework/recording/supervision.html", context)


@require_safe
@allowed(Permission.CHILD_OPEN)
def child(request: HttpRequest, handle: str) -> HttpResponse:
    """When was this child discussed in supervision, and what was agreed?"""
    opened = open_child(request, handle, doing=Doing.OPENED)
    context = {
        **child_context(opened, "Discussed in supervision"),
        "entries": entries(opened, CaseSupervision),
        "own": require(request, Permission.CHILD_OPEN).account.professional_id,
    }
    return render(request, "casework/recording/child_supervision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.SUPERVISION_RECORD)
def supervise(request: HttpRequest, key: str) -> HttpResponse:
    """What was agreed with this worker, and about each of their children?"""
    reader = require(request, Permission.SUPERVISION_RECORD)
    by = reader.account
    place = Place(by, FORM, TABLE, worker_id=key)
    _supervised(reader, key)
    if is_quiet(request):
        return keep_quietly(place, SupervisionForm(request.POST, names=handles_sent(request.POST)))
    shown = visible(reader, clock.today())
    children = queries.to_discuss(key, shown, clock.today())
    people = {each.line.handle: each.line.person_id for each in children}
    showing(request, Doing.LISTED, list(people.values()))
    names = {each.line.handle: each.line.name or each.line.person_id for each in children}
    teams = {each.line.person_id: each.line.team or "" for each in children}

    def write(form: KeptForm, seen: Seen) -> None:
        held = _held(form, key, people, teams, _team_of(key))
        _record(held, shown, place, seen, reader)

    writing = Writing(
        place=place,
        make=partial(SupervisionForm, names=names),
        write=write,
        again=lambda _: None,
        address=reverse("recording:supervise", args=[key]),
        done=reverse("recording:worker-supervision", args=[key]),
        context={
            "about": "Supervision",
            "heading": f"Record supervision of {queries.name_of(key)}",
            "trail": [(reverse("recording:team-supervision"), "Supervision")],
        },
        first={"held_on": clock.today().isoformat()},
        page="casework/recording/supervise.html",
        drawn=lambda form: {"discussed": [_drawn(form, each) for each in children]},
    )
    return answer(request, writing)


def _drawn(form: SupervisionForm, each: ToDiscuss) -> tuple[ToDiscuss, list[BoundField], bool]:
    """A child as the form shows them: their fields, and whether these are open, as they are once something is there."""
    fields = list(form.of_child(each.line.handle))
    return each, fields, any(field.errors or str(field.value() or "").strip() for field in fields)


def _supervised(reader: Bearer, key: str) -> None:
    """Http404 unless the reader answers for the worker's team, and is not the worker."""
    teams = managed(reader, Permission.SUPERVISION_RECORD)
    if not queries.may_supervise(teams, key, reader.account.professional_id, clock.today()):
        raise Http404


def _record(held: Held, shown: Visible, place: Place, seen: Seen, reader: Bearer) -> None:
    try:
        actions.record_supervision(held=held, visible=shown, place=place, seen=seen, by=reader.account)
    except Conflict:
        there = current(TABLE).filter(supervision_id=seen.new_key)
        same = {
            "held_on": held.held_on,
            "minutes": held.minutes,
            "agreed": held.of_worker.words,
            "training_agreed": held.training_agreed or None,
        }
        if not there.filter(**same).exists():
            raise UserError(
                "This session is on the record already, as another window of this form said it. Save these words for"
                " later, and compare."
            ) from None


def _held(form: KeptForm, key: str, people: dict[str, str], teams: dict[str, str], team_id: str) -> Held:
    given = form.cleaned_data
    discussed = [
        Agreed(
            words=given[f"agreed-{handle}"],
            to_do=lines_of(given[f"actions-{handle}"]),
            due_on=given[f"due-{handle}"],
            person_id=person,
            team_id=teams[person] or team_id,
        )
        for handle, person in people.items()
        if given[f"agreed-{handle}"]
    ]
    of_worker = Agreed(given["agreed"], lines_of(given["actions"]), given["due"], team_id=team_id)
    return Held(key, given["held_on"], given["minutes"], of_worker, discussed, given["training_agreed"])


def _team_of(key: str) -> str:
    posts = posts_on(clock.today()).filter(professional_id=key).order_by("-started_on", "-version")
    return posts.values_list("team_id", flat=True).first() or ""
