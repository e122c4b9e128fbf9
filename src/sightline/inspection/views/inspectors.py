"""Inspectors' accounts: opening one, giving it files, ending it, and everything it opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.links import password_link
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.inspection.actions import inspectors as actions
from sightline.inspection.forms.inspectors import EndForm, FilesForm, ListsForm, OpenForm
from sightline.inspection.models import FilesScope, InspectorScope
from sightline.inspection.queries import inspectors as queries
from sightline.inspection.queries import real_inspections
from sightline.inspection.queries.inspectors import DOINGS, Opened
from sightline.web import clock

asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(Permission.INSPECTIONS_RECORD)
def accounts(request: HttpRequest) -> HttpResponse:
    """Which inspectors were let see what, and until when?"""
    today = clock.today()
    rows = [(each, queries.is_open(each, today)) for each in queries.scopes()]
    return render(request, "inspection/visits/inspectors.html", {"rows": rows, "today": today})


@asks
@allowed(Permission.INSPECTIONS_RECORD)
def open_account(request: HttpRequest, inspection: int) -> HttpResponse:
    """Who is to see what, from when until when?"""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    found = real_inspections.recorded(inspection, clock.today())
    form = OpenForm(request.POST) if request.method == "POST" else OpenForm(initial=_first(found.row.ended_on))
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        try:
            made = actions.open_inspector_account(
                inspection=found.row,
                email=sent["email"],
                name=sent["name"],
                from_on=sent["from_on"],
                until_on=sent["until_on"],
                lists=sent["lists"],
                files=FilesScope(sent["which_files"]),
                why=sent["why"],
                by=reader.account,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return _with_link(request, reader, made)
    context = {"form": form, "found": found}
    return render(request, "inspection/visits/open_account.html", context, status=422 if form.is_bound else 200)


def _first(ended_on: Any) -> dict[str, str]:
    today = clock.today()
    last = ended_on if ended_on and today <= ended_on else today
    return {"from_on": today.isoformat(), "until_on": last.isoformat()}


def _with_link(request: HttpRequest, reader: Bearer, scope: InspectorScope) -> HttpResponse:
    """The link at which the inspector sets a password: shown once, on a page that no browser keeps."""
    link = password_link(account=scope.account, base=request.build_absolute_uri("/"), by=reader.account)
    return render(request, "inspection/visits/account_opened.html", {"scope": scope, "link": link})


@asks
@allowed(Permission.INSPECTIONS_RECORD)
def account(request: HttpRequest, scope: int) -> HttpResponse:
    """What may this inspector see, and what did they open?"""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    found = _scope(scope)
    is_open = queries.is_open(found, clock.today())
    if request.method == "POST":
        if request.POST.get("intent") == "link":
            if found.ended_at is not None or found.until_on < clock.today():
                raise Http404  # over: nothing is left to set a password for
            return _with_link(request, reader, found)
        form = ListsForm(request.POST)
        if not form.is_valid():
            raise Http404
        try:
            actions.change_lists(scope=found, lists=form.cleaned_data["lists"], by=reader.account)
        except UserError:
            raise Http404 from None
        return redirect("visits:inspector", found.pk)
    seen_by = visible(reader, clock.today())
    rows = _listing(request, queries.opened(found, seen_by))
    given = seen_by.only(actions.files_given(found))
    people = [each.person_id for each in rows.rows if each.person_id]
    handles, names = showing(request, Doing.LISTED, people), queries.names_of(people)
    context = {
        "scope": found,
        "is_open": is_open,
        "is_over": found.ended_at is not None or found.until_on < clock.today(),
        "lists": queries.lists_of(found),
        "lists_form": ListsForm(initial={"lists": found.lists}),
        "listing": rows,
        "shown": [(each, names.get(each.person_id, ""), handles.get(each.person_id, "")) for each in rows.rows],
        "given": given,
        "may_export": True,
    }
    return render(request, "inspection/visits/inspector.html", context)


@require_safe
@allowed(Permission.INSPECTIONS_RECORD)
def opened_file(request: HttpRequest, scope: int, kind: FileKind) -> HttpResponse:
    """Everything they opened, as filtered, as a file."""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    rows = _listing(request, queries.opened(_scope(scope), visible(reader, clock.today()))).all_rows
    showing(request, Doing.EXPORTED, [each.person_id for each in rows if each.person_id])
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"visits:inspector-{kind}", about=_scope(scope).account)
    head = ("When", "What", "Page", "Child", "Children shown", "Why")
    return file_response(kind, "opened", head, map(_cells, rows))


def _cells(row: Opened) -> list[object]:
    child = "a child you may not know of" if row.is_hidden else row.person_id
    return [row.entry.at.isoformat(), row.entry.doing, row.page, child, row.entry.shown_count or "", row.why]


def _listing(request: HttpRequest, rows: list[Opened]) -> Listing[Opened]:
    choices = tuple(Choice(each.name.lower(), each.value.capitalize()) for each in DOINGS)
    return listing(
        rows,
        request.GET,
        filters=(Filter("doing", "What was done", choices, _did),),
        orders=(
            Order("latest", "Latest first", lambda each: -each.entry.pk),
            Order("first", "First first", lambda each: each.entry.pk),
        ),
    )


def _did(row: Opened, value: str) -> bool:
    return Doing(row.entry.doing).name.lower() == value


@asks
@allowed(Permission.INSPECTIONS_RECORD)
def give_files(request: HttpRequest, scope: int) -> HttpResponse:
    """Which children's files is this inspector to have, or no longer?"""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    found = _scope(scope)
    if found.files != FilesScope.GIVEN or found.ended_at is not None:
        raise Http404
    seen_by = visible(reader, clock.today())
    form = FilesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("intent") == "take":
        chosen = set(request.POST.getlist("child"))
        given = seen_by.only(actions.files_given(found))
        handles = access.handles(person_ids=given)
        back = [each for each in given if handles[each] in chosen]
        actions.take_files_back(scope=found, person_ids=back, by=reader.account)
        return redirect("visits:inspector-files", found.pk)
    if form.is_bound and form.is_valid():
        named = queries.children_named(form.cleaned_data["keys"], seen_by)
        if named.wrong_lines:
            form.add_error("keys", f"No record can be given under the number on {_lines(named.wrong_lines)}")
        else:
            why, sample = form.cleaned_data["why"], form.cleaned_data["sample"]
            drawn = seen_by.only(queries.sampled(sample)) if sample is not None else []
            chosen_ones = [*named.person_ids, *drawn]
            try:
                actions.give_inspector_files(scope=found, person_ids=chosen_ones, why=why, by=reader.account)
                return redirect("visits:inspector-files", found.pk)
            except UserError as error:
                form.add_error(None, str(error))
    given = seen_by.only(actions.files_given(found))
    context = {"form": form, "scope": found, "given": with_names(request, given)}
    return render(request, "inspection/visits/give_files.html", context, status=422 if form.is_bound else 200)


