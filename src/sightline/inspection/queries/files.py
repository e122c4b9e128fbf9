"""Who has which file to audit, and how far everybody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from sightline.access.bearer import Bearer
from sightline.access.children import Visible
from sightline.access.models import Account
from sightline.inspection.models import Audit, Giving, Member, MockInspection, SampledChild
from sightline.inspection.queries.auditing import live_audits
from sightline.inspection.queries.mocks import latest_sample, members_of


class FileState(StrEnum):
    """How far a file is; the value is what a page says."""

    WITH_NOBODY = "with nobody"
    GIVEN = "given out"
    BEGUN = "begun"
    DIFFERS = "grades differ"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of the sample, with who audits it. ``child.person_id`` is shown only as its handle and name."""

    child: SampledChild
    first: Audit | None
    second: Audit | None
    is_moderated: bool

    @property
    def audits(self) -> tuple[Audit, ...]:
        """The audits given out, the first before the second."""
        return tuple(each for each in (self.first, self.second) if each is not None)

    @property
    def state(self) -> FileState:
        """How far it is."""
        if not self.audits:
            return FileState.WITH_NOBODY
        if all(each.submitted_at is not None for each in self.audits):
            return FileState.DIFFERS if self.may_differ else FileState.DONE
        begun = any(each.begun_at is not None for each in self.audits)
        return FileState.BEGUN if begun else FileState.GIVEN

    @property
    def may_differ(self) -> bool:
        """Whether two auditors gave it different grades and nobody has settled it."""
        if self.first is None or self.second is None or self.is_moderated:
            return False
        both = self.first.submitted_at is not None and self.second.submitted_at is not None
        return both and self.first.grade != self.second.grade


@dataclass(frozen=True, slots=True)
class AuditorLine:
    """Somebody who audits: how many files they have, how many are begun and submitted, the minutes they took."""

    account: Account
    given: int
    begun: int
    submitted: int
    minutes: int
    has_left: bool


def files_of(mock: MockInspection, shown: Visible) -> list[FileLine]:
    """The files of the latest sample, and of earlier ones those somebody has, in their order. Three queries."""
    audits: dict[int, dict[bool, Audit]] = {}
    for each in live_audits().filter(child__sample__mock=mock):
        audits.setdefault(each.child_id, {})[each.is_second] = each
    sample = latest_sample(mock)
    wanted = Q(pk__in=audits) | (Q(sample=sample) if sample else Q(pk__in=[]))
    children = SampledChild.objects.filter(wanted, left_out_at=None).select_related("sample", "moderation")
    return [
        FileLine(
            each,
            audits.get(each.pk, {}).get(False),
            audits.get(each.pk, {}).get(True),
            hasattr(each, "moderation"),
        )
        for each in children.order_by("-sample__number", "place")
        if each.person_id in shown
    ]


def auditors_of(mock: MockInspection) -> list[AuditorLine]:
    """Everybody who audits or did, by name. Two queries."""
    present = {each.account_id for each in members_of(mock)}
    found: dict[int, list[Audit]] = {}
    accounts: dict[int, Account] = {each.account_id: each.account for each in members_of(mock)}
    for each in live_audits().filter(child__sample__mock=mock, child__left_out_at=None):
        accounts[each.auditor_id] = each.auditor
        found.setdefault(each.auditor_id, []).append(each)
    lines = [
        AuditorLine(
            account,
            given=len(audits),
            begun=sum(each.begun_at is not None and each.submitted_at is None for each in audits),
            submitted=sum(each.submitted_at is not None for each in audits),
            minutes=sum(each.minutes or 0 for each in audits),
            has_left=key not in present,
        )
        for key, account in accounts.items()
        if (audits := found.get(key, [])) or key in present
    ]
    return sorted(lines, key=lambda each: (each.account.name, each.account.pk))


def last_giving(mock: MockInspection) -> Giving | None:
    """The last giving out; None before any."""
    return Giving.objects.filter(sample__mock=mock).select_related("by", "sample").order_by("-pk").first()


def may_be_given(members: Sequence[Member]) -> dict[str, str]:
    """Those who take part, to choose from."""
    return {str(each.account_id): f"{each.account.name} ({each.get_role_display().lower()})" for each in members}


def leads(mock: MockInspection, reader: Bearer) -> bool:
    """Whether the reader is among those who lead this mock inspection."""
    return any(each.role == "lead" and each.account_id == reader.account.pk for each in members_of(mock))
