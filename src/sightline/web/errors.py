"""What is shown when there is no such page, or when the site itself fails; neither repeats what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request the site refuses, such as one for another host."""
    return HttpResponse(
        "This site does not answer at that address, or cannot read what was sent.",
        status=400,
        content_type="text/plain",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from elsewhere, or from a page kept open while its session ended."""
    return render(request, "web/form_expired.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """More tries than a person makes."""
    return render(request, "web/too_many.html", status=429)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return render(request, "web/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The site failed; the terminal it runs in says where. Asks nothing of the store, which may be what failed."""
    return HttpResponse(render_to_string("web/server_error.html"), status=500)
