"""A form that is saved with every press and while it is typed in, whether or not it is finished.

The page's script (``draft.js``) sends what is typed as for any draft and is answered with the time; without it each
press saves. A window that saw an earlier saving is shown both texts, and overwrites nothing until it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from sightline.casework.forms.drafting import KeptForm
from sightline.errors import UserError
from sightline.inspection.actions.auditing import Stale
from sightline.web import clock

Save = Callable[..., tuple[int, int]]


def revision_seen(request: HttpRequest) -> int:
    """The revision the window knows; 0 for what no window of ours says."""
    words = request.POST.get("revision", "")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0


def quietly_saved(save: Save) -> HttpResponse:
    """Keep what the page's script sent, and answer with the time; nothing that was typed is in the answer."""
    try:
        number, revision = save(quietly=True)
    except Stale:
        words = "You have this open in another window too. Press Save to see what both say."
        return JsonResponse({"problem": words}, status=409)
    except UserError as error:
        return JsonResponse({"problem": str(error)}, status=413)
    saved = f"{clock.now().astimezone(clock.LONDON):%H:%M}"
    return JsonResponse({"draft": number, "revision": revision, "saved": saved})


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A form that is saved with every press, and what comes of a press."""

    request: HttpRequest
    form: KeptForm
    template: str
    context: Mapping[str, Any]
    revision: int
    standing: Mapping[str, str]

    def answer(self, save: Save, onward: Mapping[str, str], back: str) -> HttpResponse:
        """The page, or where the press leads once it is saved: ``onward`` by the button's name, else ``back``."""
        if self.request.method != "POST":
            form = type(self.form)(initial=dict(self.standing))
            return self._render(form, self.revision)
        form = self.form
        try:
            save(quietly=False)
        except Stale as error:
            beside = {
                "heading": "Saved in the other window",
                "reading": form.reading(error.standing),
                "mine": form.reading(form.sent_words()),
                "may_discard": False,
            }
            mine = type(form)(initial=form.sent_words())
            return self._render(mine, error.revision, problem=str(error), beside=beside, status=409)
        except UserError as error:
            mine = type(form)(initial=form.sent_words())
            return self._render(mine, self.revision, problem=str(error), status=422)
        return redirect(onward.get(self.request.POST.get("intent", ""), back))

    def _render(self, form: KeptForm, revision: int, *, status: int = 200, **more: object) -> HttpResponse:
        context = {**self.context, "form": form, "revision": revision, **more}
        return render(self.request, self.template, context, status=status)
