"""Decisions about a child, and the decisions that children wait for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from sightline.access.bearer import Bearer
from sightline.access.children import Child, Visible
from sightline.access.permissions import Permission
from sightline.casework.actions.deciding import reasons_of
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries.recorded import Entry, Written, entries
from sightline.casework.queries.tasks import in_teams, managed
from sightline.ledger.models import Owed
from sightline.ledger.queries import current, still_holding
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.standards.catalogue.front_door import REFERRALS_ARE_DECIDED_WITHIN_A_WORKING_DAY as DECIDED
from sightline.standards.needs import tables_read
from sightline.standards.obligations import SubjectKind


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision as it stands with what it said before, its reasons apart from why no follow-up is needed, its task."""

    entry: Entry[ManagementDecision]
    reasons: str
    not_needed_because: str
    task: Task | None
    days_overdue: int

    @property
    def awaits_follow_up(self) -> bool:
        """Whether it is still to be followed up."""
        row = self.entry.now.row
        return row.follow_up_due_on is not None and row.followed_up_on is None and not self.entry.withdrawn

    @property
    def made(self) -> Written[ManagementDecision]:
        """The decision as it was first recorded."""
        return (self.entry.now, *self.entry.earlier)[-1]

    @property
    def followed(self) -> Written[ManagementDecision] | None:
        """The version that says it was followed up first; None while it was not."""
        all_ = (self.entry.now, *self.entry.earlier)
        return next((each for each in reversed(all_) if each.row.followed_up_on), None)

    @property
    def corrected(self) -> Written[ManagementDecision] | None:
        """The last correction; None where the decision was only followed up."""
        changes = (self.entry.now, *self.entry.earlier)[:-1]
        return next((each for each in changes if each is not self.followed), None)


def decisions_of(child: Child, day: dt.date) -> list[DecisionShown]:
    """Every decision about a child, the latest first. Five queries."""
    asked = Task.objects.filter(source=TaskSource.DECISION.value, person_id=child.person_id).order_by("pk")
    tasks = {each.source_key: each for each in asked}
    shown = []
    for entry in entries(child, ManagementDecision):
        row = entry.now.row
        reasons, not_needed = reasons_of(row)
        late = (day - row.follow_up_due_on).days if row.follow_up_due_on and not row.followed_up_on else 0
        shown.append(DecisionShown(entry, reasons, not_needed, tasks.get(row.management_decision_id), max(0, late)))
    latest = dt.date.min
    return sorted(shown, key=lambda each: each.entry.now.row.decided_on or latest, reverse=True)


def task_of(key: str) -> Task | None:
    """The follow-up that a decision asks for: the one still open, else the last that was done."""
    asked = Task.objects.filter(source=TaskSource.DECISION.value, source_key=key).select_related("for_account")
    return max(asked, key=lambda each: (each.done_on is None, each.pk), default=None)


