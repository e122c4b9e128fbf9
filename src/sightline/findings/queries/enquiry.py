"""The inspection's side: the front page, judgements, lines of enquiry, strengths, the replay and data quality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sightline.charts import Stretch, timeline
from sightline.findings.queries.loaded import Loaded, gravity
from sightline.inspection.standing.report import JudgementFinding, LineFinding, Signal, StandardFinding
from sightline.inspection.standing.rule import Status
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What an inspector would find: the judgements, what stands out gravest first, and what is done well."""

    judgements: tuple[JudgementFinding, ...]
    standing_out: tuple[LineFinding, ...]
    strengths: tuple[str, ...]
    population: tuple[tuple[str, int], ...]


def front_page(loaded: Loaded) -> FrontPage:
    """The front page."""
    found = gravest_first(line for line in loaded.inspection.lines if line.stands_out)
    population = tuple(loaded.inspection.population.items())
    return FrontPage(loaded.inspection.judgements, tuple(found), loaded.inspection.strengths, population)


def gravest_first(lines: Iterable[LineFinding]) -> list[LineFinding]:
    """Lines of enquiry by gravity, then by how long each has stood out."""
    return sorted(lines, key=lambda line: (not line.serious, -line.status, line.since or dt.date.max, line.id))


def judgement(loaded: Loaded, judgement_id: str) -> JudgementFinding | None:
    """A judgement by its id; None when the framework has none."""
    return next((each for each in loaded.inspection.judgements if each.id == judgement_id), None)


def judgements_of(loaded: Loaded, line_id: str) -> list[JudgementFinding]:
    """The judgements a line of enquiry informs."""
    return [each for each in loaded.inspection.judgements if any(line.id == line_id for line in each.lines_of_enquiry)]


@dataclass(frozen=True, slots=True)
class LineStandard:
    """A standard on a line's page, as the inspection found it."""

    standard: Standard
    finding: StandardFinding


@dataclass(frozen=True, slots=True)
class LinePage:
    """A line of enquiry's page: its standards gravest first, and what the record shows that no standard measures."""

    line: LineFinding
    judgements: tuple[JudgementFinding, ...]
    first_on: dt.date | None
    standards: tuple[LineStandard, ...]
    signals: tuple[Signal, ...]


def line_page(loaded: Loaded, line: LineFinding) -> LinePage:
    """The page of a line of enquiry."""
    found = [LineStandard(loaded.standards[each.code], each) for each in line.standards]
    found.sort(key=lambda each: (not each.finding.serious, -each.finding.status, gravity(each.standard)))
    signals = tuple(each for each in loaded.inspection.signals if each.line == line.id)
    return LinePage(line, tuple(judgements_of(loaded, line.id)), first_on(line), tuple(found), signals)


@dataclass(frozen=True, slots=True)
class StoodOut:
    """A line of enquiry in the replay: since when, and how many days that was before the day of the inspection."""

    line: LineFinding
    on: dt.date
    days: int


def first_on(line: LineFinding) -> dt.date | None:
    """The first day of all on which a line stood out; None if it never did.

    The stretch that reaches the last day may begin before the first run long enough to count by itself, when it began
    with shorter ones.
    """
    return min((day for day in (line.first_stood_out, line.since) if day is not None), default=None)


def stood_out(loaded: Loaded) -> list[StoodOut]:
    """The lines that stand out, the one that stood out first leading."""
    found = [
        StoodOut(line, on, (loaded.as_at - on).days)
        for line in loaded.inspection.lines
        if line.stands_out and (on := first_on(line))
    ]
    return sorted(found, key=lambda each: (each.on, each.line.id))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A standard with obligations that cannot be told, and their share of all that have begun."""

    standard: Standard
    unknown: int
    share: float


def unknowns(loaded: Loaded) -> list[Unknown]:
    """The standards about which the record most often cannot tell."""
    found = []
    for each in loaded.inspection.data_quality.unknown:
        if (standard := loaded.standards.get(each.code)) and each.unknown:
            counts = loaded.standing.counts(each.code)
            begun = counts.fell_due + counts.not_yet_due + counts.unknown
            found.append(Unknown(standard, each.unknown, each.unknown / max(begun, each.unknown)))
    return sorted(found, key=lambda each: (-each.unknown, each.standard.code))


def strong_standards(loaded: Loaded) -> list[LineStandard]:
    """Standards the inspection found strong, with what it rests on, the most often due leading."""
    found = [
        LineStandard(loaded.standards[code], finding)
        for code, finding in loaded.findings.items()
        if finding.status is Status.STRONG
    ]
    return sorted(found, key=lambda each: (-each.finding.due, each.standard.code))


def stood_out_drawing(loaded: Loaded, found: list[StoodOut]) -> str:
    """The replay drawn, from the year the first finding could be seen; "" when nothing stands out."""
    if not found:
        return ""
    first, last = dt.date(found[0].on.year, 1, 1), loaded.as_at
    words = " ".join(f"{each.line.title}: {each.on.day} {each.on:%B %Y}." for each in found)
    rows = [Stretch(each.line.title, each.on, each.line.since) for each in found]
    return timeline("stood-out", "When each finding first stood out", words, rows, first, last)


@dataclass(frozen=True, slots=True)
class Unasked:
    """A standard this source cannot answer, and the columns of the record it lacks."""

    standard: Standard
    missing: tuple[str, ...]


def not_assessable(loaded: Loaded) -> list[Unasked]:
    """The standards this source cannot answer."""
    return [Unasked(loaded.standards[code], missing) for code, missing in sorted(loaded.not_assessable.items())]
