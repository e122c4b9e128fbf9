"""What a view asks of whoever opens it. A test lists every address and fails for one that asks nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from sightline.access import actions
from sightline.access.bearer import Bearer, bearer_of
from sightline.access.interruptions import NotPermitted
from sightline.access.models import Doing
from sightline.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def allowed(permission: Permission) -> Callable[[View], View]:
    """Let the view be opened by those whose roles give ``permission``; a refusal is logged."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, permission)
            return view(request, *args, **kwargs)

        vars(asked).update(permission=permission, login_required=True)  # allauth says otherwise of signing out
        return asked  # type: ignore[return-value]

    return decorate


def require(request: HttpRequest, permission: Permission) -> Bearer:
    """Whoever sent ``request``, if their roles give ``permission``; NotPermitted, with a line in the log, otherwise."""
    reader = bearer_of(request)
    if reader is None or not reader.may(permission):
        page = request.resolver_match.view_name if request.resolver_match else ""
        actions.log(by=reader.account if reader else None, doing=Doing.REFUSED, page=page, why=permission)
        raise NotPermitted
    return reader
