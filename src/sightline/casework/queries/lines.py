"""A line about a child, as every list of the day shows it: who, whose, how they stand, when last seen, what is late.

Whatever the number of children, the queries are as many (:data:`QUERIES`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max

from sightline.access.actions import handles
from sightline.casework.queries.owing import Due, overdue, soon
from sightline.ledger.queries import current, holding
from sightline.standards.standard import Harm

QUERIES = 17
ALLOCATED = "ALLOCATED"
SEEN_IN = ("cin_visits", "cp_visits", "cla_visits")


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child on a day.

    ``last_seen_on``: the last visit at which the child was seen. ``unallocated_days``: how long the child's open case
    has had no allocated worker, None when it has one. ``is_held_by_manager``: the allocated worker's post manages
    others. ``held_until``: the day by which that is to end, if one was set. ``held_why``: why they were given the
    child, "" where the record does not say.
    """

    person_id: str
    handle: str
    name: str
    born_on: dt.date | None
    as_at: dt.date
    team: str | None
    team_name: str
    worker: str | None
    worker_name: str
    allocated_on: dt.date | None
    is_held_by_manager: bool
    held_until: dt.date | None
    held_why: str
    unallocated_days: int | None
    open_since: dt.date | None
    plan: str
    last_seen_on: dt.date | None
    overdue: tuple[Due, ...]
    soon: tuple[Due, ...]

    @property
    def age(self) -> int | None:
        """Whole years; None when the birth date is not known, or is to come."""
        if self.born_on is None or self.born_on > self.as_at:
            return None
        had = (self.as_at.month, self.as_at.day) >= (self.born_on.month, self.born_on.day)
        return self.as_at.year - self.born_on.year - (not had)

    @property
    def unseen_days(self) -> int | None:
        """Days since the child was last seen, or since the case opened if never; None when neither is known."""
        since = self.last_seen_on or self.open_since
        return None if since is None else (self.as_at - since).days

    @property
    def safety_overdue(self) -> int:
        """How many overdue duties put safety at risk."""
        return sum(each.standard.harm is Harm.SAFETY for each in self.overdue)

    @property
    def worst(self) -> Due | None:
        """The gravest overdue duty."""
        return self.overdue[0] if self.overdue else None

    @property
    def unallocated_hours(self) -> int | None:
        """At least how many hours the case has waited; the record keeps days, so it is whole days."""
        return None if self.unallocated_days is None else 24 * self.unallocated_days


@dataclass(frozen=True, slots=True)
class _Held:
    worker: str | None
    team: str | None
    started_on: dt.date
    until: dt.date | None
    why: str


def child_lines(people: Collection[str], day: dt.date) -> list[ChildLine]:
    """A line for each of ``people`` as they stood on ``day``, in no particular order."""
    wanted = sorted(people)
    if not wanted:
        return []
    names = {
        person: (" ".join(part for part in (forename, surname) if part), born)
        for person, forename, surname, born in current("people")
        .filter(person_id__among=wanted)
        .values_list("person_id", "forename", "surname", "born_on")
    }
    held, last_ended = _allocations(wanted, day)
    episodes = _open_episodes(wanted, day)
    plans = _plans(wanted, day)
    seen = _last_seen(wanted, day)
    late, coming = overdue(wanted, day), soon(wanted, day)
    tokens = handles(person_ids=wanted)
    workers = _workers({each.worker for each in held.values() if each.worker}, day)
    team_names = dict(current("teams").values_list("team_id", "name"))
    lines = []
    for person in wanted:
        holding = held.get(person)
        opened, episode_team = episodes.get(person, (None, None))
        team = (holding.team if holding else None) or episode_team
        worker = holding.worker if holding else None
        name, is_manager = workers.get(worker or "", ("", False))
        full_name, born = names.get(person, ("", None))
        waiting = None
        if holding is None and opened is not None:
            waiting = (day - max(opened, last_ended.get(person, opened))).days
        lines.append(
            ChildLine(
                person_id=person,
                handle=tokens[person],
                name=full_name,
                born_on=born,
                as_at=day,
                team=team,
                team_name=(team_names.get(team) or team) if team else "",
                worker=worker,
                worker_name=name or worker or "",
                allocated_on=holding.started_on if holding else None,
                is_held_by_manager=is_manager,
                held_until=holding.until if holding else None,
                held_why=holding.why if holding else "",
                unallocated_days=waiting,
                open_since=opened,
                plan=plans.get(person, "in need" if opened else ""),
                last_seen_on=seen.get(person),
                overdue=tuple(late.get(person, ())),
                soon=tuple(coming.get(person, ())),
            )
        )
    return lines


def _allocations(people: Collection[str], day: dt.date) -> tuple[dict[str, _Held], dict[str, dt.date]]:
    """Who holds each child on the day, and when the last that did stopped. One query."""
    rows = (
        current("involvements")
        .filter(person_id__among=people, role=ALLOCATED, started_on__lte=day)
        .order_by("started_on", "version")
        .values_list(
            "person_id",
            "professional_id",
            "team_id",
            "started_on",
            "ended_on",
            "expected_to_end_on",
            "change_reason",
        )
    )
    held: dict[str, _Held] = {}
    ended: dict[str, dt.date] = {}
    for person, worker, team, started, stopped, until, why in rows:
        if stopped is None or stopped > day:
            held[person] = _Held(worker, team, started, until, why or "")
        else:
            ended[person] = max(stopped, ended.get(person, stopped))
    return held, ended


def _open_episodes(people: Collection[str], day: dt.date) -> dict[str, tuple[dt.date, str | None]]:
    rows = (
        current("cin_episodes")
        .filter(holding(day, "referred_on", "closed_on"), person_id__among=people)
        .exclude(no_further_action=True)
        .order_by("-referred_on")
        .values_list("person_id", "referred_on", "team_id")
    )
    return {person: (referred, team) for person, referred, team in rows}


def _plans(people: Collection[str], day: dt.date) -> dict[str, str]:
    """The gravest status of each child, in words. Three queries."""
    found: dict[str, str] = {}
    for table, words, starts, ends in (
        ("care_leavers", "care leaver", None, None),
        ("cp_plans", "child protection plan", "started_on", "ended_on"),
        ("cla_episodes", "looked after", "started_on", "ceased_on"),
    ):
        rows = current(table).filter(person_id__among=people)
        if starts and ends:
            rows = rows.filter(holding(day, starts, ends))
        for person in rows.values_list("person_id", flat=True):
            if table == "cla_episodes" and found.get(person) == "child protection plan":
                found[person] = "looked after, and a child protection plan"
            else:
                found[person] = words
    return found


def _last_seen(people: Collection[str], day: dt.date) -> dict[str, dt.date]:
    """Three queries."""
    found: dict[str, dt.date] = {}
    for table in SEEN_IN:
        rows = current(table).filter(person_id__among=people, visited_on__lte=day, child_seen=True)
        for person, seen in rows.values_list("person_id").annotate(last=Max("visited_on")).order_by():
            found[person] = max(seen, found.get(person, seen))
    return found


def _workers(keys: Iterable[str], day: dt.date) -> Mapping[str, tuple[str, bool]]:
    """By key, a worker's name and whether a post held on the day manages others. Two queries."""
    wanted = sorted(keys)
    managing = set(
        current("posts")
        .filter(holding(day), professional_id__among=wanted, is_management=True)
        .values_list("professional_id", flat=True)
    )
    named = current("professionals").filter(professional_id__among=wanted).values_list("professional_id", "name")
    return {key: (name or "", key in managing) for key, name in named}
