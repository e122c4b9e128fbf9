"""A page of somebody merged into another is the page of the one kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sightline.casework.queries.duplicates import kept_handle

Respond = Callable[[HttpRequest], HttpResponse]


class MergedHandles:
    """Leads an address with the handle of a merged child to the same address of the child kept; one query an address
    with a handle. A form that was being filled in comes along (307)."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Respond, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """The way to the child kept; None for every other address."""
        handle = kwargs.get("handle")
        if not isinstance(handle, str) or not request.user.is_authenticated:
            return None
        kept = kept_handle(handle)
        if kept is None:
            return None
        return redirect(request.get_full_path().replace(f"/{handle}/", f"/{kept}/"), preserve_request=True)
