"""What stands between a request and every view: how long one stays signed in, the second factor, refusals."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sightline.access.actions import is_invented
from sightline.access.interruptions import Interruption
from sightline.findings.queries.loaded import NothingHeld
from sightline.ledger.models import Transaction

Respond = Callable[[HttpRequest], HttpResponse]
BEGAN, SEEN, SECOND = "signed_in_at", "seen_at", "has_second_factor"
NOTED_EVERY = 60  # seconds: a page within a minute of another writes no session
SETTING_UP = ("mfa_activate_totp", "mfa_view_recovery_codes", "account_logout", "account_reauthenticate")


class SessionLimits:
    """Signs out after half an hour without a page, and twelve hours after signing in, whatever the browser keeps."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to sign in again."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = time.time()
        began, seen = request.session.get(BEGAN, 0.0), request.session.get(SEEN, 0.0)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE:
            logout(request)
            return redirect(f"{reverse('account_login')}?ended=1")
        if now - seen > NOTED_EVERY:
            request.session[SEEN] = now
        return self.get_response(request)


class SecondFactor:
    """Nobody goes further than setting up a second factor until they have one."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Respond, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """The way to set one up, unless this is it."""
        if not request.user.is_authenticated or request.session.get(SECOND):
            return None
        if request.resolver_match is not None and request.resolver_match.url_name in SETTING_UP:
            return None
        from allauth.mfa.models import Authenticator

        if is_demonstration() or Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            request.session[SECOND] = True
            return None
        return redirect("mfa_activate_totp")


class Interruptions:
    """Answers a refusal, a reason still to be given or a record not yet there, raised anywhere in a view."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What is shown instead of the page; None for what is no interruption."""
        if isinstance(exception, Interruption):
            return exception.respond(request)
        if isinstance(exception, NothingHeld):
            answer = render(request, "web/nothing_held.html", {"is_loaded": Transaction.objects.exists()}, status=503)
            answer["Retry-After"] = "30"  # seconds
            return answer
        return None


def is_demonstration() -> bool:
    """Whether accounts may do without a second factor: asked for, and the store holds an invented council."""
    return settings.SIGHTLINE.is_demonstration and is_invented()
