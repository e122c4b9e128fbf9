"""One manner for every form of a board: words are kept while they are typed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.access.bearer import Bearer
from sightline.errors import UserError
from sightline.inspection.views.kept_words import Keeping, is_sent


@dataclass(frozen=True, slots=True)
class Writing:
    """A form about one thing of a board.

    ``place``: what it is about, by which the words typed into it are kept ("decision 3"). ``make``: the form's class,
    with what it is made with in ``given``. ``write``: what is done with what was sent; a UserError is shown above the
    form. ``done``: where one is led then.
    """

    reader: Bearer
    place: str
    make: Callable[..., Any]
    write: Callable[[Mapping[str, Any]], object]
    done: str
    heading: str
    caption: str
    button: str
    trail: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    begins: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    page: str = "improvement/boards/form.html"


def answer(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The form shown, kept, refused or written."""
    kept = Keeping(f"boards {writing.place}"[:40], writing.reader.account, request.path)
    made: Callable[..., Any] = partial(writing.make, **writing.given)
    if request.method == "POST":
        form = made(request.POST)
        if (saved := kept.answer(request, form)) is not None:
            return saved
        if is_sent(request) and form.is_valid():
            try:
                writing.write(form.cleaned_data)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                kept.forget()
                return redirect(writing.done)
    else:
        form = made(initial=kept.first(cast("type[forms.Form]", writing.make), writing.begins))
    context = {
        "form": form,
        "heading": writing.heading,
        "caption": writing.caption,
        "button": writing.button,
        "trail": writing.trail,
        "cancel": writing.done,
        **writing.context,
        **kept.context(),
    }
    return render(request, writing.page, context, status=422 if form.errors else 200)
