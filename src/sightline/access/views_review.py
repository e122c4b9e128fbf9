"""For the director: broken glass, still to be reviewed and reviewed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.forms import ReviewForm
from sightline.access.models import BreakGlass
from sightline.access.permissions import Permission
from sightline.errors import UserError

REVIEWED_SHOWN = 50


@require_safe
@allowed(Permission.BREAK_GLASS_REVIEW)
def broken_glass(request: HttpRequest) -> HttpResponse:
    """Who opened what could not wait, and has anybody asked why?

    The children are not named here, so that a restricted one is not told to those it is restricted from.
    """
    every = BreakGlass.objects.select_related("account", "reviewed_by")
    waiting = every.filter(reviewed_at=None).order_by("opened_at", "pk")
    reviewed = every.exclude(reviewed_at=None).order_by("-reviewed_at", "-pk")[:REVIEWED_SHOWN]
    return render(request, "access/broken_glass.html", {"waiting": waiting, "reviewed": reviewed})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BREAK_GLASS_REVIEW)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Does the reason hold?"""
    reader = require(request, Permission.BREAK_GLASS_REVIEW)
    found = BreakGlass.objects.select_related("account").filter(pk=number, reviewed_at=None).first()
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_break_glass(broken=found, outcome=form.cleaned_data["outcome"], by=reader.account)
        except UserError as error:
            form.add_error("outcome", str(error))
        else:
            return redirect("access:broken-glass")
    status = 422 if request.method == "POST" else 200
    return render(request, "access/review.html", {"form": form, "broken": found}, status=status)
