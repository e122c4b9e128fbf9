"""How far auditors agree, and the two audits of one file beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import names_of_children
from sightline.errors import UserError
from sightline.inspection import agreement
from sightline.inspection.actions.moderating import moderate as settle
from sightline.inspection.forms.auditing import ModerateForm
from sightline.inspection.models import Answered, AuditAnswer, Moderation
from sightline.inspection.queries.agreeing import agreement_of
from sightline.inspection.queries.auditing import Both, answers_of, both_of, prompts_asked
from sightline.inspection.queries.mocks import mock_of
from sightline.inspection.views.audits_opening import mine_trail, open_file
from sightline.web import clock

ANSWERS = dict(Answered.choices)


@require_safe
@allowed(Permission.MOCK_VIEW)
def agreement_page(request: HttpRequest, mock: int) -> HttpResponse:
    """Do two auditors of the same file see the same, and where do they not?

    Which files differ is shown to those who lead; how far auditors agree, to everybody who may read it.
    """
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    agreeing = agreement_of(found)
    files: list[Both] = []
    if reader.may(Permission.MOCK_LEAD):
        seen = visible(reader, clock.today())
        files = [each for each in agreeing.files if each.child.person_id in seen]
    people = [each.child.person_id for each in files]
    context = {
        "mock": found,
        "found": agreeing,
        "files": files,
        "handles": showing(request, Doing.LISTED, people),
        "names": names_of_children(people),
        "fewest": agreement.FEWEST,
        "resamples": agreement.RESAMPLES,
    }
    return render(request, "inspection/audits/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.FILE_AUDIT)
def moderate(request: HttpRequest, child: int) -> HttpResponse:
    """What did each auditor see in this file, and what is its grade?

    Shown to its two auditors and those who lead, once both audits are submitted; only those who lead settle it.
    """
    reader = require(request, Permission.FILE_AUDIT)
    both = both_of(child)
    if both is None:
        raise Http404
    is_auditor = reader.account.pk in (both.first.auditor_id, both.second.auditor_id)
    may_settle = reader.may(Permission.MOCK_LEAD)
    if not (is_auditor or may_settle):
        raise Http404
    opened = open_file(request, both.child, by=Permission.FILE_AUDIT)
    form = ModerateForm(request.POST or None)
    if request.method == "POST":
        by = require(request, Permission.MOCK_LEAD).account
        if form.is_valid():
            try:
                settle(child=both.child, grade=form.cleaned_data["grade"], why=form.cleaned_data["why"], by=by)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("audits:moderate", child)
    mock = opened.sampled.sample.mock
    settled = Moderation.objects.filter(child=both.child).select_related("by").first()
    context = {
        **opened.context,
        "both": both,
        "sides": (both.first, both.second),
        "rows": list(_beside(both)),
        "settled": settled,
        "form": form,
        "may_settle": may_settle and settled is None and mock.closed_at is None,
        "is_auditor": is_auditor,
        "trail": [(reverse("audits:agreement", args=[mock.pk]), "Agreement")] if may_settle else mine_trail(),
    }
    return render(request, "inspection/audits/moderate.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class _Row:
    """One question with both answers."""

    words: str
    first: AuditAnswer | None
    second: AuditAnswer | None

    @property
    def differs(self) -> bool:
        """Whether the two answered otherwise."""
        return (self.first.answer if self.first else "") != (self.second.answer if self.second else "")


def _beside(both: Both) -> Iterator[_Row]:
    first, second = answers_of(both.first), answers_of(both.second)
    rows = [_Row(each.text, first.get(each.id), second.get(each.id)) for each in prompts_asked(both.first)]
    return iter(sorted(rows, key=lambda each: not each.differs))
