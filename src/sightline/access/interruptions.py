"""What happens instead of a page that somebody may not see; :mod:`sightline.access.middleware` answers with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode


class Interruption(Exception):
    """A page that is not shown. Nothing of the child is in it."""

    def respond(self, request: HttpRequest) -> HttpResponse:
        """What is shown instead."""
        raise NotImplementedError


class NotPermitted(Interruption):
    """No role held allows this page."""

    def respond(self, request: HttpRequest) -> HttpResponse:
        """A page that says so."""
        return render(request, "access/not_permitted.html", status=403)


class OwnFamilyRefused(Interruption):
    """The child was declared to be of the reader's own family."""

    def __init__(self, token: str) -> None:
        super().__init__("own family")
        self.token = token

    def respond(self, request: HttpRequest) -> HttpResponse:
        """A page that says why."""
        return render(request, "access/own_family_refused.html", status=403)


class ReasonNeeded(Interruption):
    """The child is beyond the reader's reach; a reason opens it."""

    def __init__(self, token: str) -> None:
        super().__init__("reason needed")
        self.token = token

    def respond(self, request: HttpRequest) -> HttpResponse:
        """To the form that asks for the reason, and back to this page afterwards."""
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("home")
        return redirect(f"{reverse('access:reason', args=[self.token])}?{urlencode({'next': back})}")
