"""The frameworks of inspections and visits: what each looks at, grades and asks, and how sure we are of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.permissions import Permission
from sightline.inspection.events import events_of
from sightline.inspection.framework import Framework, frameworks
from sightline.inspection.prompts import prompts_for
from sightline.inspection.standing.lines import LINES
from sightline.inspection.strata import Stratum

SURE = {
    "verified": "the text was read",
    "verified-secondary": "restated by a source that was read; the text itself was not",
    "observed": "counted from what was published; nobody has said that it is a rule",
    "unverified": "general knowledge, not checked",
}


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def list_frameworks(request: HttpRequest) -> HttpResponse:
    """Which frameworks are there?"""
    return render(request, "inspection/mock/frameworks.html", {"frameworks": frameworks(), "trail": _trail()})


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """What does this framework look at, what limits its grades, and what is asked of a file?"""
    found = next((each for each in frameworks() if each.id == framework), None)
    if found is None:
        raise Http404
    context = {
        "framework": found,
        "sure": SURE[found.confidence],
        "rules": [(each, SURE[each.confidence]) for each in found.rules],
        "areas": [_area(found, each.id) for each in found.areas],
        "events": [(each, SURE[each.confidence]) for each in events_of(found)],
        "trail": [*_trail(), (reverse("mock:frameworks"), "Frameworks")],
    }
    return render(request, "inspection/mock/framework.html", context)


def _area(framework: Framework, area_id: str) -> dict[str, object]:
    area = framework.area(area_id)
    assert area is not None  # noqa: S101 - it is one of its own
    judgement = next((each for each in framework.judgements if each.id == area_id), None)
    return {
        "area": area,
        "is_key": judgement is not None and judgement.key,
        "feeds": framework.area(judgement.feeds) if judgement and judgement.feeds else None,
        "lines": [LINES[each] for each in area.lines],
        "strata": [Stratum.of(each) for each in area.strata],
        "prompts": prompts_for(framework, [area_id]),
        "review": next((each for each in framework.reviews if each.id == area_id), None),
    }


def _trail() -> list[tuple[str, str]]:
    return [(reverse("mock:room"), "Inspection")]
