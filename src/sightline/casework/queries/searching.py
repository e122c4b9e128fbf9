"""Search: whom what was typed may mean, among those the reader may know of, each with one line of status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.access.children import Visible
from sightline.casework.search.asking import Asked
from sightline.casework.search.candidates import Because, candidates
from sightline.casework.search.ranking import COMPARED, near_enough, ranked
from sightline.ledger.queries import current, holding

SHOWN = 50  # the most that one search shows
NO_NAME = "No name recorded"


@dataclass(frozen=True, slots=True)
class Status:
    """How a child is known: open since when, with which team and worker; closed since when; or by name alone."""

    is_open: bool = False
    open_since: dt.date | None = None
    closed_on: dt.date | None = None
    team: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A child that a search shows. ``age`` in whole years, None for no date of birth."""

    person_id: str
    name: str
    age: int | None
    has_died: bool
    because: tuple[Because, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search shows, and whether there were more than it shows."""

    found: tuple[Found, ...]
    is_more: bool


def find(asked: Asked, visible: Visible, day: dt.date) -> Answer:
    """Whom ``asked`` may mean on ``day``, the likeliest first, at most fifty.

    Who is not ``visible`` is left out before anything is counted or compared, so that nobody can tell. At most seven
    queries, however many children there are.
    """
    brought = near_enough(candidates(asked, visible, COMPARED))
    people = {
        person: (forename, surname, born, died)
        for person, forename, surname, born, died in current("people")
        .filter(person_id__in=[each.person_id for each in brought])
        .values_list("person_id", "forename", "surname", "born_on", "died_on")
    }
    names = {person: _name(forename, surname) for person, (forename, surname, _, _) in people.items()}
    best = ranked([each for each in brought if each.person_id in people], asked.words, names)
    shown = best[:SHOWN]
    known = statuses([each.person_id for each in shown], day)
    found = tuple(
        Found(
            each.person_id,
            names[each.person_id] or NO_NAME,
            age(people[each.person_id][2], day),
            people[each.person_id][3] is not None,
            each.because,
            known[each.person_id],
        )
        for each in shown
    )
    return Answer(found, len(best) > SHOWN)


def age(born_on: dt.date | None, day: dt.date) -> int | None:
    """Whole years on ``day``; None where no birth is recorded, or it lies ahead."""
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def statuses(people: Sequence[str], day: dt.date) -> dict[str, Status]:
    """How each of ``people`` is known on ``day``: four queries. A referral on which nothing was to be done opens
    nothing."""
    open_since: dict[str, dt.date] = {}
    closed: dict[str, dt.date] = {}
    teams: dict[str, str | None] = {}
    episodes = current("cin_episodes").filter(person_id__among=people, referred_on__lte=day)
    for person, began, ended, nothing, team in episodes.order_by("referred_on").values_list(
        "person_id", "referred_on", "closed_on", "no_further_action", "team_id"
    ):
        if ended is not None and ended <= day:
            closed[person] = max(ended, closed.get(person, ended))
        elif not nothing:
            open_since.setdefault(person, began)
            teams[person] = team
    workers: dict[str, str | None] = {}
    involved = current("involvements").filter(holding(day), person_id__among=people, role="ALLOCATED")
    for person, worker, team in involved.order_by("started_on").values_list("person_id", "professional_id", "team_id"):
        workers[person] = worker
        teams[person] = team or teams.get(person)
    team_names = dict(
        current("teams").filter(team_id__in={each for each in teams.values() if each}).values_list("team_id", "name")
    )
    worker_names = dict(
        current("professionals")
        .filter(professional_id__in={each for each in workers.values() if each})
        .values_list("professional_id", "name")
    )
    return {
        person: Status(
            person in open_since or person in workers,
            open_since.get(person),
            closed.get(person),
            team_names.get(teams.get(person) or "") or "",
            worker_names.get(workers.get(person) or "") or "",
        )
        for person in people
    }


def _name(forename: str | None, surname: str | None) -> str:
    return " ".join(part for part in (forename, surname) if part)
