"""Who has an account, and in what roles: to filter, sort, print and take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.models import Account, Assignment, Doing
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.access.templatetags.permitted import role_name
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.web.clock import LONDON

NAME, PAGE = "accounts", "access:accounts"
HEAD = ("Name", "E-mail address", "How it stands", "Roles", "Last signed in")
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@require_safe
@allowed(Permission.ACCOUNTS_MANAGE)
def accounts(request: HttpRequest) -> HttpResponse:
    """Who can sign in, as what, and when did they last?"""
    context = {
        "listing": _listing(request),
        **links("access:accounts"),
    }
    return render(request, "access/accounts.html", context)


@require_safe
@allowed(Permission.ACCOUNTS_MANAGE)
def accounts_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    return file_response(kind, NAME, HEAD, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> Sequence[Account]:
    reader = require(request, Permission.ACCOUNTS_MANAGE)
    actions.log(by=reader.account, doing=Doing.EXPORTED, page=PAGE)
    return _listing(request).all_rows


def _listing(request: HttpRequest) -> Listing[Account]:
    held = Prefetch("assignments", Assignment.objects.order_by("from_on", "pk"))
    rows = list(Account.objects.prefetch_related(held))
    given = {each.role for row in rows for each in row.assignments.all()}
    roles = sorted((Choice(each, role_name(each)) for each in given if each in ROLES), key=lambda each: each.label)
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("role", "Role", tuple(roles), _is_in),
            Filter(
                "state",
                "How it stands",
                (Choice("open", "Open"), Choice("closed", "Closed")),
                lambda row, value: row.is_active is (value == "open"),
            ),
        ),
        orders=(
            Order("open", "Open ones first", lambda row: (not row.is_active, *_by_name(row))),
            Order("name", "Name", _by_name),
            Order("longest", "Longest since they signed in", lambda row: (row.last_login or NEVER, *_by_name(row))),
        ),
        search=lambda row: f"{row.name} {row.email}",
    )


def _is_in(row: Account, role: str) -> bool:
    return any(each.role == role for each in row.assignments.all())


def _by_name(row: Account) -> tuple[str, int]:
    return row.name.casefold(), row.pk


def _cells(row: Account) -> Sequence[object]:
    last = f"{row.last_login.astimezone(LONDON):%Y-%m-%d %H:%M}" if row.last_login else "never"
    roles = "; ".join(_role(each) for each in row.assignments.all())
    return row.name, row.email, "open" if row.is_active else "closed", roles, last


def _role(held: Assignment) -> str:
    team = f" ({held.team_id})" if held.team_id else ""
    return f"{role_name(held.role)}{team}" + (f", until {held.until_on.isoformat()}" if held.until_on else "")
