"""Which courses a post requires and who has them; how alike two people judge the same risk, and what they did about it.

What is required is data (``training_required.toml``). Figures of screenings are shares with their intervals, of teams
and of people: of a person they open a conversation and prove nothing, for the cases people hold differ. No Django here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from sightline.improvement.themes import Share, added, themes
from sightline.record.calendar import add_months, add_working_days
from sightline.record.codes import CODE_SETS
from sightline.standards.catalogue.common import CASE_HOLDING
from sightline.standards.catalogue.exploitation import LEVELS_ARE_MET_BY_RESPONSES
from sightline.standards.nodes import Events, Unit, Within

SCREENINGS = "screenings"


@dataclass(frozen=True, slots=True)
class Required:
    """A course and the posts that need it. ``services``: where case-holding posts need it whatever their kind.

    ``shown_by``: in what its effect can be looked for: ``screenings``, a theme of audits, or "" for nothing.
    """

    course: str
    name: str
    posts: frozenset[str]
    services: frozenset[str]
    months_to_begin: int
    years: int
    source: str
    shown_by: str

    def asks(self, post: str, service: str) -> bool:
        """Whether a post of this kind in this service needs it."""
        return post in self.posts or (service in self.services and post in CASE_HOLDING)


@cache
def required() -> Mapping[str, Required]:
    """What is required, by course; ValueError for a course or theme the record does not know."""
    with (resources.files("sightline.improvement") / "training_required.toml").open("rb") as file:
        raw = tomllib.load(file)
    names = CODE_SETS["course"].meanings
    out = {}
    for course, each in raw.items():
        shown_by = each.get("shown_by", "")
        if course not in names or (shown_by and shown_by != SCREENINGS and shown_by not in themes()):
            raise ValueError(f"training_required.toml: {course} is no course, or is shown by nothing known")
        out[course] = Required(
            course=course,
            name=names[course],
            posts=frozenset(each["posts"]),
            services=frozenset(each.get("services", ())),
            months_to_begin=each["months_to_begin"],
            years=each["years"],
            source=each["source"],
            shown_by=shown_by,
        )
    return MappingProxyType(out)


def topic_name(topic: str) -> str:
    """A topic in words: a course, a theme, or itself."""
    if topic in CODE_SETS["course"].meanings:
        return CODE_SETS["course"].meanings[topic]
    return themes()[topic].name if topic in themes() else topic


def shown_by(topic: str) -> str:
    """In what a topic's effect can be looked for: ``screenings``, a theme, or ""."""
    if topic in themes():
        return topic
    found = required().get(topic)
    return found.shown_by if found is not None else ""


@dataclass(frozen=True, slots=True)
class InPost:
    """Somebody in post on a day. ``since``: when they began in their first post that has not ended since."""

    worker: str
    team: str
    service: str
    post: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Coverage:
    """A team and a course: of those whose post requires it, who has it. ``new``: still within their first months."""

    team: str
    required: Required
    trained: tuple[str, ...]
    missing: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def share(self) -> Share:
        """Of those who should have it by now, those who do."""
        return Share(len(self.trained), len(self.trained) + len(self.missing))


Completed = Mapping[tuple[str, str], Sequence[dt.date]]  # by worker and course, in order


def coverage(posts: Iterable[InPost], completed: Completed, on: dt.date) -> list[Coverage]:
    """Every team and course that some post of it requires, the thinnest cover first."""
    people: dict[tuple[str, str], tuple[list[str], list[str], list[str]]] = {}
    for each in posts:
        for course in required().values():
            if not course.asks(each.post, each.service):
                continue
            has, lacks, new = people.setdefault((each.team, course.course), ([], [], []))
            since = add_months(on, -12 * course.years) or dt.date.min
            if any(since < day <= on for day in completed.get((each.worker, course.course), ())):
                has.append(each.worker)
            elif on <= (add_months(each.since, course.months_to_begin) or on):
                new.append(each.worker)
            else:
                lacks.append(each.worker)
    found = [
        Coverage(team, required()[course], tuple(sorted(has)), tuple(sorted(lacks)), tuple(sorted(new)))
        for (team, course), (has, lacks, new) in people.items()
    ]
    return sorted(found, key=lambda each: (each.share.rate if each.share.of else 2, each.team, each.required.course))


