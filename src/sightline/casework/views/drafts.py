"""A form whose words are kept while they are typed: what its view answers, whatever the form is for.

With JavaScript the words are sent here every few seconds and answered with the time; without, "Save for later" does
the same. Nothing is ever put into a form by itself: the person is shown what waits, and says which words to go on with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render

from sightline.casework.actions import drafts
from sightline.casework.actions.drafts import Gone, Place, Seen, Stale, TooLong, words_of
from sightline.casework.forms.drafting import KeptForm
from sightline.casework.models.drafts import Draft
from sightline.casework.queries.drafts import drafts_at
from sightline.errors import UserError
from sightline.ledger.actions import Conflict
from sightline.web import clock

PAGE = "casework/recording/form.html"
QUIETLY = "application/json"


@dataclass(frozen=True, slots=True)
class Writing:
    """A form being written.

    ``standing``: what is on the record now, field by field; ``first``: what a new form begins with. ``write`` puts a
    valid form on the record, taking its draft away. ``again``: the writing that would correct the row of a key, asked
    for when somebody else wrote it meanwhile; None when it is no longer there. ``address``: where the form is sent.
    """

    place: Place
    make: Callable[..., KeptForm]
    write: Callable[[KeptForm, Seen], None]
    again: Callable[[str], Writing | None]
    address: str
    done: str
    context: Mapping[str, Any]
    standing: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    page: str = PAGE
    drawn: Callable[[Any], Mapping[str, Any]] = lambda _: {}  # what the page says of the form besides


def is_quiet(request: HttpRequest) -> bool:
    """Whether the script sends words to be kept, and not a person a form."""
    return request.method == "POST" and request.headers.get("Accept") == QUIETLY and _intent(request) == "keep"


def keep_quietly(place: Place, form: KeptForm) -> HttpResponse:
    """Keep what the script sent, and answer with the time; nothing that was typed is ever in the answer."""
    try:
        draft = drafts.keep(place=place, words=form.sent_words(), seen=seen_in(form.data), by=place.account)
    except Stale:
        words = "You have this form open in another window too. Press Save for later to see what both say."
        return JsonResponse({"problem": words}, status=409)
    except Gone as error:
        return JsonResponse({"problem": str(error)}, status=410)
    except TooLong as error:
        return JsonResponse({"problem": str(error)}, status=413)
    return JsonResponse({"draft": draft.pk, "revision": draft.revision, "saved": _at(draft)})


def answer(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The page of a form, or what comes of sending it."""
    if request.method != "POST":
        return _open(request, writing)
    form = writing.make(request.POST)
    seen = replace(seen_in(request.POST), words=form.sent_words())
    match _intent(request):
        case "keep":
            return _keep(request, writing, form, seen)
        case "discard":
            if not drafts.discard(place=writing.place, seen=seen, by=writing.place.account):
                return redirect(f"{writing.address}?changed=1")
            return redirect(writing.address)
        case "both":
            return _combine(request, writing, form, seen)
        case "write":
            return _write(request, writing, form, seen)
        case _:
            raise BadRequest("no such button")


