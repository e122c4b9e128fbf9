"""The sample of a mock inspection: how many and why, drawn, seen, drawn again, and a child left out of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import handles as handles_of
from sightline.access.allowed import allowed, require
from sightline.access.children import open_child
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.inspection.actions import sampling as actions
from sightline.inspection.forms.mock_parts import DrawForm, WhyForm
from sightline.inspection.how_many import LARGE, SHARES, table
from sightline.inspection.models import Sample, SampledChild
from sightline.inspection.queries import samples as queries
from sightline.inspection.queries.mocks import latest_evidence, latest_sample, mock_of
from sightline.inspection.queries.samples import SampleRow
from sightline.inspection.strata import Stratum
from sightline.inspection.views.mock_hub import trail

COLUMNS = ("File", "Group", "How drawn", "Why", "Child", "Left out", "Why left out")


@require_safe
@allowed(Permission.MOCK_VIEW)
def sample(request: HttpRequest, mock: int) -> HttpResponse:
    """Whose files are read, how were they chosen, and would the same come out again?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    drawn = latest_sample(found)
    context: dict[str, object] = {
        "mock": found,
        "sample": drawn,
        "earlier": found.samples.count() - 1,
        "evidence": latest_evidence(found),
        "may_lead": reader.may(Permission.MOCK_LEAD),
        "may_change": reader.may(Permission.MOCK_LEAD) and found.closed_at is None,
        "trail": trail(found),
    }
    if drawn is not None:
        rows = _listing(request, queries.sample_rows(drawn, reader))
        shown = [each.child.person_id for each in rows.rows if each.is_visible]
        plan = queries.plan_rows(drawn, queries.frame_of_evidence(drawn.evidence))
        context |= {
            "listing": rows,
            "handles": showing(request, rows.looking_for, shown),
            "plan": plan,
            "together": queries.together(plan),
            **links("mock:sample", found.pk),
        }
    return render(request, "inspection/mock/sample.html", context)


@require_safe
@allowed(Permission.MOCK_VIEW)
def sample_file(request: HttpRequest, mock: int, kind: FileKind) -> HttpResponse:
    """The files of the sample that the reader may see, as a file."""
    reader = require(request, Permission.MOCK_VIEW)
    drawn = _drawn(mock_of(reader, mock).pk)
    require(request, Permission.CHILDREN_EXPORT)
    rows = [each for each in _listing(request, queries.sample_rows(drawn, reader)).all_rows if each.is_visible]
    showing(request, Doing.EXPORTED, [each.child.person_id for each in rows])
    return file_response(kind, "sample", COLUMNS, map(_cells, rows))


@require_safe
@allowed(Permission.MOCK_VIEW)
def again(request: HttpRequest, mock: int) -> HttpResponse:
    """Does the same sample come out of the same evidence, plan and seed?"""
    found = mock_of(require(request, Permission.MOCK_VIEW), mock)
    drawn = _drawn(found.pk)
    context = {"mock": found, "sample": drawn, "is_same": queries.comes_out_again(drawn), "trail": trail(found)}
    return render(request, "inspection/mock/again.html", context)


@require_safe
@allowed(Permission.MOCK_VIEW)
def how_many(request: HttpRequest, mock: int) -> HttpResponse:
    """How many files buy how much certainty?"""
    found = mock_of(require(request, Permission.MOCK_VIEW), mock)
    evidence = latest_evidence(found)
    frame = queries.frame_of_evidence(evidence) if evidence else None
    sizes = {each: len(frame.strata[each]) for each in queries.groups(found)} if frame else {}
    large = [each for each, people in sizes.items() if people >= LARGE]
    context = {
        "mock": found,
        "large": large,
        "largest": max((sizes[each] for each in large), default=0),
        "of_large": table(max((sizes[each] for each in large), default=0)),
        "small": [(each, people, table(people)) for each, people in sizes.items() if people < LARGE],
        "shares": SHARES,
        "trail": trail(found),
    }
    return render(request, "inspection/mock/how_many.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def draw(request: HttpRequest, mock: int) -> HttpResponse:
    """How many files of each group, for risk and at random, and why?"""
    reader = require(request, Permission.MOCK_LEAD)
    found = mock_of(reader, mock)
    evidence = latest_evidence(found)
    if evidence is None:
        return redirect("mock:evidence", mock=found.pk)
    rows = queries.suggestion(found, queries.frame_of_evidence(evidence))
    form = DrawForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw_sample(
                mock=found,
                plan=form.plan(),
                why=form.cleaned_data["why"],
                seed=form.cleaned_data["seed"],
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mock:sample", mock=found.pk)
    context = {"mock": found, "form": form, "evidence": evidence, "trail": trail(found)}
    return render(request, "inspection/mock/draw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def leave_out(request: HttpRequest, mock: int, place: int) -> HttpResponse:
    """Why is this child left out of the sample after all?"""
    reader = require(request, Permission.MOCK_LEAD)
    found = mock_of(reader, mock)
    child = _drawn(found.pk).children.filter(place=place).select_related("sample__mock").first()
    if child is None:
        raise Http404
    handle = handles_of(person_ids=[child.person_id])[child.person_id]
    open_child(request, handle, doing=Doing.OPENED)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_out(child=child, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mock:sample", mock=found.pk)
    sample_trail = (reverse("mock:sample", args=[found.pk]), "Sample")
    context = {"mock": found, "child": child, "form": form, "trail": [*trail(found), sample_trail]}
    return render(request, "inspection/mock/leave_out.html", context)


def _drawn(mock: int) -> Sample:
    """The sample drawn last; Http404 before any was."""
    found = Sample.objects.filter(mock=mock).select_related("evidence").defer("evidence__frame").order_by("-number")
    drawn = found.first()
    if drawn is None:
        raise Http404
    return drawn


def _listing(request: HttpRequest, rows: list[SampleRow]) -> Listing[SampleRow]:
    there = {each.stratum for each in rows}
    return listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "group",
                "Group",
                tuple(Choice(each.value, each.words) for each in Stratum if each in there),
                lambda row, value: row.stratum.value == value,
            ),
            Filter(
                "how",
                "How drawn",
                (Choice("risk", "For risk"), Choice("lot", "At random")),
                lambda row, value: row.child.is_random is (value == "lot"),
            ),
        ),
        orders=(
            Order("file", "Number of the file", lambda row: row.child.place),
            Order("group", "Group", lambda row: (list(Stratum).index(row.stratum), row.child.place)),
        ),
    )


def _cells(row: SampleRow) -> list[object]:
    child: SampledChild = row.child
    said: list[object] = [child.place, row.stratum.words, row.how, " ".join(child.reasons), row.name]
    return [*said, "yes" if child.left_out_at else "no", child.left_out_why]
