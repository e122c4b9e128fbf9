"""Signing in and out, as the access log has it."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sightline.access import actions
from sightline.access.middleware import BEGAN, SECOND, SEEN
from sightline.access.models import Account, Doing


@receiver(user_logged_in)
def _signed_in(sender: object, request: HttpRequest, user: Account, **_: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = time.time()
    request.session.pop(SECOND, None)
    actions.log(by=user, doing=Doing.SIGNED_IN, page="sign-in")


@receiver(user_logged_out)
def _signed_out(sender: object, request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        actions.log(by=user, doing=Doing.SIGNED_OUT, page="sign-out")


@receiver(user_login_failed)
def _failed(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    """The account tried, if there is one; never what was typed, which may be a password in the wrong box."""
    tried = Account.objects.filter(email__iexact=str(credentials.get("email") or "")[:254]).first()
    actions.log(by=None, doing=Doing.FAILED_TO_SIGN_IN, page="sign-in", about=tried)
