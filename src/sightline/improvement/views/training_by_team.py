"""How teams stand in training: what the record suggests, courses, screenings and supervision, a list to a page.

Who may see what is :class:`sightline.improvement.queries.training.Seen`'s to say: a person's need, and a figure of so
few that it would be somebody's, are for who answers for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.findings.listing import Choice, Filter, Order, listing
from sightline.improvement.models import NeedSource
from sightline.improvement.queries import training as queries
from sightline.improvement.queries.practice_evidence import Evidence, evidence
from sightline.improvement.queries.training import NeedRow, Seen, Suggested, Workforce, seen_by, workforce
from sightline.improvement.themes import Share, added
from sightline.improvement.training import Coverage, Screened, required
from sightline.improvement.views.practice import trail

COVERAGE = ("Team", "Course", "Have it", "Should have it", "Still new in post", "Asked by")
NO_TEAM = "No team on record"


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion with its names. ``say``: the address that says it, the form filled in. ``place``: in the record's
    order."""

    topic: str
    name: str
    team_id: str
    team: str
    person: str
    source: NeedSource
    words: str
    say: str
    place: int

    @property
    def who(self) -> str:
        """The person with their team, or the team."""
        return f"{self.person}, {self.team}" if self.person else self.team


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A team and a course. ``missing``: names of who lacks it, where the reader may see them; ``unnamed``: the rest."""

    team_id: str
    team: str
    course: str
    name: str
    share: Share
    missing: tuple[str, ...]
    unnamed: int
    new: int


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """A team's screenings of two years."""

    team: str
    screened: Screened


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """A team's supervision that fell due in a year: what of it was late or not held."""

    team: str
    share: Share


def suggestions_to(seen: Seen, staff: Workforce, found: Evidence, said: Iterable[NeedRow]) -> list[SuggestionRow]:
    """What the record suggests that the reader may see and nobody has said yet, in the record's order."""
    there = {(each.need.topic, each.need.team_id, each.need.professional_id) for each in said if each.is_open}
    in_post = Counter(each.team for each in staff.posts)
    shown = [
        each
        for each in queries.suggested(staff, found)
        if seen.one(each.team_id, each.professional_id)
        and (each.source is NeedSource.AUDIT or seen.team(each.team_id, in_post[each.team_id]))
        and (each.topic, each.team_id, each.professional_id) not in there
    ]
    return [_suggestion(each, place, staff, found) for place, each in enumerate(shown)]


def _suggestion(each: Suggested, place: int, staff: Workforce, found: Evidence) -> SuggestionRow:
    team = found.team_name(each.team_id) if each.team_id else NO_TEAM
    person = staff.names.get(each.professional_id, each.professional_id)
    asked = {
        "topic": each.topic,
        "team": each.team_id,
        "person": each.professional_id,
        "source": each.source.value,
    }
    say = f"{reverse('practice:say-need')}?{urlencode(asked)}"
    return SuggestionRow(each.topic, each.name, each.team_id, team, person, each.source, each.words, say, place)


def council_courses(staff: Workforce) -> Share:
    """Of everybody whose post requires a course, course by course, how many have it."""
    return added(each.share for each in queries.team_coverage(staff))


def council_supervision(staff: Workforce) -> Share:
    """Of the council's supervision that fell due, what was late or not held."""
    return added(staff.supervision.values())


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def suggested(request: HttpRequest) -> HttpResponse:
    """What the record suggests that nobody has said: of which team, of whom, why?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found, staff, seen = evidence(), workforce(), seen_by(reader)
    rows = suggestions_to(seen, staff, found, queries.needs(None, staff, found))
    context = {
        "listing": listing(
            rows,
            request.GET,
            filters=(
                Filter("team", "Team", _choices((r.team_id, r.team) for r in rows), _of_team),
                Filter("topic", "In what", _choices((r.topic, r.name) for r in rows), _in_topic),
                Filter("whom", "Of whom", (Choice("team", "A team"), Choice("person", "One person")), _of_whom),
            ),
            orders=(
                Order("record", "Teams first, then people, then courses", lambda each: each.place),
                Order("team", "Team", lambda each: (each.team, each.place)),
                Order("topic", "In what", lambda each: (each.name, each.team, each.place)),
            ),
        ),
        "may_manage": reader.may(Permission.PRACTICE_MANAGE),
        "trail": _trail(),
    }
    return render(request, "improvement/practice/training_suggested.html", context)


def _of_team(each: SuggestionRow, value: str) -> bool:
    return each.team_id == value


def _in_topic(each: SuggestionRow, value: str) -> bool:
    return each.topic == value


def _of_whom(each: SuggestionRow, value: str) -> bool:
    return (value == "person") == bool(each.person)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def courses(request: HttpRequest) -> HttpResponse:
    """Of those whose post requires a course, who has it, team by team?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found, staff, seen = evidence(), workforce(), seen_by(reader)
    rows = _courses(staff, found, seen)
    context = {
        "listing": listing(
            rows,
            request.GET,
            filters=(
                Filter("team", "Team", _choices((r.team_id, r.team) for r in rows), lambda r, v: r.team_id == v),
                Filter("course", "Course", _choices((r.course, r.name) for r in rows), lambda r, v: r.course == v),
            ),
            orders=(
                Order("thinnest", "Fewest have it", lambda each: (_rate(each.share), -each.share.of, each.team)),
                Order("team", "Team", lambda each: (each.team, each.name)),
                Order("course", "Course", lambda each: (each.name, _rate(each.share), each.team)),
            ),
        ),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        "courses": required().values(),
        "trail": _trail(),
    }
    return render(request, "improvement/practice/training_courses.html", context)