def with_names(request: HttpRequest, given: list[str]) -> list[tuple[str, str, str]]:
    """The key, name and handle of each child given, who must be visible to the reader already."""
    handles, names = showing(request, Doing.LISTED, given), queries.names_of(given)
    return [(key, names.get(key, key), handles[key]) for key in given]


def _lines(numbers: tuple[int, ...]) -> str:
    said = ", ".join(map(str, numbers[:10]))
    return f"line {said}" if len(numbers) == 1 else f"lines {said}{' and others' if len(numbers) > 10 else ''}"


@asks
@allowed(Permission.INSPECTIONS_RECORD)
def end(request: HttpRequest, scope: int) -> HttpResponse:
    """Why is this account ended before its last day?"""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    found = _scope(scope)
    form: forms.Form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.end_inspector_account(scope=found, why=form.cleaned_data["why"], by=reader.account)
            return redirect("visits:inspector", found.pk)
        except UserError as error:
            form.add_error(None, str(error))
    context = {"form": form, "scope": found}
    return render(request, "inspection/visits/end_account.html", context, status=422 if form.is_bound else 200)


def _scope(number: int) -> InspectorScope:
    rows = InspectorScope.objects.select_related("account", "inspection", "opened_by", "ended_by")
    return get_object_or_404(rows, pk=number)
