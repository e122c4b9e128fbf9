"""Headers on every answer: nothing from elsewhere, nothing inline, nothing kept by a browser or a search engine."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sightline.web.configuration import SignOn

KEPT_BY_READER = "private, max-age=3600"
"""For what is public already, such as a page of a published report: the reader's own browser may keep it an hour."""


def content_security_policy(sign_on: SignOn | None) -> str:
    """The policy. The form that leads to the council's own sign-in may be answered there: browsers follow the policy
    through a redirect."""
    elsewhere = f" https://{urlsplit(sign_on.server).netloc}" if sign_on else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"form-action 'self'{elsewhere}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Adds what Django 5.2 does not: a content security policy, a permissions policy and no storing of pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(settings.SIGHTLINE.sign_on)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers; static files and what a view marks alone may be kept by the browser."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = self.policy
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")  # a view may say that a page is to be found
        if not request.path.startswith("/static/") and response.get("Cache-Control") != KEPT_BY_READER:
            response["Cache-Control"] = "no-store"
        return response
