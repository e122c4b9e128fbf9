"""Giving out the files of a sample to be audited, fairly and by hand, and taking them back.

Whoever is given a file may read it until some days after the fieldwork, whatever their role reaches. Nobody is given
a file that they must not read (:mod:`sightline.inspection.queries.conflicts`), or a child restricted from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import hidden_from
from sightline.access.models import Account, Doing, FileGrant
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.giving import drawn_twice, shared_out
from sightline.inspection.models import Audit, Giving, Member, MemberRole, MockInspection, Sample, SampledChild
from sightline.inspection.queries.auditing import live_audits, prompts_of_child, who_read
from sightline.inspection.queries.conflicts import Conflicts, conflicts_of
from sightline.inspection.queries.mocks import framework_of, latest_sample, members_of
from sightline.web import clock

READ_FOR = dt.timedelta(days=14)  # after the last day of fieldwork, for moderation
WHY = "To audit in a mock inspection"
SHORTEST = 10  # characters: less is no reason


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What giving out came to: audits given, and the places of files for which nobody was found."""

    first: int
    second: int
    left_first: tuple[int, ...]
    left_second: tuple[int, ...]


@transaction.atomic
def give_out(*, mock: MockInspection, share: int, by: Account) -> GivenOut:
    """Give every file of the latest sample that nobody has to its auditors, and ``share`` of a hundred to a second.

    The share is drawn by the sample's own seed. Given out again, after somebody joined or a file was taken back, it
    fills what is missing and moves nothing; the right to read what somebody has already lasts as long as that of what
    is new. UserError without a sample, without auditors, or for no share.
    """
    open_still(mock)
    sample = latest_sample(mock)
    if sample is None:
        raise UserError("Draw the sample first: there are no files to give out yet.")
    if not 0 <= share <= 100:
        raise UserError("Enter a share from 0 to 100 of a hundred.")
    members = _auditors(mock)
    if not members:
        raise UserError("Add those who audit first: nobody takes part as an auditor yet.")
    children = list(sample.children.filter(left_out_at=None).order_by("place"))
    giving = Giving.objects.create(sample=sample, share=share, seed=sample.seed, by=by, at=clock.now())
    sharing = _Sharing(mock, sample, children, members, by)
    first = sharing.give(children, is_second=False)
    person = {each.person_id: each for each in children}
    twice = drawn_twice(person, share, giving.seed)
    second = sharing.give([each for each in children if each.person_id in twice], is_second=True)
    renew_reading(mock=mock, by=by)
    return GivenOut(first[0], second[0], first[1], second[1])


@transaction.atomic
def give_by_hand(*, child: SampledChild, auditor: Account, is_second: bool, by: Account) -> Audit:
    """Give one file to one auditor. UserError, with the reason, where that may not be."""
    sample = child.sample
    mock = open_still(sample.mock)
    if child.left_out_at is not None:
        raise UserError("This file was left out of the sample.")
    member = members_of(mock).filter(account=auditor).first()
    if member is None or not _may_audit(auditor):
        raise UserError("Choose somebody who takes part in this mock inspection and whose role lets them audit.")
    found = list(live_audits().filter(child=child))  # none changes while the mock inspection is held
    if any(each.is_second == is_second for each in found):
        raise UserError("This file is with somebody already. Take it back first.")
    if any(each.auditor_id == auditor.pk for each in found):
        raise UserError("Two different people audit a file: this one has it already.")
    if (auditor.pk, child.person_id) in who_read(found):
        raise UserError(f"{auditor.name} has read the other audit of this file, so theirs would not be blind.")
    against = _against(conflicts_of(mock, [member], among=[child.person_id]), auditor, child.person_id)
    if against:
        raise UserError(f"{auditor.name} must not audit this file: {against}.")
    made = _make(mock, sample, child, auditor, is_second=is_second, by=by)
    _grant(mock, auditor, [child.person_id], by)
    return made


@transaction.atomic
def take_back(*, audit: Audit, why: str, by: Account) -> None:
    """Take a file back from an auditor who has not submitted it. What they wrote stays, and is read by nobody."""
    found = (
        Audit.objects.select_for_update(of=("self",)).select_related("child__sample__mock", "auditor").get(pk=audit.pk)
    )
    mock = open_still(found.child.sample.mock)
    if found.submitted_at is not None:
        raise UserError("This audit is submitted, and stays.")
    if found.taken_back_at is not None:
        raise UserError("This file was taken back already.")
    if len(why.strip()) < SHORTEST:
        raise UserError("Say in a sentence why it is taken back.")
    found.taken_back_at, found.taken_back_by, found.taken_back_why = clock.now(), by, why.strip()
    found.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    access.end_grants(account=found.auditor, by=by, person_ids=[found.child.person_id], source=source_of(mock))
    access.log(
        by=by, doing=Doing.CHANGED, page="audits:files", person_id=found.child.person_id, about=found.auditor, why=why
    )


