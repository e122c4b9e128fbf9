"""A mock inspection, whoever may see it, and the evidence it rests on as typed values."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from sightline.access.bearer import Bearer
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.inspection.findings import Findings, read_findings
from sightline.inspection.framework import Framework, load_framework
from sightline.inspection.models import Evidence, Member, MemberRole, MockInspection, Sample


def mocks(reader: Bearer) -> QuerySet[MockInspection]:
    """The mock inspections that ``reader`` may see, the newest first: every one, or none.

    Who may read one may read each: what is in it of single children is shown by the reader's reach, never by this.
    """
    found = MockInspection.objects.select_related("begun_by", "closed_by")
    return found if reader.may(Permission.MOCK_VIEW) else found.none()


def mock_of(reader: Bearer, pk: int) -> MockInspection:
    """The mock inspection of this number; Http404 unless there is one and ``reader`` may see it."""
    found = mocks(reader).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def framework_of(mock: MockInspection) -> Framework:
    """The framework it is held by."""
    return load_framework(mock.framework)


def members_of(mock: MockInspection, role: MemberRole | None = None) -> QuerySet[Member]:
    """Those who take part now, by name."""
    found = mock.members.filter(left_at=None).select_related("account").order_by("account__name", "pk")
    return found if role is None else found.filter(role=role)


def is_member(mock: MockInspection, account: Account) -> bool:
    """Whether somebody takes part now."""
    return mock.members.filter(account=account, left_at=None).exists()


def latest_evidence(mock: MockInspection) -> Evidence | None:
    """The evidence frozen last, without its sampling frame; None before any was."""
    return mock.evidence.defer("frame").order_by("-edition").first()


def findings_of(evidence: Evidence) -> Findings:
    """What the evidence found, as typed values: judgements, lines of enquiry, standards, strengths."""
    return read_findings(evidence.findings)


def latest_sample(mock: MockInspection) -> Sample | None:
    """The sample drawn last, with its evidence but for what that found and its sampling frame; None before any was."""
    drawn = mock.samples.select_related("evidence", "drawn_by").order_by("-number")
    return drawn.defer("evidence__frame", "evidence__findings").first()