class Awaiting(StrEnum):
    """Why a child waits for a manager; the value is what a page says."""

    REFERRAL = "Referral not decided after a working day"
    ENQUIRY = "Threshold met in a strategy discussion, and no enquiry begun"
    FOLLOW_UP = "Follow-up of a decision overdue"
    ACTION = "Action from supervision overdue"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A decision that a child waits for: since when (the day it should have been made by), and the row it is about.

    ``task``: the number of the task, None for what is no task.
    """

    kind: Awaiting
    person_id: str
    due: dt.date
    days: int
    ref: str
    task: int | None = None


def decisions_awaited(
    reader: Bearer, day: dt.date, seen: Visible, in_record: Iterable[Awaited] | None = None
) -> list[Awaited]:
    """What waits for a manager's decision on ``day`` among the children ``seen``, the longest first.

    ``in_record``: what :func:`awaited_in_record` answered, where that is known. At most seven queries, whatever the
    number of children.
    """
    found = [*(awaited_in_record(day, seen) if in_record is None else in_record), *_actions(reader, day, seen)]
    return sorted(found, key=lambda each: (-each.days, each.kind, each.ref))


AWAITED_FROM = tables_read(DECIDED) | {
    "cin_episodes", "strategy_discussions", "s47_enquiries", "management_decisions",
}  # fmt: skip
"""The tables that :func:`awaited_in_record` follows from, itself or by what is owed."""


def awaited_in_record(day: dt.date, seen: Visible) -> list[Awaited]:
    """What of it the record itself shows, whoever asks: all but the actions of supervision. Four queries."""
    return [*_referrals(day, seen), *_enquiries(day, seen), *_follow_ups(day, seen)]


def _referrals(day: dt.date, seen: Visible) -> list[Awaited]:
    """Referrals still open and undecided past the day that the standard gives."""
    owed = Owed.objects.filter(
        Q(done_on=None) | Q(done_on__gt=day),
        still_holding(day),
        seen.where("subject"),
        standard=DECIDED.code,
        subject_kind=SubjectKind.CHILD,
        due__lt=day,
    )
    rows = [(ref, who, due) for ref, who, due in owed.values_list("ref", "subject", "due") if due]
    refs = [ref for ref, _, _ in rows]
    still = current("cin_episodes").filter(still_holding(day, "closed_on"), referral_id__in=refs)
    open_ = set(still.exclude(no_further_action=True).values_list("referral_id", flat=True))
    return [Awaited(Awaiting.REFERRAL, who, due, (day - due).days, ref) for ref, who, due in rows if ref in open_]


def _enquiries(day: dt.date, seen: Visible) -> list[Awaited]:
    """Discussions in an episode of need still open, whose threshold was met, that no enquiry followed."""
    begun = current("s47_enquiries").filter(
        person_id=OuterRef("person_id"), started_on__gte=OuterRef("held_on"), started_on__lte=day
    )
    episode = (
        current("cin_episodes")
        .filter(still_holding(day, "closed_on"), person_id=OuterRef("person_id"))
        .filter(referred_on__lte=OuterRef("held_on"))
    )
    rows = (
        current("strategy_discussions")
        .filter(seen.where(), threshold_met=True, s47_enquiry_id=None, held_on__lt=day)
        .filter(Exists(episode), ~Exists(begun))
        .values_list("strategy_discussion_id", "person_id", "held_on")
    )
    return [Awaited(Awaiting.ENQUIRY, who, held, (day - held).days, ref) for ref, who, held in rows]


def _follow_ups(day: dt.date, seen: Visible) -> list[Awaited]:
    rows = (
        current("management_decisions")
        .filter(seen.where(), Q(followed_up_on=None) | Q(followed_up_on__gt=day), follow_up_due_on__lt=day)
        .values_list("management_decision_id", "person_id", "follow_up_due_on")
    )
    return [Awaited(Awaiting.FOLLOW_UP, who, by, (day - by).days, ref) for ref, who, by in rows]


def _actions(reader: Bearer, day: dt.date, seen: Visible) -> list[Awaited]:
    answers_for = managed(reader, Permission.SUPERVISION_RECORD)
    if not answers_for:
        return []
    asked = Task.objects.filter(
        source__in=(TaskSource.SUPERVISION.value, TaskSource.CASE_SUPERVISION.value), done_on=None, due_on__lt=day
    )
    if not answers_for.every:
        asked = asked.filter(in_teams(answers_for.teams, day))
    rows = asked.values_list("pk", "person_id", "due_on", "source_key")
    shown = [each for each in rows if not each[1] or each[1] in seen]
    return [Awaited(Awaiting.ACTION, who, due, (day - due).days, key, pk) for pk, who, due, key in shown]


def counted(awaited: Sequence[Awaited]) -> dict[Awaiting, int]:
    """How many wait, by why; 0 for none."""
    return {kind: sum(each.kind is kind for each in awaited) for kind in Awaiting}
