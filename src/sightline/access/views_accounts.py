"""Who has an account, and in what roles."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission


@require_safe
@allowed(Permission.ACCOUNTS_MANAGE)
def accounts(request: HttpRequest) -> HttpResponse:
    """Who can sign in, as what, and when did they last?"""
    held = Prefetch("assignments", Assignment.objects.order_by("from_on"))
    found = Account.objects.order_by("-is_active", "name", "pk").prefetch_related(held)
    return render(request, "access/accounts.html", {"accounts": found})
