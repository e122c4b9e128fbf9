"""The first page of practice, and what its pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.queries.practice import TeamNeeds
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
    context = {
        "page": page,
        "open_needs": sum(each.own + each.people for each in page.needs),
        "teams_in_need": sum(bool(each.team) for each in page.needs),
        "most_needed": _most_needed(page.needs),
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
    }
    return render(request, "improvement/practice/practice.html", context)


def _most_needed(rows: Iterable[TeamNeeds]) -> tuple[str, int]:
    """The topic that most teams need as a whole, and how many do; of as many, the first by its name."""
    counted = Counter(topic for each in rows if each.team for topic in each.topics)
    return min(counted.items(), key=lambda each: (-each[1], each[0]), default=("", 0))


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
