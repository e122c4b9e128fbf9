"""What there is of a mock inspection, counted once: what its nine steps are told from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from sightline.inspection.framework import Framework
from sightline.inspection.models import Audit, Evidence, MemberRole, MockInspection, Sample, Voice
from sightline.inspection.queries.mocks import framework_of, latest_evidence, latest_sample


@dataclass(frozen=True, slots=True)
class Known:
    """What there is. ``files``: drawn last and not left out; of them ``given``, ``audited``, ``twice`` by two people.

    ``disagree``: audited twice with two grades, and not moderated. ``voices``: how many of each kind stand.
    """

    mock: MockInspection
    framework: Framework
    leads: int
    auditors: int
    evidence: Evidence | None
    sample: Sample | None
    files: int
    audited: int
    given: int
    twice: int
    disagree: int
    moderated: int
    voices: dict[str, int]
    judged: frozenset[str]
    reports: int


def known_of(mock: MockInspection) -> Known:
    """Count it: eight queries, whatever there is."""
    roles = mock.members.filter(left_at=None).aggregate(
        leads=Count("pk", filter=Q(role=MemberRole.LEAD)), auditors=Count("pk", filter=Q(role=MemberRole.AUDITOR))
    )
    sample = latest_sample(mock)
    audits = list(
        Audit.objects.filter(child__sample__mock=mock, child__left_out_at=None, taken_back_at=None).values_list(
            "child_id", "submitted_at", "grade", "child__moderation__pk"
        )
    )
    given: set[int] = set()
    finished: dict[int, int] = {}
    grades: dict[int, set[str]] = {}
    moderated: set[int] = set()
    for child, submitted, grade, moderation in audits:
        given.add(child)
        if submitted is not None:
            finished[child] = finished.get(child, 0) + 1
            grades.setdefault(child, set()).add(grade)
        if moderation is not None:
            moderated.add(child)
    heard = Voice.objects.filter(mock=mock, withdrawn_at=None).values_list("kind").annotate(found=Count("pk"))
    return Known(
        mock=mock,
        framework=framework_of(mock),
        leads=roles["leads"],
        auditors=roles["auditors"],
        evidence=latest_evidence(mock),
        sample=sample,
        files=sample.children.filter(left_out_at=None).count() if sample else 0,
        audited=len(finished),
        given=len(given),
        twice=sum(number > 1 for number in finished.values()),
        disagree=sum(len(each) > 1 and child not in moderated for child, each in grades.items()),
        moderated=len(moderated),
        voices=dict(heard.order_by()),
        judged=frozenset(mock.judged.values_list("judgement", flat=True)),
        reports=mock.reports.count(),
    )
