"""A second record of a child that the night did not find: looked for, and put beside the first to be decided."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import Child, open_child, person_of, visible
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions.merging import put_together
from sightline.casework.queries.searching import Answer, find
from sightline.casework.search.form import SearchForm
from sightline.casework.views.about import child_context
from sightline.errors import UserError
from sightline.web import clock


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.DUPLICATES_DECIDE)
@sensitive_post_parameters("words")
def another_record(request: HttpRequest, handle: str) -> HttpResponse:
    """Which other record is of this child?"""
    reader = require(request, Permission.CHILDREN_SEARCH)
    child = open_child(request, handle, doing=Doing.OPENED)
    day = clock.today()
    problem = ""
    if request.method == "POST" and "other" in request.POST:
        try:
            found = put_together(one=child, other=_other(request, reader), by=reader.account)
            return redirect("search:decide", found.pk)
        except UserError as error:
            problem = str(error)
    is_search = request.method == "POST" and "other" not in request.POST
    form = SearchForm(request.POST if is_search else {"words": ""} if problem else None, day=day)
    if problem:
        form.full_clean()
        form.errors.clear()
        form.add_error(None, problem)
    context = {**child_context(child, "Another record of this child"), "form": form, "answer": None}
    if is_search and form.is_valid():
        context |= _found(form, reader, child)
    return render(request, "casework/duplicates/another_record.html", context, status=422 if form.errors else 200)


def _other(request: HttpRequest, reader: Bearer) -> Child:
    """The other record, opened like any; Http404 for one who may not be known of."""
    handle = str(request.POST.get("other", ""))
    person = person_of(handle)
    if person is None or person not in visible(reader, clock.today(), by=Permission.CHILDREN_SEARCH):
        raise Http404
    return open_child(request, handle, doing=Doing.OPENED)


def _found(form: SearchForm, reader: Bearer, child: Child) -> dict[str, object]:
    day = clock.today()
    answer: Answer = find(form.asked, visible(reader, day, by=Permission.CHILDREN_SEARCH), day)
    others = [each for each in answer.found if each.person_id != child.person_id]
    shown = [each.person_id for each in others]
    with transaction.atomic():
        access.log(by=reader.account, doing=Doing.SEARCHED, page="search", why=form.asked.kinds, shown=shown)
        handles = access.handles(person_ids=shown)
    return {"answer": answer, "found": others, "handles": handles}