def _courses(staff: Workforce, found: Evidence, seen: Seen) -> list[CourseRow]:
    """Every team and course; who lacks it only where the reader may see those people's needs."""
    return [
        CourseRow(
            team_id=each.team or "none",
            team=found.team_name(each.team) if each.team else NO_TEAM,
            course=each.required.course,
            name=each.required.name,
            share=each.share,
            missing=tuple(staff.names.get(who, who) for who in each.missing if seen.one(each.team, who)),
            unnamed=sum(not seen.one(each.team, who) for who in each.missing),
            new=len(each.new),
        )
        for each in _shown(staff, seen)
    ]


def _shown(staff: Workforce, seen: Seen) -> list[Coverage]:
    """Coverage but of so few that it would be a figure of somebody."""
    every = queries.team_coverage(staff)
    return [c for c in every if seen.team(c.team, len(c.trained) + len(c.missing) + len(c.new))]


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def coverage_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """Training by team as counts, naming nobody, as a file."""
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:training")
    found = evidence()
    rows = [
        [found.team_name(c.team), c.required.name, c.share.found, c.share.of, len(c.new), c.required.source]
        for c in _shown(workforce(), seen_by(reader))
    ]
    return file_response(kind, "training-by-team", COVERAGE, rows)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def screenings(request: HttpRequest) -> HttpResponse:
    """How alike do people judge the risk of exploitation, and do they answer it in time, team by team?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found, staff, seen = evidence(), workforce(), seen_by(reader)
    by_worker = queries.screened_by(staff)
    people = queries.people_screening(staff, by_worker)
    rows = [
        ScreeningRow(found.team_name(team), each)
        for team, each in queries.screened_by_team(staff, by_worker).items()
        if seen.team(team, people[team])
    ]
    context = {
        "listing": listing(
            rows,
            request.GET,
            orders=(
                Order("unanswered", "Most without a response first", lambda r: _worst_first(r.screened.unanswered, r)),
                Order("disagree", "Most disagreement first", lambda r: _worst_first(r.screened.disagree, r)),
                Order("unargued", "Most not argued first", lambda r: _worst_first(r.screened.unargued, r)),
                Order("team", "Team", lambda each: each.team),
            ),
        ),
        "trail": _trail(),
    }
    return render(request, "improvement/practice/training_screenings.html", context)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def supervised(request: HttpRequest) -> HttpResponse:
    """How much supervision was late or not held, team by team?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found, staff, seen = evidence(), workforce(), seen_by(reader)
    in_post = Counter(each.team for each in staff.posts)
    rows = [
        SupervisionRow(found.team_name(team), each)
        for team, each in staff.supervision.items()
        if team and seen.team(team, in_post[team])
    ]
    context = {
        "listing": listing(
            rows,
            request.GET,
            orders=(
                Order("most", "Most late or not held first", lambda each: _worst_first(each.share, each)),
                Order("team", "Team", lambda each: each.team),
            ),
        ),
        "council": council_supervision(staff),
        "trail": _trail(),
    }
    return render(request, "improvement/practice/training_supervision.html", context)


def _worst_first(share: Share, row: ScreeningRow | SupervisionRow) -> tuple[float, int, str]:
    """The largest share first, of as large the one of most; teams of which there is none come last."""
    return (-share.rate if share.rate is not None else 1.0, -share.of, row.team)


def _rate(share: Share) -> float:
    """A share to sort by, the least first: where nobody should have it yet, last."""
    return share.rate if share.rate is not None else 2.0


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """The values of a filter, each once, in the order of their names."""
    names: Sequence[tuple[str, str]] = sorted(set(pairs), key=lambda each: (each[1], each[0]))
    return tuple(Choice(*each) for each in names)


def _trail() -> list[tuple[str, str]]:
    return trail((reverse("practice:training"), "Training"))
