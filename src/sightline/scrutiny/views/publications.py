"""The quarterly pack inside the council: its editions, a draft with what was hidden in it, and publishing it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.ledger.owed import catalogue_digest
from sightline.scrutiny.actions import publications as actions
from sightline.scrutiny.disclosure import Reason
from sightline.scrutiny.forms.publications import DraftForm, SetAsideForm
from sightline.scrutiny.models import PackEdition
from sightline.scrutiny.publications_document import body_of
from sightline.scrutiny.queries.publications import drafts, hidden_in, is_as_made, published, quarter_of, quarters_over
from sightline.scrutiny.queries.publications_making import again
from sightline.web import clock

NOT_THE_SAME = "Made again, it does not come out the same. Do not rely on it."
OTHER_STANDARDS = (
    "Made again by the standards as they are now, it does not come out the same. It was made by other standards, whose "
    "digest it names and which are no longer held here, so that this says nothing for or against it."
)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def publications(request: HttpRequest) -> HttpResponse:
    """What has the council published, and what waits to be?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    may_make = reader.may(Permission.PUBLICATION_MAKE)
    context = {"editions": published(), "may_make": may_make, "drafts": drafts() if may_make else ()}
    return render(request, "scrutiny/publications/publications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PUBLICATION_MAKE)
def new(request: HttpRequest) -> HttpResponse:
    """Which quarter is to be counted, and what changed?"""
    reader = require(request, Permission.PUBLICATION_MAKE)
    if request.method == "POST":
        form = DraftForm(request.POST)
        if form.is_valid():
            quarter = quarter_of(form.cleaned_data["quarter"])
            try:
                if quarter is None:
                    raise UserError("Choose a quarter that is over.")
                made = actions.draft_edition(
                    quarter=quarter,
                    as_at=form.cleaned_data["as_at"],
                    what_changed=form.cleaned_data["what_changed"],
                    nobody_named=form.cleaned_data["nobody_named"],
                    by=reader.account,
                )
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("publications:draft", made.pk)
    else:
        latest = next(iter(quarters_over(clock.today())), None)
        day = latest.ends_on if latest else None
        form = DraftForm(initial={"quarter": day.isoformat() if day else "", "as_at": day})
    return render(request, "scrutiny/publications/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PUBLICATION_MAKE)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """What would this edition tell, what is hidden in it and why; and is it published, set aside or neither?"""
    reader = require(request, Permission.PUBLICATION_MAKE)
    found = _edition(number)
    decision = getattr(found, "decision", None)
    form, problem, answer = SetAsideForm(), "", ""
    if request.method == "POST":
        try:
            match request.POST.get("do"):
                case "publish":
                    actions.publish_edition(edition=found, by=reader.account)
                    return redirect("publications:publications")
                case "set-aside":
                    form = SetAsideForm(request.POST)
                    if form.is_valid():
                        actions.set_aside(edition=found, why=form.cleaned_data["why"], by=reader.account)
                        return redirect("publications:publications")
                case "again":
                    if again(found):
                        answer = "Made again, every figure came out the same."
                    else:
                        problem = NOT_THE_SAME if found.catalogue == catalogue_digest() else OTHER_STANDARDS
                case _:
                    problem = "Choose what to do with it."
        except UserError as error:
            problem = str(error)
    checked = hidden_in(found)
    context = {
        "edition": found,
        "decision": decision,
        "is_as_made": is_as_made(found),
        "hiding": [(each["title"], each) for each in checked if each["hidden"]],
        "whole": [each["title"] for each in checked if not each["hidden"]],
        "reasons": list(Reason),
        "body": body_of(found.html),
        "is_own": found.made_by_id == reader.account.pk,
        "form": form,
        "problem": problem,
        "answer": answer,
    }
    status = 422 if problem or form.errors else 200
    return render(request, "scrutiny/publications/draft.html", context, status=status)


def _edition(number: int) -> PackEdition:
    found = PackEdition.objects.filter(pk=number).select_related("pack", "made_by", "decision__by").first()
    if found is None:
        raise Http404
    return found
