"""Two records that may be of one child: which there are, side by side, merged, and unmerged."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, open_child, visible
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions.merging import PAGE, decide_different, merge, unmerge
from sightline.casework.models.merges import Merge
from sightline.casework.models.suggestions import BY_HAND, Decision, Suggestion
from sightline.casework.queries.duplicates import likelihood, side, standing_merges, undecided, written_since
from sightline.casework.search.deciding import DecideForm, UndoForm
from sightline.errors import UserError
from sightline.web import clock

A_PAGE = 25  # pairs
decides = Permission.DUPLICATES_DECIDE
asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(decides)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Which records may be of one child, the likeliest first; and which were merged."""
    reader = require(request, decides)
    day = clock.today()
    seen = visible(reader, day, by=decides)
    asked = request.GET.get("page", "1")
    number = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    pairs, count = undecided(seen, (number - 1) * A_PAGE, A_PAGE, day)
    shown = [person for pair in pairs for person in pair.people]
    if shown:
        access.log(by=reader.account, doing=Doing.LISTED, page=PAGE, shown=list(dict.fromkeys(shown)))
    page = {
        "pairs": pairs,
        "count": count,
        "page": Paginator(range(count), A_PAGE).get_page(number),
        "merges": standing_merges(seen),
    }
    return render(request, "casework/duplicates/duplicates.html", page)


@asks
@allowed(decides)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Are these one child?"""
    reader = require(request, decides)
    suggestion = Suggestion.objects.filter(pk=number).first()
    if suggestion is None or suggestion.decision != Decision.NONE:
        raise Http404
    one, other = _opened(request, reader, suggestion.person_a), _opened(request, reader, suggestion.person_b)
    form = DecideForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        kept, why = form.kept(suggestion), form.cleaned_data["why"]
        try:
            if kept is None:
                decide_different(suggestion=suggestion, one=one, other=other, why=why, by=reader.account)
            else:
                stays, goes = (one, other) if kept == one.person_id else (other, one)
                merge(kept=stays, merged=goes, why=why, by=reader.account)
            return redirect("search:duplicates")
        except UserError as error:
            form.add_error(None, str(error))
    day = clock.today()
    page = {
        "form": form,
        "suggestion": suggestion,
        "likelihood": likelihood(suggestion.probability),
        "is_by_hand": suggestion.reasons == BY_HAND,
        "sides": [("A", side(one, day)), ("B", side(other, day))],
    }
    return render(request, "casework/duplicates/decide.html", page, status=422 if form.errors else 200)


@asks
@allowed(decides)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a merge; what somebody wrote since is listed for them to sort."""
    reader = require(request, decides)
    found = Merge.objects.filter(pk=number, undone_at=None).select_related("by").first()
    if found is None or found.merged in visible(reader, clock.today(), by=decides).hidden:
        raise Http404
    kept = _opened(request, reader, found.kept)
    form = UndoForm(request.POST if request.method == "POST" else None, label_suffix="")
    page = {"form": form, "merge": found, "child": kept, "left": written_since(found)}
    if request.method == "POST" and form.is_valid():
        try:
            page["left"] = unmerge(merge=found, kept=kept, why=form.cleaned_data["why"], by=reader.account)
            page["handles"] = access.handles(person_ids=[found.kept, found.merged])
            return render(request, "casework/duplicates/undone.html", page)
        except UserError as error:
            form.add_error(None, str(error))
    return render(request, "casework/duplicates/undo.html", page, status=422 if form.errors else 200)


def _opened(request: HttpRequest, reader: Bearer, person_id: str) -> Child:
    """The child, if the reader may open it; Http404 for one who may not be known of."""
    if person_id not in visible(reader, clock.today(), by=decides):
        raise Http404
    handle = access.handles(person_ids=[person_id])[person_id]
    return open_child(request, handle, doing=Doing.OPENED)
