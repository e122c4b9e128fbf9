"""Documents and notices owed by law: the list, writing one down, saying what was given or withheld."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.models import Doing as Logged
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.scrutiny.actions import documents as actions
from sightline.scrutiny.actions.documents import Given
from sightline.scrutiny.documents_clocks import clocks
from sightline.scrutiny.forms.documents import DocumentForm, NoticeForm, OutcomeForm
from sightline.scrutiny.models import Outcome
from sightline.scrutiny.queries import documents as queries
from sightline.scrutiny.queries.documents import DocumentState, Owed
from sightline.scrutiny.views.questions_doing import Doing, do
from sightline.web import clock

BOTH = ["GET", "HEAD", "POST"]
HEAD = (
    "Number", "What", "Clock", "Asked by", "Counted from", "Due", "How it stands", "Days overdue", "Result", "On",
    "By", "Withheld", "Exemption", "Why", "Reasons stated on",
)  # fmt: skip


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def documents(request: HttpRequest) -> HttpResponse:
    """Which documents and notices are owed by when, and what was withheld?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = queries.owed(reader, clock.today())
    context = {
        "listing": _listing(request, rows),
        "open": [each for each in rows if each.state.is_open],
        "overdue": [each for each in rows if each.state is DocumentState.OVERDUE],
        "withheld": queries.withheld(rows),
        "clocks": clocks().values(),
        "may_export": True,
        **links("questions:documents"),
    }
    return render(request, "scrutiny/questions/documents.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def documents_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    rows = _listing(request, queries.owed(reader, clock.today())).all_rows
    access.log(by=reader.account, doing=Logged.EXPORTED, page=f"questions:documents-{kind}")
    return file_response(kind, "documents", HEAD, map(_cells, rows))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def document_ask(request: HttpRequest) -> HttpResponse:
    """Which document of the executive do you ask for, as a member of the committee?"""
    reader = require(request, Permission.SCRUTINY_ASK)
    kinds = {code: each.name for code, each in clocks().items() if each.of_members}
    return _writing(request, reader, kinds, is_member=True)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def document_record(request: HttpRequest) -> HttpResponse:
    """Which document was asked for, or which notice is to be given?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    return _writing(request, reader, {code: each.name for code, each in clocks().items()}, is_member=False)


def _writing(request: HttpRequest, reader: Bearer, kinds: Mapping[str, str], *, is_member: bool) -> HttpResponse:
    def write(sent: Mapping[str, Any]) -> str:
        made = actions.owe(
            kind=sent["kind"],
            words=sent["words"],
            asked_as=sent.get("asked_as", ""),
            counted_from=sent["counted_from"],
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return reverse("questions:document", args=[made.pk])

    first = {"counted_from": clock.today(), "kind": next(iter(kinds)) if len(kinds) == 1 else ""}
    doing = Doing(
        heading="Ask for a document" if is_member else "Write down a request or a notice",
        button="Ask" if is_member else "Write it down",
        cancel=reverse("questions:documents"),
        make=partial(DocumentForm, reader=reader, kinds=kinds, is_member=is_member, initial=first),
        write=write,
        intro=[f"{each.name}: {each.words}" for code, each in clocks().items() if code in kinds and is_member],
        trail=((reverse("questions:documents"), "Documents"),),
    )
    return do(request, doing)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def document(request: HttpRequest, number: int) -> HttpResponse:
    """By when is it owed, by which law, and what was given?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    found = _found(reader, number)
    context = {
        "found": found,
        "outcomes": [(each, Outcome(each.outcome).label) for each in reversed(found.outcomes)],
        "may_give": reader.may(Permission.SCRUTINY_ANSWER),
    }
    return render(request, "scrutiny/questions/document.html", context)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def document_give(request: HttpRequest, number: int) -> HttpResponse:
    """What was given, and what was kept back?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    found = _found(reader, number)
    address = reverse("questions:document", args=[number])

    def make(data: Any) -> OutcomeForm | NoticeForm:
        first = {"done_on": clock.today()}
        if not found.clock.is_request:
            return NoticeForm(data, reader=reader, initial=first)
        return OutcomeForm(data, reader=reader, has_statement=found.clock.has_statement, initial=first)

    def write(sent: Mapping[str, Any]) -> str:
        given = Given(
            outcome=Outcome(sent.get("outcome", Outcome.GIVEN.value)),
            words=sent["words"],
            done_on=sent["done_on"],
            withheld=sent.get("withheld", ""),
            exemption=sent.get("exemption", ""),
            why=sent.get("why", ""),
            stated_on=sent.get("stated_on"),
        )
        actions.give(duty=found.duty, given=given, by=reader.account, nobody_named=sent["nobody_named"])
        return address

    doing = Doing(
        heading="Say what was given" if found.clock.is_request else "Say that it was published",
        button="Say so",
        cancel=address,
        make=make,
        write=write,
        caption=found.clock.name,
        about=[("What", found.duty.words)],
        trail=((reverse("questions:documents"), "Documents"), (address, "The document")),
    )
    return do(request, doing)


def _found(reader: Bearer, number: int) -> Owed:
    found = queries.one_owed(reader, number, clock.today())
    if found is None:
        raise Http404
    return found


def _listing(request: HttpRequest, rows: list[Owed]) -> Listing[Owed]:
    return listing(
        rows,
        request.GET,
        filters=(
            Filter(
                "state",
                "How it stands",
                (Choice("open", "Owed still"), *(Choice(each.name.lower(), each.value) for each in DocumentState)),
                lambda row, value: row.state.is_open if value == "open" else row.state.name.lower() == value,
            ),
            Filter(
                "kind",
                "Clock",
                tuple(Choice(code, each.name) for code, each in clocks().items()),
                lambda row, value: row.clock.code == value,
            ),
            Filter(
                "result",
                "Result",
                tuple(Choice(each.value, each.label) for each in Outcome),
                lambda row, value: row.outcome is not None and row.outcome.outcome == value,
            ),
            Filter("whose", "Whose", (Choice("mine", "Mine"),), lambda row, value: row.is_mine),
        ),
        orders=(
            Order("due", "First to fall due", lambda row: (not row.state.is_open, str(row.duty.due_on), row.duty.pk)),
            Order("overdue", "Most overdue", lambda row: (not row.state.is_open, -row.over)),
            Order("latest", "Written down last", lambda row: -row.duty.pk),
        ),
        search=lambda row: f"{row.duty.words} {row.asker} {row.outcome.withheld if row.outcome else ''}",
    )


def _cells(row: Owed) -> list[object]:
    duty, last = row.duty, row.outcome
    head = [duty.pk, duty.words, row.clock.name, row.asker, duty.counted_from, duty.due_on, row.state.value, row.over]
    if last is None:
        return [*head, *[None] * 7]
    return [*head, row.result, last.done_on, last.post, last.withheld, row.exemption, last.why, last.stated_on]
