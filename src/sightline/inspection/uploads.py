"""A file sent by a form, with a limit that holds while it is being received and not only afterwards.

Django receives a file before a view sees it. Without this a file of any size would fill the disk of whoever serves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
TOO_LARGE = "_sightline_too_large"


class _Limit(FileUploadHandler):
    """Stops receiving once more than ``most`` bytes of files have come; the rest is thrown away unread."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The data, until there is too much of it."""
        self.received += len(raw_data)
        if self.received > self.most:
            vars(self.request)[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
        return


def limited_to(most: int) -> Callable[[View], View]:
    """Let a view receive at most ``most`` bytes of files; ask :func:`is_too_large` in it.

    The check against forgery reads the form, so it is made after the limit is set and not before.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def limiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.upload_handlers.insert(0, _Limit(request, most))
            return protected(request, *args, **kwargs)

        return limiting  # type: ignore[return-value]

    return decorate


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than the view receives. Ask after the form was read."""
    return bool(vars(request).get(TOO_LARGE))
