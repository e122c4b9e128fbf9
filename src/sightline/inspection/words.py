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

from sightline.inspection.measures import Measure
from sightline.inspection.report import StandardFinding, TeamFigure
from sightline.inspection.rule import Status
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
    with (resources.files("sightline.inspection") / "phrases.toml").open("rb") as file:
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
    if status is Status.NOT_ASSESSABLE:
        return f"too few to weigh ({figure.due}): {_lower(standard.sentence)}"
    if status in (Status.STRONG, Status.SOUND) and not serious:
        return f"{_kept(standard, figure)}: {_lower(standard.sentence)}"
    return missed_words(standard, figure, teams)


def missed_words(standard: Standard, figure: Measure, teams: Sequence[TeamFigure]) -> str:
    """What was missed of one standard, as a clause, whether or not it is a weakness."""
    missed = figure.due - figure.met
    fields = {
        "standing": f"{figure.standing:,}",
        "applies": f"{figure.applies:,}",
        "missed": f"{missed:,}",
        "due": f"{figure.due:,}",
        "pct_missed": percent(missed / figure.due) if figure.due else "none",
        "who": people(standard.subject_kind, figure.applies),
    }
    phrase = phrases().get(standard.code) or (
        "{missed} of {due} fell short of this: " + _lower(standard.sentence).replace("{", "").replace("}", "")
    )
    where = _where(teams, figure) if "{standing}" in phrase else ""
    return phrase.format(**fields) + where


def of_line(findings: Sequence[StandardFinding], status: Status, since: dt.date | None, first: dt.date) -> str:
    """The finding of a line of enquiry: its weaknesses, worst first, or what holds.

    ``first`` is the first day weighed: what stood out from then on may have done so for longer.
    """
    if status is Status.NOT_ASSESSABLE:
        if not findings:
            return "Not assessable from this source."
        return "Too little happened in twelve months to weigh."
    bad = [each for each in findings if each.serious or each.status in (Status.WEAK, Status.FAILING)]
    bad.sort(key=lambda each: (not each.serious, -each.status, -each.long_standing, each.code))
    good = [each for each in findings if each.status in (Status.STRONG, Status.SOUND)]
    good.sort(key=lambda each: (list(Harm).index(each.harm), -each.due, each.code))
    holds = "Holds: " + "; ".join(each.words for each in good[:3]) + "."
    few = [each.exceptions for each in good if each.exceptions]
    if few:
        holds += f" Few, but each is a child to look at now: {'; '.join(few[:2])}."
    if not bad:
        return holds
    text = "; ".join(each.words for each in bad) + "."
    text = text[0].upper() + text[1:]
    if since is None:
        return f"{holds} Not so: {text[0].lower()}{text[1:]}"
    if few:
        text += f" Fewer, but each is a child to look at now: {'; '.join(few[:2])}."
    if since <= first:
        return f"{text} It has stood out for as long as the record was weighed, from {long_date(first)}."
    return f"{text} It has stood out in the record since {long_date(since)}."


def strength(finding: StandardFinding) -> str:
    """A strength, as a sentence."""
    return finding.words[0].upper() + finding.words[1:] + "."


def _kept(standard: Standard, figure: Measure) -> str:
    if figure.due:
        return f"{percent(figure.met / figure.due)} of {figure.due:,} kept"
    return f"{figure.applies - figure.standing:,} of {figure.applies:,} {people(standard.subject_kind, figure.applies)}"


def _where(teams: Sequence[TeamFigure], figure: Measure) -> str:
    if not teams or figure.standing < 2:
        return ""
    worst = teams[0]
    if worst.in_breach < 2 or 2 * worst.in_breach < figure.standing or worst.applies < worst.in_breach:
        return ""
    return f", {worst.in_breach:,} of them among the {worst.applies:,} of {worst.team}"


def _lower(sentence: str) -> str:
    text = sentence.strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]  # an abbreviation keeps its capitals
