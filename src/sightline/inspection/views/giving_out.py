"""Who has which file: giving out, by share and by hand, taking back, and how far everybody is."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.casework.queries.tasks import names_of_children
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.inspection.actions import giving_out as actions
from sightline.inspection.forms.auditing import GiveForm, GiveOutForm, TakeBackForm
from sightline.inspection.models import Audit, MockInspection, SampledChild
from sightline.inspection.queries import files as queries
from sightline.inspection.queries.auditing import stratum_words
from sightline.inspection.queries.files import FileLine, FileState
from sightline.inspection.queries.mocks import latest_sample, members_of, mock_of
from sightline.web import clock

COLUMNS = ("File", "Child", "Group", "First auditor", "First audit", "Second auditor", "Second audit", "Settled")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def files(request: HttpRequest, mock: int) -> HttpResponse:
    """Who audits which file, and how far is everybody?

    Who has which file is shown to those who lead alone, for an auditor who knows which are audited twice is not blind.
    """
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    if request.method == "POST":
        require(request, Permission.MOCK_LEAD)
    may_lead = reader.may(Permission.MOCK_LEAD)
    lines = queries.files_of(found, visible(reader, clock.today())) if may_lead else []
    names = names_of_children([each.child.person_id for each in lines])
    listed = _listing(request, lines, names)
    people = [each.child.person_id for each in listed.rows]
    giving, give, taking = _forms(request, found, lines)
    if request.method == "POST":
        form, said = _do(request, reader, found, lines, (giving, give, taking))
        if form is None:
            request.session[_said_key(found)] = said
            return redirect("audits:files", mock)
    context = {
        "mock": found,
        "sample": latest_sample(found),
        "has_lines": bool(lines),
        "listing": listed,
        "lines": [(each, stratum_words(each.child.stratum)) for each in listed.rows],
        "names": names,
        "handles": showing(request, listed.looking_for, people),
        "auditors": queries.auditors_of(found),
        "last": queries.last_giving(found),
        "giving": giving,
        "give": give,
        "taking": taking,
        "forms": [each for each in (giving, give, taking) if each.is_bound and each.errors],
        "said": request.session.pop(_said_key(found), ""),
        "may_give": may_lead and found.closed_at is None,
        "waiting": sum(each.may_differ for each in lines),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "inspection/audits/files.html", context, status=status)


@require_safe
@allowed(Permission.MOCK_LEAD)
def files_file(request: HttpRequest, mock: int, kind: FileKind) -> HttpResponse:
    """Who has which file, as a file."""
    reader = require(request, Permission.MOCK_LEAD)
    require(request, Permission.CHILDREN_EXPORT)
    found = mock_of(reader, mock)
    lines = queries.files_of(found, visible(reader, clock.today(), by=Permission.CHILDREN_EXPORT))
    names = names_of_children([each.child.person_id for each in lines])
    rows = _listing(request, lines, names).all_rows
    showing(request, Doing.EXPORTED, [each.child.person_id for each in rows])
    return file_response(kind, "files-and-auditors", COLUMNS, (_cells(each, names) for each in rows))


def _listing(request: HttpRequest, lines: list[FileLine], names: dict[str, str]) -> Listing[FileLine]:
    auditors = {str(audit.auditor_id): audit.auditor.name for each in lines for audit in each.audits}
    groups = {each.child.stratum: stratum_words(each.child.stratum) for each in lines}
    return listing(
        lines,
        request.GET,
        filters=(
            Filter("state", "How far", _choices({each.value: each.value for each in FileState}), _stands),
            Filter("auditor", "Auditor", _choices(auditors), _is_with),
            Filter("group", "Group", _choices(groups), lambda each, value: each.child.stratum == value),
        ),
        orders=(
            Order("file", "File", lambda each: (-each.child.sample.number, each.child.place)),
            Order("state", "How far", lambda each: (each.state.value, each.child.place)),
        ),
        search=lambda each: names.get(each.child.person_id, ""),
    )


def _choices(named: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label[:1].upper() + label[1:]) for value, label in named.items())


def _stands(line: FileLine, value: str) -> bool:
    return line.state.value == value


def _is_with(line: FileLine, value: str) -> bool:
    return any(str(each.auditor_id) == value for each in line.audits)


def _cells(line: FileLine, names: dict[str, str]) -> list[object]:
    out: list[object] = [line.child.place, names.get(line.child.person_id, ""), stratum_words(line.child.stratum)]
    for audit in (line.first, line.second):
        out += [audit.auditor.name, _state(audit)] if audit else ["", ""]
    return [*out, "yes" if line.is_moderated else ""]


def _state(audit: Audit) -> str:
    if audit.submitted_at is not None:
        return "submitted"
    return "begun" if audit.begun_at is not None else "given out"


def _said_key(mock: MockInspection) -> str:
    return f"files-said-{mock.pk}"


def _forms(
    request: HttpRequest, mock: MockInspection, lines: list[FileLine]
) -> tuple[GiveOutForm, GiveForm, TakeBackForm]:
    """The three forms of the page; the one that was sent is bound."""
    which = request.POST.get("do", "") if request.method == "POST" else ""

    def sent(name: str) -> object:
        return request.POST if which == name else None

    last = queries.last_giving(mock)
    places = {str(each.child.pk): _named(each) for each in lines if not (each.first and each.second)}
    open_audits = {
        str(audit.pk): f"{_named(each)}, {'second' if audit.is_second else 'first'}: {audit.auditor.name}"
        for each in lines
        for audit in (each.first, each.second)
        if audit is not None and audit.submitted_at is None
    }
    return (
        GiveOutForm(sent("give-out"), initial={"share": last.share if last else 20}, prefix="out"),  # type: ignore[arg-type]
        GiveForm(sent("give"), places=places, people=queries.may_be_given(list(members_of(mock))), prefix="one"),
        TakeBackForm(sent("take-back"), audits=open_audits, prefix="back"),
    )


def _named(line: FileLine) -> str:
    """A file by its number alone: a choice of many names would show children that no line of the log names."""
    return f"File {line.child.place} of sample {line.child.sample.number}"


def _do(
    request: HttpRequest,
    reader: Bearer,
    mock: MockInspection,
    lines: list[FileLine],
    sent: tuple[GiveOutForm, GiveForm, TakeBackForm],
) -> tuple[forms.Form | None, str]:
    """Do what was asked: None and what to say of it, or the form that says what is wrong."""
    form = next((each for each in sent if each.is_bound), None)
    if form is None:
        raise Http404
    if not form.is_valid():
        return form, ""
    given, by = form.cleaned_data, reader.account
    try:
        if form is sent[0]:
            return None, _in_words(actions.give_out(mock=mock, share=given["share"], by=by))
        if form is sent[1]:
            child = _child(lines, given["place"])
            auditor = Account.objects.get(pk=int(given["auditor"]))
            actions.give_by_hand(child=child, auditor=auditor, is_second=given["which"] == "second", by=by)
            return None, f"File {child.place} is with {auditor.name}."
        audit = Audit.objects.get(pk=int(given["audit"]))
        actions.take_back(audit=audit, why=given["why"], by=by)
    except UserError as error:
        form.add_error(None, str(error))
        return form, ""
    return None, f"File {audit.child.place} was taken back. What was written stays, and nobody reads it."


def _child(lines: list[FileLine], key: str) -> SampledChild:
    return next(each.child for each in lines if str(each.child.pk) == key)


def _in_words(found: actions.GivenOut) -> str:
    words = f"Given out: {found.first} to a first auditor, {found.second} to a second."
    for left, which in ((found.left_first, "a first"), (found.left_second, "a second")):
        if left:
            files = ", ".join(str(each) for each in left)
            words += f" Nobody may audit these as {which} auditor, so add somebody who may: file {files}."
    return words
