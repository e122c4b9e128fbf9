"""What a template may offer: a link is shown to those who may follow it; loaded in every template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template

from sightline.access.bearer import bearer_of
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web.clock import LONDON

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, Any], permission: str) -> bool:
    """Whether the reader's roles give a permission: ``{% may "children.list" as may_list %}``."""
    request = context.get("request")
    reader = bearer_of(request) if request is not None else None
    return reader is not None and any(each.value == permission for each in reader.permissions)


@register.simple_tag(takes_context=True)
def may_see_cases(context: Mapping[str, Any], standard: Standard) -> bool:
    """Whether the reader may see the list of cases behind a standard."""
    is_of_staff = standard.subject_kind in (SubjectKind.WORKER, SubjectKind.CARER)
    asked = [Permission.CHILDREN_LIST, *([Permission.STAFF_VIEW] if is_of_staff else [])]
    return all(may(context, each) for each in asked)


@register.filter
def handle_in(person_id: str, handles: Mapping[str, str]) -> str:
    """The handle that stands for a child in an address; "" for one who may not be opened."""
    return handles.get(person_id, "") if handles else ""


@register.filter
def instant(value: dt.datetime) -> str:
    """An instant as 14 Nov 2016 at 09:05, in England."""
    here = value.astimezone(LONDON)
    return f"{here.day} {here:%b %Y} at {here:%H:%M}"


@register.filter
def role_name(code: str) -> str:
    """A role's name."""
    return ROLES[code].name if code in ROLES else code
