"""The first page of practice: what is weak, is it better, which loops are open, who needs what, what was learned."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sightline.improvement.practice_closing import LoopState
from sightline.improvement.queries.practice_audits import Programme, programme
from sightline.improvement.queries.practice_evidence import Evidence, evidence
from sightline.improvement.queries.practice_learning import Told, told
from sightline.improvement.queries.practice_loops import LoopRow, Untaken, loops, untaken
from sightline.improvement.queries.training import NeedRow, needs, team_coverage, workforce
from sightline.improvement.themes import Change, Share, ThemeFigures, added
from sightline.improvement.training import Coverage

SHOWN = 5
OF_SOME_SIZE = 4  # people: of fewer, a share of a team says little


@dataclass(frozen=True, slots=True)
class TeamNeeds:
    """How many needs of a team are open: its own, and its people's, whom this does not name."""

    team: str
    name: str
    own: int
    people: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CourseCover:
    """A course: of those whose post requires it, who has it, and the team in which the fewest do ("" where all do)."""

    name: str
    share: Share
    thinnest: str
    thinnest_share: Share | None


@dataclass(frozen=True, slots=True)
class Practice:
    """The page."""

    themes: tuple[ThemeFigures, ...]
    programme: Programme
    open_loops: tuple[LoopRow, ...]
    closed: int
    untaken: tuple[Untaken, ...]
    needs: tuple[TeamNeeds, ...]
    courses: tuple[CourseCover, ...]
    notes: tuple[Told, ...]

    @property
    def better(self) -> int:
        """Themes getting better beyond chance."""
        return sum(each.change is Change.BETTER for each in self.themes)

    @property
    def worse(self) -> int:
        """Themes getting worse beyond chance."""
        return sum(each.change is Change.WORSE for each in self.themes)

    @property
    def oldest(self) -> int:
        """Days the longest open loop has been open; 0 for none."""
        return max((each.stands.age for each in self.open_loops), default=0)


def practice(on: dt.date) -> Practice:
    """Practice as it stands."""
    found, staff = evidence(), workforce()
    every = loops(found, on)
    stood = found.themes_on(on)
    notes = [each for each in told(on) if each.note.withdrawn_at is None]
    return Practice(
        themes=stood,
        programme=programme(found, on),
        open_loops=tuple(each for each in every if each.stands.state.is_open),
        closed=sum(each.stands.state is LoopState.CLOSED for each in every),
        untaken=tuple(untaken(stood, every)),
        needs=tuple(by_team(needs(None, staff, found), found)),
        courses=tuple(_courses(team_coverage(staff), found)),
        notes=tuple(notes[:SHOWN]),
    )


def _courses(rows: Iterable[Coverage], found: Evidence) -> list[CourseCover]:
    """Each course over the whole council, the thinnest cover first; of teams, those of some size."""
    by: dict[str, list[Coverage]] = {}
    for each in rows:
        by.setdefault(each.required.course, []).append(each)
    out = []
    for parts in by.values():
        share = added(each.share for each in parts)
        thin = [each for each in parts if each.team and each.missing and each.share.of >= OF_SOME_SIZE]
        least = min(thin, key=lambda each: (each.share.rate or 0, -each.share.of, each.team), default=None)
        name = found.team_name(least.team) if least else ""
        out.append(CourseCover(parts[0].required.name, share, name, least.share if least else None))
    return sorted(out, key=lambda each: (each.share.rate or 0, each.name))


def by_team(rows: Iterable[NeedRow], found: Evidence) -> list[TeamNeeds]:
    """Open needs counted by team, most first: nobody is named."""
    own: Counter[str] = Counter()
    people: Counter[str] = Counter()
    topics: dict[str, list[str]] = {}
    for each in rows:
        if not each.is_open:
            continue
        (people if each.need.professional_id else own)[each.need.team_id] += 1
        if not each.need.professional_id:
            topics.setdefault(each.need.team_id, []).append(each.topic)
    teams = sorted(own.keys() | people.keys(), key=lambda each: (-own[each] - people[each], found.team_name(each)))
    return [
        TeamNeeds(each, found.team_name(each), own[each], people[each], tuple(dict.fromkeys(topics.get(each, ()))))
        for each in teams
    ]
