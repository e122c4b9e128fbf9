"""What was seen and heard: the list, writing one down, taking one back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.inspection.actions import voices as actions
from sightline.inspection.actions.voices import HeardNow
from sightline.inspection.forms.voices import VoiceForm, WhyForm
from sightline.inspection.models import Leaning, VoiceKind
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.voices import VoiceRow, about_choices, heard_by_kind, voice_rows
from sightline.inspection.views.kept_words import Keeping, is_sent, keeping
from sightline.inspection.views.taking_part import Part, listening, part_of
from sightline.web import clock

COLUMNS = ("Day", "Who", "Their part", "People", "Bears on", "Points to", "Seen or heard", "Written by")


@require_safe
@allowed(Permission.MOCK_VIEW)
def voices(request: HttpRequest, mock: int) -> HttpResponse:
    """What was seen and heard, and of whom nobody yet?"""
    part = part_of(request, mock)
    found = _listing(request, part)
    context = {
        "part": part,
        "listing": found,
        "may_listen": part.may_listen,
        "may_export": part.reader.may(Permission.FINDINGS_EXPORT),
        **links("concluding:voices", mock),
        "by_kind": heard_by_kind([each.voice for each in found.all_rows]) if not found.is_filtered else (),
        "withdrawn": voice_rows(part.mock, withdrawn=True),
    }
    return render(request, "inspection/concluding/voices.html", context)


@require_safe
@allowed(Permission.MOCK_VIEW)
def voices_file(request: HttpRequest, mock: int, kind: FileKind) -> HttpResponse:
    """What was seen and heard, as filtered, as a file. It names nobody, so no child is shown by it."""
    part = part_of(request, mock)
    require(request, Permission.FINDINGS_EXPORT)
    rows = _listing(request, part).all_rows
    access.log(by=part.reader.account, doing=Doing.EXPORTED, page=f"concluding:voices-{kind}")
    return file_response(kind, "seen-and-heard", COLUMNS, map(_cells, rows))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.FILE_AUDIT)
def voice(request: HttpRequest, mock: int) -> HttpResponse:
    """What was seen or heard?"""
    part = listening(request, mock)
    choices = about_choices(framework_of(part.mock), part.mock.areas)
    kept = keeping(part, "voice", "", reverse("concluding:voice", args=[mock]))
    if request.method != "POST":
        form = VoiceForm(initial=kept.first(VoiceForm, _first(request)), reader=part.reader, choices=choices)
        return _page(request, part, form, kept)
    form = VoiceForm(request.POST, reader=part.reader, choices=choices)
    if (saved := kept.answer(request, form)) is not None:
        return saved
    if not is_sent(request) or not form.is_valid():
        return _page(request, part, form, kept, status=422)
    sent = form.cleaned_data
    judgement, _, line = sent["about"].partition(":")
    heard = HeardNow(
        kind=VoiceKind(sent["kind"]),
        who=sent["who"],
        heard_on=sent["heard_on"],
        how_many=sent["how_many"],
        words=sent["words"],
        judgement=judgement,
        line=line,
        leaning=Leaning(sent["leaning"]),
    )
    try:
        actions.write_down(mock=part.mock, heard=heard, by=part.reader.account)
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, part, form, kept, status=422)
    kept.forget()
    if "another" in request.POST:
        again = f"kind={sent['kind']}&about={sent['about']}&heard_on={sent['heard_on']:%Y-%m-%d}&written=1"
        return redirect(f"{reverse('concluding:voice', args=[mock])}?{again}")
    return redirect("concluding:voices", mock)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.FILE_AUDIT)
def take_back(request: HttpRequest, mock: int, number: int) -> HttpResponse:
    """Why is it taken back? Who wrote it down, or leads, may say so."""
    part = listening(request, mock)
    rows = [each for each in voice_rows(part.mock) if each.voice.pk == number]
    is_own = bool(rows) and rows[0].voice.by_id == part.reader.account.pk
    if not rows or not (is_own or part.may_conclude):
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(voice=rows[0].voice, why=form.cleaned_data["why"], by=part.reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("concluding:voices", mock)
    context = {
        "part": part,
        "form": form,
        "heading": "Take back what was seen or heard",
        "said": rows[0].voice.words,
        "cancel": reverse("concluding:voices", args=[mock]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "inspection/concluding/take_back.html", context, status=status)


def _page(request: HttpRequest, part: Part, form: VoiceForm, kept: Keeping, status: int = 200) -> HttpResponse:
    context = {"part": part, "form": form, "written": "written" in request.GET, **kept.context()}
    return render(request, "inspection/concluding/voice.html", context, status=status)


def _first(request: HttpRequest) -> dict[str, Any]:
    """What a new form begins with: after another was written, the same kind, day and subject."""
    return {
        "kind": request.GET.get("kind", ""),
        "about": request.GET.get("about", ""),
        "heard_on": request.GET.get("heard_on", clock.today().isoformat()),
        "how_many": 1,
    }


def _listing(request: HttpRequest, part: Part) -> Listing[VoiceRow]:
    return listing(
        voice_rows(part.mock),
        request.GET,
        filters=(
            Filter(
                "kind",
                "Who was heard",
                tuple(Choice(each.value, each.label) for each in VoiceKind),
                lambda row, value: row.voice.kind == value,
            ),
            Filter(
                "leaning",
                "Points to",
                tuple(Choice(each.value, each.label) for each in Leaning),
                lambda row, value: row.voice.leaning == value,
            ),
            Filter(
                "about",
                "Judgement",
                tuple(
                    Choice(each.id, each.name) for each in framework_of(part.mock).areas if each.id in part.mock.areas
                ),
                lambda row, value: row.voice.judgement == value,
            ),
        ),
        orders=(
            Order("last", "Last heard", lambda row: (row.voice.heard_on, row.voice.pk), reverse=True),
            Order("about", "What it bears on", lambda row: (row.about, row.voice.pk)),
        ),
        search=lambda row: f"{row.voice.words} {row.voice.who}",
    )


def _cells(row: VoiceRow) -> list[object]:
    voice = row.voice
    head = [voice.heard_on, row.kind, voice.who, voice.how_many, row.about, row.leaning]
    return [*head, voice.words, voice.by.name]