@dataclass(frozen=True, slots=True)
class Screening:
    """A screening as far as training is concerned."""

    key: str
    on: dt.date
    worker: str
    level: str
    is_argued: bool | None
    second_of: str
    agrees: bool | None


@dataclass(slots=True)
class _Tally:
    disagree: list[bool] = field(default_factory=list)
    unanswered: list[bool] = field(default_factory=list)
    unargued: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Screened:
    """How a worker, or a team, screened: levels on which two assessors did not agree, medium or high levels that no
    response of the kind asked met in time, judgements that were not argued."""

    disagree: Share
    unanswered: Share
    unargued: Share

    @property
    def worst(self) -> Share:
        """All three together: judgements in which something was amiss."""
        return added((self.disagree, self.unanswered, self.unargued))


def screened(
    screenings: Iterable[Screening],
    responses: Mapping[str, Sequence[tuple[dt.date, str]]],
    on: dt.date,
    *,
    after: dt.date,
) -> dict[str, Screened]:
    """By worker, how the screenings after ``after`` and by ``on`` were judged and answered.

    What answers a level, and within how long, is the standard's own. A level whose time has not run out says nothing
    yet. When two assessors disagree both are counted, since the record does not say who was right.
    """
    node = LEVELS_ARE_MET_BY_RESPONSES.node
    assert isinstance(node, Within)  # noqa: S101 - it is declared so
    levels, asked = _values(node.start, "level"), _values(node.then, "response_type")
    known = list(screenings)
    worker_of = {each.key: each.worker for each in known}
    tallies: dict[str, _Tally] = {}
    for each in known:
        if not after < each.on <= on:
            continue
        mine = tallies.setdefault(each.worker, _Tally())
        if each.is_argued is not None:
            mine.unargued.append(not each.is_argued)
        if each.second_of and each.agrees is not None:
            for worker in {each.worker, worker_of.get(each.second_of, each.worker)}:
                tallies.setdefault(worker, _Tally()).disagree.append(not each.agrees)
        if each.level in levels:
            due = _due(each.on, node)
            answered = any(kind in asked and day <= (due or day) for day, kind in responses.get(each.key, ()))
            if answered or (due is not None and due < on):
                mine.unanswered.append(not answered)
    tallies.pop("", None)
    return {worker: Screened(*map(_share, (t.disagree, t.unanswered, t.unargued))) for worker, t in tallies.items()}


def together(parts: Iterable[Screened]) -> Screened:
    """Several people's as one: a disagreement of two of them counts for each."""
    found = list(parts)
    return Screened(
        disagree=added(each.disagree for each in found),
        unanswered=added(each.unanswered for each in found),
        unargued=added(each.unargued for each in found),
    )


def stands_out(own: Share, council: Share, *, least: int = 2) -> bool:
    """Whether a share is more than the council's, beyond chance, and of at least a few."""
    low = own.interval[0] if own.interval else 0.0
    return own.found >= least and low > (council.rate or 0.0)


def _values(events: object, column: str) -> frozenset[object]:
    """The values that events of a standard have in a column."""
    assert isinstance(events, Events)  # noqa: S101 - they are declared so
    return frozenset(value for each in events.where if each.column == column for value in each.values)


def _due(day: dt.date, node: Within) -> dt.date | None:
    if node.limit.unit is not Unit.WORKING_DAYS:
        raise ValueError("a response to a level of risk is asked within working days")
    return add_working_days(day, node.limit.number)


def _share(values: Sequence[bool]) -> Share:
    return Share(sum(values), len(values))
