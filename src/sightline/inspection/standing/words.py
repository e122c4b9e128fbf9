"""Findings in words: the numbers first, then where they are worst, then since when.

A phrase names what was missed in the field's own terms. Standards without one of their own are told through their
sentence. Nothing here names a person; teams are named, workers and children are counted.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from sightline.inspection.standing.measures import Measure
from sightline.inspection.standing.report import StandardFinding, TeamFigure
from sightline.inspection.standing.rule import Status, load_rule
from sightline.standards.mending import can_be_put_right
from sightline.standards.nodes import AtMostAtOnce, Never, Throughout
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

PEOPLE: Mapping[SubjectKind, tuple[str, str]] = MappingProxyType(
    {
        SubjectKind.CHILD: ("child", "children"),
        SubjectKind.WORKER: ("worker", "workers"),
        SubjectKind.CARER: ("foster carer", "foster carers"),
        SubjectKind.TEAM: ("team", "teams"),
        SubjectKind.COUNCIL: ("council", "councils"),
    }
)


@cache
def phrases() -> Mapping[str, str]:
    """The phrase of each standard that has one of its own, by code (``phrases.toml``)."""
    with (resources.files("sightline.inspection.standing") / "phrases.toml").open("rb") as file:
        return MappingProxyType(tomllib.load(file))


def people(kind: SubjectKind, number: int) -> str:
    """*child* or *children*, *worker* or *workers*, to agree with ``number``."""
    return PEOPLE[kind][number != 1]


def percent(part: float) -> str:
    """A share as a whole percentage; never rounded to 100% or 0% when it is not."""
    if 0 < part < 0.005:
        return "under 1%"
    if 0.995 < part < 1:
        return "over 99%"
    return f"{round(part * 100)}%"


def long_date(day: dt.date) -> str:
    """As *14 November 2016*."""
    return f"{day.day} {day:%B %Y}"


def of_standard(standard: Standard, figure: Measure, status: Status, serious: bool, teams: Sequence[TeamFigure]) -> str:
    """What was found of one standard, as a clause."""
    if serious or status in (Status.WEAK, Status.FAILING):
        return missed_words(standard, figure, teams)
    if status is Status.NOT_ASSESSABLE:
        return f"too few to weigh ({figure.due}): {_lower(standard.sentence)}"
    if status is Status.TOO_FEW_TO_TELL:
        return f"{_met(standard, figure, 'numbers')}: {_lower(standard.sentence)}"
    return f"{_met(standard, figure, 'share')}: {_lower(standard.sentence)}"


def missed_words(standard: Standard, figure: Measure, teams: Sequence[TeamFigure]) -> str:
    """What was missed of one standard, as a clause, whether or not it is a weakness.

    A phrase that tells only of today says nothing where nobody stands in breach today: the year's figure is told then.
    """
    missed = figure.due - figure.met
    fields = {
        "standing": f"{figure.standing:,}",
        "applies": f"{figure.applies:,}",
        "missed": f"{missed:,}",
        "due": f"{figure.due:,}",
        "pct_missed": percent(missed / figure.due) if figure.due else "none",
        "who": people(standard.subject_kind, figure.applies),
        "times": "time" if figure.due == 1 else "times",
    }
    phrase = phrases().get(standard.code)
    if phrase is None or ("{standing}" in phrase and "{missed}" not in phrase and not figure.standing):
        asked = _lower(standard.sentence).replace("{", "").replace("}", "")
        timed = _is_done_by_a_day(standard)
        phrase = (
            "{missed} of {due} missed or late: " if timed else "not as it should be in {missed} of {due}: "
        ) + asked
    if missed == figure.due == 1:
        phrase = phrase.replace("{missed} of {due} {times}", "once")
    where = _where(teams, figure) if "{standing}" in phrase else ""
    return phrase.format(**fields) + where


def of_line(findings: Sequence[StandardFinding], status: Status, since: dt.date | None, first: dt.date) -> str:
    """The finding of a line of enquiry: its weaknesses, gravest first, a sentence each; or what holds.

    ``first`` is the first day weighed: what stood out from then on may have done so for longer.
    """
    if status is Status.NOT_ASSESSABLE:
        if not findings:
            return "Not assessable from this source."
        return "Too little happened in twelve months to weigh."
    bad = _gravest_first(findings)
    good = _weightiest(findings, Status.STRONG, Status.SOUND)
    unclear = _weightiest(findings, Status.TOO_FEW_TO_TELL)
    holds = [f"Holds: {'; '.join(each.words for each in good[:3])}."] if good else []
    if unclear:
        holds.append(f"Too few to tell: {'; '.join(each.words for each in unclear[:3])}.")
    few = [each.exceptions for each in (*good, *unclear) if each.exceptions][:2]
    if not bad:
        if few:
            holds.append(f"Few, but each is a child to look at now: {'; '.join(few)}.")
        return " ".join(holds)
    text = " ".join(f"{_upper(each.words)}." for each in bad)
    if since is None:
        return " ".join([*holds, f"Not so: {text[0].lower()}{text[1:]}"])
    if few:
        text += f" Fewer, but each is a child to look at now: {'; '.join(few)}."
    return f"{text} {stood_out_since(since, first)}"


def headline(findings: Sequence[StandardFinding], finding: str) -> str:
    """The finding in one breath: the gravest weakness and how many more there are; ``finding`` where there is none."""
    bad = _gravest_first(findings)
    if len(bad) < 2:
        return f"{_upper(bad[0].words)}." if bad else finding
    rest = len(bad) - 1
    return f"{_upper(bad[0].words)}. And {rest} more {'weakness' if rest == 1 else 'weaknesses'}."


def stood_out_since(since: dt.date, first: dt.date) -> str:
    """Since when a line has stood out, as a sentence."""
    if since <= first:
        return f"It has stood out for as long as the record was weighed, from {long_date(first)}."
    return f"It has stood out in the record since {long_date(since)}."


def day_or_before(day: dt.date, first: dt.date) -> str:
    """A day on which something stood out. What did so on the ``first`` day weighed may have begun long before it."""
    return f"on or before {long_date(day)}" if day <= first else long_date(day)


def _gravest_first(findings: Sequence[StandardFinding]) -> list[StandardFinding]:
    bad = [each for each in findings if each.is_weak]
    return sorted(bad, key=lambda each: (not each.serious, -each.status, -each.long_standing, each.code))


def _weightiest(findings: Sequence[StandardFinding], *wanted: Status) -> list[StandardFinding]:
    found = [each for each in findings if each.status in wanted and not each.serious]
    return sorted(found, key=lambda each: (list(Harm).index(each.harm), -each.due, each.code))


def strength(finding: StandardFinding) -> str:
    """A strength, as a sentence."""
    return f"{_upper(finding.words)}."


def _met(standard: Standard, figure: Measure, told_as: Literal["share", "numbers"]) -> str:
    """How often it was met in the year; of whom it holds today where that is what it was weighed by."""
    council = standard.subject_kind is SubjectKind.COUNCIL
    over_year = figure.due >= (1 if council else load_rule().standard.least_cases)
    today = figure.applies - figure.standing
    if (isinstance(standard.node, Never) and figure.applies) or not over_year:
        return f"{today:,} of {figure.applies:,} {people(standard.subject_kind, figure.applies)}"
    often = f"{figure.met:,}" if told_as == "numbers" else percent(figure.met / figure.due)
    if _is_done_by_a_day(standard):
        return f"{often} of {figure.due:,} done in time"
    return f"as it should be in {often} of {figure.due:,} {'case' if figure.due == 1 else 'cases'}"


def _is_done_by_a_day(standard: Standard) -> bool:
    """Whether the standard asks that something be done by a day, and not how it is or that a state should hold."""
    return can_be_put_right(standard) and not isinstance(standard.node, Never | Throughout | AtMostAtOnce)


def _where(teams: Sequence[TeamFigure], figure: Measure) -> str:
    if not teams or figure.standing < 2:
        return ""
    worst = teams[0]
    if worst.in_breach < 2 or 2 * worst.in_breach < figure.standing or worst.applies < worst.in_breach:
        return ""
    return f", {worst.in_breach:,} of them among the {worst.applies:,} of {worst.team}"


def _upper(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


def _lower(sentence: str) -> str:
    text = sentence.strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]  # an abbreviation keeps its capitals