def _open(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The form, or first what waits to be used or discarded."""
    waiting, began = drafts_at(writing.place, clock.now()), {**writing.first, **writing.standing}
    chosen = next((each for each in waiting if str(each.pk) == request.GET.get("use")), None)
    if chosen is not None:
        words = words_of(chosen)
        if request.GET.get("as") == "both":
            words = together(writing.make(), writing.standing, words)
        seen = Seen(chosen.pk, chosen.revision, chosen.new_key or uuid4().hex)
        return _page(request, writing, writing.make(initial={**began, **words}), seen, used=chosen)
    if waiting:
        return _choose(request, writing, waiting)
    return _page(request, writing, writing.make(initial=began), Seen(new_key=uuid4().hex))


def _keep(request: HttpRequest, writing: Writing, form: KeptForm, seen: Seen) -> HttpResponse:
    words = form.sent_words()
    try:
        try:
            drafts.keep(place=writing.place, words=words, seen=seen, by=writing.place.account)
        except Gone:
            if drafts.is_written(writing.place, seen.new_key):
                seen = replace(seen, new_key=uuid4().hex)
            fresh = replace(seen, draft=0, revision=0)  # asked for by a person: the words are kept all the same
            drafts.keep(place=writing.place, words=words, seen=fresh, by=writing.place.account)
    except Stale as error:
        mine, there = writing.make(initial=words), words_of(error.draft)
        seen = _as_in(error.draft, seen)
        return _both(request, writing, mine, seen, there, str(error), "Saved in the other window", is_mine=False)
    except TooLong as error:
        return _page(request, writing, writing.make(initial=words), seen, problem=str(error), status=413)
    return redirect(f"{writing.address}?kept=1")


def _write(request: HttpRequest, writing: Writing, form: KeptForm, seen: Seen) -> HttpResponse:
    if not form.is_valid():
        return _page(request, writing, form, seen, status=422)
    try:
        writing.write(form, seen)
    except Conflict as error:
        return _conflict(request, writing, form, seen, error)
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, writing, form, seen, status=422)
    return redirect(writing.done)


def _conflict(request: HttpRequest, writing: Writing, form: KeptForm, seen: Seen, error: Conflict) -> HttpResponse:
    """Somebody else wrote the row meanwhile, or this very form was sent twice."""
    place, words = writing.place, form.sent_words()
    now = writing.again(error.row[1])
    if now is None:
        form.add_error(None, "This was taken off the record meanwhile. Save your words for later, and ask who did it.")
        return _page(request, writing, form, seen, status=409)
    if not place.key and all(words.get(name, "") == text for name, text in now.standing.items()):
        drafts.use(place=place, seen=seen, by=place.account)
        return redirect(writing.done)  # a form sent twice is one row
    with suppress(Stale, Gone, TooLong):  # what was typed is on the page all the same
        draft = drafts.move(place=now.place if not place.key else place, words=words, seen=seen, of=place)
        seen = replace(seen, draft=draft.pk, revision=draft.revision)
    mine = now.make(initial={**now.standing, **words})
    return _both(request, now, mine, seen, now.standing, str(error), "On the record now")


def _both(
    request: HttpRequest,
    writing: Writing,
    form: KeptForm,
    seen: Seen,
    other: Mapping[str, str],
    problem: str,
    heading: str,
    *,
    is_mine: bool = True,
) -> HttpResponse:
    """The form with one's own words, and the others beside it. ``is_mine``: the draft named in ``seen`` holds one's
    own, and so may be discarded here."""
    mine = form.sent_words() if form.is_bound else {name: str(text) for name, text in form.initial.items()}
    beside = {"heading": heading, "reading": form.reading(other), "mine": form.reading(mine), "may_discard": is_mine}
    return _page(request, writing, form, seen, problem=problem, beside=beside, status=409)


def _combine(request: HttpRequest, writing: Writing, form: KeptForm, seen: Seen) -> HttpResponse:
    """The form with the other text and one's own, one after the other, where a field can hold both."""
    other = next((each for each in drafts_at(writing.place, clock.now()) if each.pk == seen.draft), None)
    saved = words_of(other) if other is not None else {}
    words = form.sent_words()
    there = saved if any(saved.get(name, "") != words[name] for name in form.combined) else writing.standing
    return _page(request, writing, writing.make(initial={**writing.standing, **together(form, there, words)}), seen)


def _choose(request: HttpRequest, writing: Writing, waiting: list[Draft]) -> HttpResponse:
    form = writing.make()
    found = [
        {
            "draft": each,
            "saved": each.saved_at,
            "reading": form.reading(words_of(each)),
            "is_older": bool(writing.place.key) and each.version != writing.place.version,
            "expires": each.saved_at + drafts.KEPT_FOR,
        }
        for each in waiting
    ]
    context = {
        **writing.context,
        "address": writing.address,
        "waiting": found,
        "kept": "kept" in request.GET,
        "changed": "changed" in request.GET,
        "standing": form.reading(writing.standing),
        "can_combine": bool(form.combined),
    }
    return render(request, "casework/recording/unsaved.html", context)


def _page(
    request: HttpRequest,
    writing: Writing,
    form: KeptForm,
    seen: Seen,
    *,
    problem: str = "",
    beside: Mapping[str, Any] | None = None,
    used: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **writing.context,
        "form": form,
        "address": writing.address,
        "seen": seen,
        "problem": problem,
        "beside": beside,
        "used": used,
        "cancel": writing.done,
        **writing.drawn(form),
    }
    return render(request, writing.page, context, status=status)


def together(form: KeptForm, there: Mapping[str, str], mine: Mapping[str, str]) -> dict[str, str]:
    """``mine`` after ``there``, in the fields where two texts can stand one after the other."""
    found = dict(mine)
    for name in form.combined:
        theirs, here = there.get(name, ""), mine.get(name, "")
        if theirs.strip() and here.strip() and here not in theirs:
            found[name] = here if theirs in here else f"{theirs}\n\n{here}"
    return found


def seen_in(sent: Mapping[str, Any] | QueryDict) -> Seen:
    """What the window says of the draft it shows; what no window of ours says counts as nothing."""
    key = str(sent.get("new_key", ""))
    is_ours = len(key) == 32 and all(each in "0123456789abcdef" for each in key)
    return Seen(_number(sent.get("draft")), _number(sent.get("revision")), key if is_ours else uuid4().hex)


def _number(sent: object) -> int:
    words = str(sent or "")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else 0


def _as_in(draft: Draft, seen: Seen) -> Seen:
    return Seen(draft.pk, draft.revision, draft.new_key or seen.new_key)


def _intent(request: HttpRequest) -> str:
    return str(request.POST.get("intent", "write"))


def _at(draft: Draft) -> str:
    return f"{draft.saved_at.astimezone(clock.LONDON):%H:%M}"
