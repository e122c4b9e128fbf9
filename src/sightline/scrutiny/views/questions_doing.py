"""One page with one form, for each thing that is done to a question, a document or the committee's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.errors import UserError

PAGE = "scrutiny/questions/form.html"


@dataclass(frozen=True, slots=True)
class Doing:
    """A form, what it writes, and where it leads.

    ``make``: the form from what was sent, None for an empty one. ``write``: puts what is valid into the store and
    answers with the address to go on to. ``about``: rows read before the form, each with its label.
    """

    heading: str
    button: str
    cancel: str
    make: Callable[[Any], forms.Form]
    write: Callable[[Mapping[str, Any]], str]
    caption: str = ""
    intro: Sequence[str] = ()
    about: Sequence[tuple[str, str]] = ()
    trail: Sequence[tuple[str, str]] = field(default_factory=tuple)
    is_warning: bool = False


def do(request: HttpRequest, doing: Doing) -> HttpResponse:
    """The page, or what comes of sending it: 422 with what is wrong, and nothing kept."""
    if request.method != "POST":
        return _page(request, doing, doing.make(None))
    form = doing.make(request.POST)
    if not form.is_valid():
        return _page(request, doing, form, 422)
    try:
        address = doing.write(form.cleaned_data)
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, doing, form, 422)
    return redirect(address)


def _page(request: HttpRequest, doing: Doing, form: forms.Form, status: int = 200) -> HttpResponse:
    return render(request, PAGE, {"doing": doing, "form": form}, status=status)
