"""What a question of an inquiry comes down to: standards, whose duties, the reports that would have told, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.findings.queries.loaded import Loaded
from sightline.improvement.inquiry_few import told
from sightline.improvement.models import Inquiry
from sightline.inspection.standing.lines import LINES, Line
from sightline.inspection.standing.words import people
from sightline.record.codes import CODE_SETS
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class Scope:
    """A question as it is asked of one record.

    ``kind``: whom it counts: children wherever a standard is about them. ``teams``: whose duties, None for the whole
    council's; ``of``: those in words, "" for the whole council. ``last``: the end of the stretch, or the day of the
    record where that is earlier.
    """

    title: str
    standards: tuple[Standard, ...]
    lines: tuple[Line, ...]
    kind: SubjectKind
    teams: frozenset[str] | None
    of: str
    first: dt.date
    last: dt.date

    @property
    def codes(self) -> tuple[str, ...]:
        """The standards' codes."""
        return tuple(each.code for each in self.standards)

    @property
    def is_empty(self) -> bool:
        """Whether the stretch begins after the record ends, or no standard is left of it."""
        return self.last < self.first or not self.standards

    @property
    def topics(self) -> frozenset[str]:
        """The subjects of reports that would have told of it."""
        return frozenset(topic for line in self.lines for topic in line.told_by)

    def counted(self, number: int) -> str:
        """*172 children* of the teams asked about, to agree with the number; *fewer than five* for a few."""
        of = f" of {self.of}" if self.of else ""
        words = self.told(number)
        return f"{words} {people(self.kind, 1 if words == '1' else 2)}{of}"

    def told(self, number: int) -> str:
        """A number of whom it counts: of people, so that it is never about one of them."""
        return told(number) if self.kind in (SubjectKind.CHILD, SubjectKind.WORKER) else f"{number:,}"


def scope_of(loaded: Loaded, inquiry: Inquiry) -> Scope:
    """``inquiry`` as asked of ``loaded``; standards the catalogue no longer has are left out."""
    if inquiry.line:
        standards = tuple(each for each in loaded.standards.values() if inquiry.line in each.lines)
        lines = tuple(LINES[each] for each in (inquiry.line,) if each in LINES)
    else:
        standards = tuple(loaded.standards[code] for code in inquiry.standards if code in loaded.standards)
        lines = tuple(line for line in LINES.values() if any(line.id in each.lines for each in standards))
    kinds = [each.subject_kind for each in standards]
    kind = SubjectKind.CHILD if SubjectKind.CHILD in kinds or not kinds else kinds[0]
    teams, of = _teams(loaded, inquiry)
    last = min(inquiry.until, loaded.as_at)
    return Scope(inquiry.title, standards, lines, kind, teams, of, inquiry.since, last)


def _teams(loaded: Loaded, inquiry: Inquiry) -> tuple[frozenset[str] | None, str]:
    if inquiry.team_id:
        return frozenset({inquiry.team_id}), loaded.people.team_name(inquiry.team_id)
    if inquiry.service:
        name = CODE_SETS["service"].meanings.get(inquiry.service, inquiry.service)
        teams = frozenset(key for key, team in loaded.people.teams.items() if team.service == name)
        return teams, f"the {name}" if name.endswith("service") else name
    return None, ""


def asked_words(loaded: Loaded, inquiry: Inquiry) -> str:
    """What is asked about, in words: the line of enquiry or the standards, and whose."""
    scope = scope_of(loaded, inquiry)
    if inquiry.line:
        what = scope.lines[0].title if scope.lines else inquiry.line
    else:
        what = "; ".join(each.sentence.rstrip(".") for each in scope.standards)
    return f"{what}. {'Of ' + scope.of if scope.of else 'The whole council'}."


def written(at: dt.datetime) -> tuple[dt.date, dt.datetime | None]:
    """The day and instant of something written down here at ``at``.

    A demonstration stands on a day in the past: what is written in it is of that day, and its instant says nothing.
    """
    day, today = at.astimezone(clock.LONDON).date(), clock.today()
    return (day, at) if day <= today else (today, None)
