"""Is this child known? What is typed never stands in an address: it is posted, and answered on the page itself."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.children import visible
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.searching import SHOWN, Answer, find
from sightline.casework.search.form import SearchForm
from sightline.web import clock


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.CHILDREN_SEARCH)
@sensitive_post_parameters("words")
def search(request: HttpRequest) -> HttpResponse:
    """Which children may be meant, and how each is known. The log says whom it showed and what kind of thing was
    typed, never the words."""
    reader = require(request, Permission.CHILDREN_SEARCH)
    day = clock.today()
    form = SearchForm(request.POST if request.method == "POST" else None, day=day)
    answer: Answer | None = None
    handles: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        answer = find(form.asked, visible(reader, day, by=Permission.CHILDREN_SEARCH), day)
        shown = [each.person_id for each in answer.found]
        with transaction.atomic():  # only now: a search that is slow keeps nobody from writing
            access.log(by=reader.account, doing=Doing.SEARCHED, page="search", why=form.asked.kinds, shown=shown)
            handles = access.handles(person_ids=shown)
    page = {
        "form": form,
        "answer": answer,
        "handles": handles,
        "most": SHOWN,
        "may_open": reader.may(Permission.CHILD_OPEN),
    }
    return render(request, "casework/search/search.html", page, status=422 if form.errors else 200)
