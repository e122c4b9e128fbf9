"""Who may be asked to answer for something in the plan."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES


def may_own(on: dt.date) -> dict[str, str]:
    """Those who may read the plan and are no inspectors, by the key of their account: each by name and role."""
    roles = {
        code: role.name
        for code, role in ROLES.items()
        if Permission.PLAN_VIEW in role.permissions and Permission.SCRUTINY_VIEW in role.permissions
    }
    held = Assignment.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), role__in=roles, from_on__lte=on, account__is_active=True
    )
    found = {
        str(each.account_id): f"{each.account.name}, {roles[each.role][0].lower()}{roles[each.role][1:]}"
        for each in held.select_related("account").order_by("account__name")
    }
    return found


def owner(key: str) -> Account | None:
    """The account a form sent; None for none."""
    return Account.objects.filter(pk=key, is_active=True).first() if key.isdigit() else None
