"""What is shown when there is no such page, or when the site itself fails; neither repeats what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request the site refuses, such as one for another host."""
    return HttpResponse(
        "This site answers only at 127.0.0.1 on the machine it runs on.", status=400, content_type="text/plain"
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return render(request, "web/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The site failed; the terminal it runs in says where."""
    return render(request, "web/server_error.html", status=500)
