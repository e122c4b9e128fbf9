"""The first page of practice, and what its pages share."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.queries.practice import practice as practice_page
from sightline.ledger.queries import current
from sightline.web import clock

FORM = "improvement/practice/form.html"
ROOM = "Practice"


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def practice(request: HttpRequest) -> HttpResponse:
    """What is weak, is it getting better, which loops are open, who needs which training, what was learned?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    page = practice_page(clock.today())
    context = {"page": page, "may_manage": reader.may(Permission.PRACTICE_MANAGE)}
    return render(request, "improvement/practice/practice.html", context)


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back to here."""
    return [(reverse("practice:practice"), ROOM), *more]


def team_names() -> dict[str, str]:
    """The teams' names by key, in their order. One query."""
    found = {key: name or key for key, name in current("teams").values_list("team_id", "name")}
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))


def accounts() -> Mapping[str, Account]:
    """Open accounts by number, as forms send them, in the order of names."""
    return {str(each.pk): each for each in Account.objects.filter(is_active=True).order_by("name", "pk")}
