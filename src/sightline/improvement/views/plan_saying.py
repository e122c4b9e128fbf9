"""A form of the plan that says one thing: shown, refused with what is wrong, or done and led on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.access.bearer import bearer_of
from sightline.casework.forms.drafting import Words
from sightline.errors import UserError
from sightline.improvement.forms.plan import Short, Tick
from sightline.inspection.queries.naming import named_in

PAGE = "improvement/plan/say.html"
WORDY = (Words, Short)  # the kinds of field in which something is written


def say(
    request: HttpRequest,
    make: Callable[..., forms.Form],
    write: Callable[[forms.Form], object],
    *,
    done: str,
    context: dict[str, Any],
    first: dict[str, Any] | None = None,
    page: str = PAGE,
) -> HttpResponse:
    """Answer a form. ``make``: makes it; ``write``: files what was sent; ``done``: where it leads then."""
    status = 200
    form = make(request.POST, request.FILES) if request.method == "POST" else make(initial=first or {})
    if form.is_bound:
        if form.is_valid() and names_nobody(request, form):
            try:
                write(form)
                return redirect(done)
            except UserError as error:
                form.add_error(None, str(error))
        status = 422
    return render(request, page, {**context, "form": form, "leave": done}, status=status)


def names_nobody(request: HttpRequest, form: forms.Form) -> bool:
    """Whether nobody on the record seems to be named in what was sent, or whoever wrote it says that nobody is.

    Partners from outside read the plan. It is a warning and no wall: "Grace" may be a name and may be a virtue.
    """
    reader = bearer_of(request)
    words = [str(form.cleaned_data.get(name) or "") for name, field in form.fields.items() if type(field) in WORDY]
    names = named_in("\n".join(words), reader) if reader is not None else ()
    if not names:
        return True
    form.fields["nobody_named"] = Tick("I have looked, and nobody is named", required=False)
    if form.data.get("nobody_named"):
        return True
    found = ", ".join(f"“{each}”" for each in names)
    said = f"These words may name somebody on the record: {found}. Take it out, or say that nobody is named."
    form.add_error("nobody_named", said)
    return False


def making(kind: Callable[..., forms.Form], **said: Any) -> Callable[..., forms.Form]:
    """Makes a form of ``kind`` that takes no file, with what is ``said`` of it."""

    def make(*sent: Any, **kwargs: Any) -> forms.Form:
        return kind(*sent[:1], **said, **kwargs)

    return make