@transaction.atomic
def renew_reading(*, mock: MockInspection, by: Account) -> int:
    """Let those who have files of ``mock`` read them until after the fieldwork as it is planned now; how many rights
    that renewed. One that lasts as long already stays, and nobody who has left is given any."""
    until, source = _until(mock), source_of(mock)
    standing = FileGrant.objects.filter(source=source, ended_at=None, until_on__gte=until)
    lasting = set(standing.values_list("account_id", "person_id"))
    taking_part = {each.account_id: each.account for each in members_of(mock) if each.account.is_active}
    short: dict[int, list[str]] = {}
    for each in live_audits().filter(child__sample__mock=mock, child__left_out_at=None, auditor__in=taking_part):
        if (each.auditor_id, each.child.person_id) not in lasting:
            short.setdefault(each.auditor_id, []).append(each.child.person_id)
    for key, people in short.items():
        access.end_grants(account=taking_part[key], by=by, person_ids=people, source=source)
        _grant(mock, taking_part[key], people, by)
    return sum(map(len, short.values()))


@transaction.atomic
def end_reading(*, mock: MockInspection, by: Account) -> int:
    """End every right to read a file that was given for ``mock``, as when it is closed; how many."""
    auditors = Account.objects.filter(file_grants__source=source_of(mock), file_grants__ended_at=None).distinct()
    return sum(access.end_grants(account=each, by=by, source=source_of(mock)) for each in auditors)


def source_of(mock: MockInspection) -> str:
    """What the right to read a file is given for."""
    return f"mock inspection {mock.pk}"


def _auditors(mock: MockInspection) -> list[Member]:
    return [each for each in members_of(mock, MemberRole.AUDITOR) if _may_audit(each.account)]


def _may_audit(account: Account) -> bool:
    return bearer(account, clock.today()).may(Permission.FILE_AUDIT)


def _against(conflicts: Conflicts, account: Account, person_id: str) -> str:
    """Why somebody must not have a file; a restricted child is not told from one they cannot be given."""
    if why := conflicts.why(account, person_id):
        return why
    return "the file cannot be given to them" if person_id in hidden_from(bearer(account, clock.today())) else ""


class _Sharing:
    """A giving out: who may have what, and how much each has."""

    def __init__(
        self,
        mock: MockInspection,
        sample: Sample,
        children: Sequence[SampledChild],
        members: Sequence[Member],
        by: Account,
    ) -> None:
        self.mock, self.sample, self.by = mock, sample, by
        self.accounts = {each.account_id: each.account for each in members}
        conflicts = conflicts_of(mock, members, among=[each.person_id for each in children])
        hidden = {each.account_id: hidden_from(bearer(each.account, clock.today())) for each in members}
        self.able = {
            child.pk: [
                key
                for key, account in self.accounts.items()
                if not conflicts.why(account, child.person_id) and child.person_id not in hidden[key]
            ]
            for child in children
        }
        self.held = dict.fromkeys(self.accounts, 0)
        self.with_whom: dict[int, dict[bool, int]] = {child.pk: {} for child in children}
        audits = list(live_audits().filter(child__sample__mock=mock))
        self.not_blind = who_read(audits)
        for audit in audits:
            if audit.auditor_id in self.held:
                self.held[audit.auditor_id] += 1
            self.with_whom.setdefault(audit.child_id, {})[audit.is_second] = audit.auditor_id

    def give(self, children: Sequence[SampledChild], *, is_second: bool) -> tuple[int, tuple[int, ...]]:
        """Give each of ``children`` that has no such auditor one; how many, and the places of those left."""
        waiting = {each.pk: each for each in children if is_second not in self.with_whom[each.pk]}
        able = {
            key: [
                who
                for who in self.able[key]
                if who != self.with_whom[key].get(not is_second) and (who, child.person_id) not in self.not_blind
            ]
            for key, child in waiting.items()
        }
        shared = shared_out(list(waiting), able, self.held)
        given: dict[int, list[str]] = {}
        for key, who in shared.auditor_of.items():
            child = waiting[key]
            _make(self.mock, self.sample, child, self.accounts[who], is_second=is_second, by=self.by)
            self.held[who] += 1
            self.with_whom[key][is_second] = who
            given.setdefault(who, []).append(child.person_id)
        for who, people in given.items():
            _grant(self.mock, self.accounts[who], people, self.by)
        return len(shared.auditor_of), tuple(waiting[key].place for key in shared.left)


def _make(
    mock: MockInspection, sample: Sample, child: SampledChild, auditor: Account, *, is_second: bool, by: Account
) -> Audit:
    asked = prompts_of_child(framework_of(mock), mock.areas, child.stratum)
    if not asked:
        raise UserError("This mock inspection asks nothing of a file, so there is nothing to audit.")
    return Audit.objects.create(
        child=child,
        auditor=auditor,
        is_second=is_second,
        given_by=by,
        given_at=clock.now(),
        asked=[each.id for each in asked],
        known_at=sample.evidence.known_at,
    )


def _grant(mock: MockInspection, account: Account, person_ids: Iterable[str], by: Account) -> None:
    access.grant_files(
        account=account, person_ids=person_ids, why=WHY, until_on=_until(mock), by=by, source=source_of(mock)
    )


def _until(mock: MockInspection) -> dt.date:
    today = clock.today()
    return min(max(mock.ends_on, today) + READ_FOR, today + access.GRANT_LASTS)
