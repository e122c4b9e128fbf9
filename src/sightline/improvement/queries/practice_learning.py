"""What was learned: which notes are for whom, who has read them, and who cannot be reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.casework.queries.tasks import Managed
from sightline.improvement.models import LearningNote, LearningRead, TrainingNeed
from sightline.ledger.queries import current, holding


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can read notes here: their roles and their teams, by role and by post."""

    account: Account
    roles: frozenset[str]
    teams: frozenset[str]
    topics: frozenset[str]

    def is_meant(self, note: LearningNote) -> bool:
        """Whether a note is for them: of a role and a team it names, or in need of what it is about."""
        if note.topic and note.topic in self.topics:
            return True
        if not (note.roles or note.teams):
            return False
        of_role = not note.roles or bool(self.roles & set(note.roles))
        return of_role and (not note.teams or bool(self.teams & set(note.teams)))


def readers(day: dt.date) -> list[Reader]:
    """Everybody who may read notes on ``day``. Five queries however many there are.

    Who trained since a need was said is not in need of it any more, whether or not their team as a whole still is: they
    are not asked to read what it is about.
    """
    may = [code for code, role in ROLES.items() if Permission.LEARNING_READ in role.permissions]
    holding_ = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day, role__in=may)
    held: dict[int, tuple[Account, set[str], set[str]]] = {}
    for each in holding_.filter(account__is_active=True).select_related("account").order_by("pk"):
        _, roles, teams = held.setdefault(each.account_id, (each.account, set(), set()))
        roles.add(each.role)
        if each.team_id:
            teams.add(each.team_id)
    posts: dict[str, set[str]] = {}
    for worker, team in current("posts").filter(holding(day)).values_list("professional_id", "team_id"):
        if worker and team:
            posts.setdefault(worker, set()).add(team)
    said: dict[tuple[str, str], dict[str, dt.date]] = {}
    open_ = TrainingNeed.objects.filter(withdrawn_at=None, statement=None, raised_on__lte=day).order_by("raised_on")
    for topic, team, worker, raised in open_.values_list("topic", "team_id", "professional_id", "raised_on"):
        said.setdefault(("worker", worker) if worker else ("team", team), {})[topic] = raised
    trained = _trained({topic for topics in said.values() for topic in topics}, day)
    out = []
    for account, roles, teams in held.values():
        worker = account.professional_id or ""
        mine = teams | posts.get(worker, set())
        whose = [("team", team) for team in ("", *mine)] + ([("worker", worker)] if worker else [])
        wanted = {
            topic
            for each in whose
            for topic, raised in said.get(each, {}).items()
            if trained.get((worker, topic), dt.date.min) < raised
        }
        out.append(Reader(account, frozenset(roles), frozenset(mine), frozenset(wanted)))
    return out


def _trained(topics: set[str], day: dt.date) -> Mapping[tuple[str, str], dt.date]:
    """By worker and course, the last day by ``day`` on which the record has them trained in one of ``topics``."""
    found: dict[tuple[str, str], dt.date] = {}
    if not topics:
        return found
    rows = current("training_records").filter(course__in=sorted(topics), completed_on__lte=day)
    for worker, course, on in rows.values_list("professional_id", "course", "completed_on"):
        found[worker, course] = max(on, found.get((worker, course), on))
    return found


@dataclass(frozen=True, slots=True)
class MyNote:
    """A note as one reader has it. ``days_late``: past the day it was to be read by, unread; else 0."""

    note: LearningNote
    read_at: dt.datetime | None
    days_late: int
    is_mine: bool


def notes_for(account: Account, day: dt.date) -> list[MyNote]:
    """Every note not withdrawn that is for ``account``, unread ones first, then the latest. Seven queries."""
    me = next((each for each in readers(day) if each.account.pk == account.pk), None)
    if me is None:
        return []
    read = dict(LearningRead.objects.filter(account=account).values_list("note_id", "at"))
    out = []
    for each in LearningNote.objects.filter(withdrawn_at=None, published_on__lte=day).select_related("by"):
        if me.is_meant(each):
            at = read.get(each.pk)
            late = 0 if at is not None else max(0, (day - each.read_by_on).days)
            out.append(MyNote(each, at, late, each.by_id == account.pk))
    return sorted(out, key=lambda each: (each.read_at is not None, -each.note.published_on.toordinal(), -each.note.pk))


@dataclass(frozen=True, slots=True)
class Unread:
    """Somebody a note is for who has not said that they read it."""

    account: Account
    teams: frozenset[str]
    days_late: int


@dataclass(frozen=True, slots=True)
class Told:
    """A note and how far it has come. ``unreached``: in post in its teams and without an account here, so that nobody
    can tell whether they know of it; None for a note that is not for teams."""

    note: LearningNote
    meant: int
    read: int
    unread: tuple[Unread, ...]
    unreached: int | None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed for somebody."""
        return any(each.days_late for each in self.unread)


def told(day: dt.date, notes: Iterable[LearningNote] | None = None) -> list[Told]:
    """Each note with who has read it of those it is for, the latest first. Eight queries however many notes."""
    every = list(notes) if notes is not None else list(LearningNote.objects.select_related("by"))
    meant = readers(day)
    read: dict[int, set[int]] = {}
    for note, account in LearningRead.objects.values_list("note_id", "account_id"):
        read.setdefault(note, set()).add(account)
    posts = _without_account(day)
    return [_told(each, meant, read.get(each.pk, set()), posts, day) for each in every]


def _told(
    note: LearningNote, people: list[Reader], read: set[int], posts: Mapping[str, set[str]], day: dt.date
) -> Told:
    meant = [each for each in people if each.is_meant(note) and each.account.pk != note.by_id]
    late = max(0, (day - note.read_by_on).days)
    unread = tuple(
        Unread(each.account, each.teams, late)
        for each in sorted(meant, key=lambda each: (each.account.name, each.account.pk))
        if each.account.pk not in read
    )
    unreached = len(set().union(*(posts.get(team, set()) for team in note.teams))) if note.teams else None
    return Told(note, len(meant), len(meant) - len(unread), unread, unreached)


def _without_account(day: dt.date) -> dict[str, set[str]]:
    """By team, those in post who have no account here."""
    known = set(
        Account.objects.filter(is_active=True).exclude(professional_id=None).values_list("professional_id", flat=True)
    )
    out: dict[str, set[str]] = {}
    for worker, team in current("posts").filter(holding(day)).values_list("professional_id", "team_id"):
        if worker and team and worker not in known:
            out.setdefault(team, set()).add(worker)
    return out


def named(unread: Iterable[Unread], teams: Managed) -> list[Unread]:
    """Of those who have not read a note, the ones somebody answering for ``teams`` may see by name."""
    return [each for each in unread if teams.every or each.teams & teams.teams]
