"""Words typed into a form of concluding and not yet given: kept while they are typed, given back where they were typed.

The script that keeps a note's words keeps these; "Save for later" does the same without it. What was kept is shown to
be so, and may be discarded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.inspection.actions.report_files import OtherWindow, forget_words, keep_words
from sightline.inspection.models import Unconfirmed
from sightline.inspection.views.taking_part import Part
from sightline.web.clock import LONDON

QUIETLY = "application/json"
SEPARATOR = "\n"  # between the values of a field that has several


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the words of one form about one thing are kept, for one person. ``address``: of the form."""

    place: str
    account: Account
    address: str

    @property
    def standing(self) -> Unconfirmed | None:
        """What is kept; None for nothing."""
        return Unconfirmed.objects.filter(account=self.account, place=self.place).first()

    def answer(self, request: HttpRequest, form: forms.Form) -> HttpResponse | None:
        """What comes of saving for later or discarding; None when sent in earnest, or to be shown anew."""
        intent = request.POST.get("intent", "") if request.method == "POST" else ""
        if intent == "discard":
            forget_words(place=self.place, by=self.account)
            return redirect(self.address)
        if intent != "keep":
            return None
        is_quiet = request.headers.get("Accept") == QUIETLY
        try:
            kept = keep_words(
                place=self.place, words=_sent(form), revision=_number(request.POST.get("revision")), by=self.account
            )
        except UserError as error:
            if is_quiet:
                return JsonResponse({"problem": str(error)}, status=409 if isinstance(error, OtherWindow) else 413)
            form.full_clean()
            form.errors.clear()
            form.add_error(None, str(error))
            return None
        if is_quiet:
            saved = f"{kept.saved_at.astimezone(LONDON):%H:%M}"
            return JsonResponse({"draft": kept.pk, "revision": kept.revision, "saved": saved})
        return redirect(f"{self.address}?kept=1")

    def first(self, form: type[forms.Form], begins: Mapping[str, Any]) -> dict[str, Any]:
        """What the form begins with: the words kept for it, where any are, and else ``begins``."""
        kept = self.standing
        return {**begins, **_words(form, kept)} if kept else dict(begins)

    def context(self) -> dict[str, Any]:
        """What the page says of it."""
        kept = self.standing
        seen = {"draft": kept.pk, "revision": kept.revision} if kept else {"draft": 0, "revision": 0}
        return {"seen": {**seen, "new_key": ""}, "used": kept, "address": self.address}

    def forget(self) -> None:
        """Take the words away, for they were given."""
        forget_words(place=self.place, by=self.account)


def keeping(part: Part, form: str, about: str, address: str) -> Keeping:
    """Where the words of ``form`` about one thing of a mock inspection are kept."""
    digest = hashlib.sha256(about.encode()).hexdigest()[:12]
    return Keeping(f"{form} {part.mock.pk} {digest}", part.reader.account, address)


def is_sent(request: HttpRequest) -> bool:
    """Whether a form was sent in earnest, and not to be kept."""
    return request.method == "POST" and request.POST.get("intent") not in ("keep", "discard")


def _sent(form: forms.Form) -> dict[str, str]:
    several = {name for name, field in form.fields.items() if isinstance(field, forms.MultipleChoiceField)}
    data: Any = form.data
    return {
        name: SEPARATOR.join(data.getlist(name)) if name in several else str(data.get(name, ""))
        for name in form.fields
        if name != "nobody_named"  # said of these words and no others
    }


def _words(form: type[forms.Form], kept: Unconfirmed) -> dict[str, Any]:
    fields = form.base_fields
    return {
        name: [each for each in text.split(SEPARATOR) if each]
        if isinstance(fields.get(name), forms.MultipleChoiceField)
        else text
        for name, text in json.loads(kept.words).items()
    }


def _number(sent: str | None) -> int:
    words = sent or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0
