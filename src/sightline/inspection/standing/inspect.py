"""The inspection: an extract, a day and a framework in; what an inspector would find out.

Nothing after ``as_at`` is used. Verdicts follow from the dates of obligations; population and signals filter by date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from sightline.engines.base import Engine
from sightline.inspection.framework import Framework
from sightline.inspection.standing import words
from sightline.inspection.standing.bases import bases_of
from sightline.inspection.standing.clocks import Clocks, clocks_from, date_of, day_number
from sightline.inspection.standing.currency import beyond, newest_row_on
from sightline.inspection.standing.enquiry import WeighedLine, since, weigh_lines
from sightline.inspection.standing.evaluating import Owed, assessable, one_a_code, owed_by
from sightline.inspection.standing.judge import judge, overall
from sightline.inspection.standing.measures import InView, Measure, in_view, measure
from sightline.inspection.standing.population import population
from sightline.inspection.standing.report import (
    DataQuality,
    Inspection,
    LineFinding,
    NotAssessable,
    RefusalCount,
    Series,
    Signal,
    StandardFinding,
    TeamFigure,
    UnknownCount,
)
from sightline.inspection.standing.rule import Grade, Rule, Status, load_rule
from sightline.inspection.standing.signals import plans_over_time, signals
from sightline.inspection.standing.weighing import Weighed, weigh, wilson
from sightline.sources.extract import Extract, refusals_by_reason
from sightline.standards.mending import can_be_put_right
from sightline.standards.needs import missing_columns
from sightline.standards.nodes import Judgement
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

HISTORY_YEARS = 10
NO_ROW = "No row was read: the source is empty, or its files hold their headers alone. Nothing can be said of it."
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted straight from the record: who there is, and what no standard measures."""

    population: dict[str, int]
    signals: tuple[Signal, ...]
    series: tuple[Series, ...]


def counted_from(extract: Extract, as_at: dt.date) -> Counted:
    """The counts of ``extract`` as at the end of the day ``as_at``."""
    plans = plans_over_time(extract, as_at)
    return Counted(population(extract, as_at), signals(extract, as_at), () if plans is None else (plans,))


@dataclass(frozen=True, slots=True)
class WeighedRecord:
    """An extract weighed on every day to ``as_at``: what the inspection, the replay and the detection figures share."""

    extract: Extract
    as_at: dt.date
    standards: tuple[Standard, ...]
    owed: Owed
    clocks: Clocks
    view: InView
    measures: tuple[Measure, ...]
    weighed: Weighed
    lines: dict[str, WeighedLine]
    rule: Rule


def inspect(
    extract: Extract,
    as_at: dt.date,
    framework: Framework,
    engine: Engine,
    standards: Sequence[Standard],
    *,
    known_at: dt.datetime | None = None,
    rule: Rule | None = None,
    progress: Progress = lambda _: None,
) -> Inspection:
    """What an inspector would find as at the end of ``as_at``.

    ``standards`` are the catalogue's and the council's own. ``known_at`` is carried into the report; an extract holds
    what was known when it was made. ``progress`` is told each step in words.
    """
    with ThreadPoolExecutor(1) as aside:  # these need no obligations, and seldom both processors are busy
        counted = aside.submit(counted_from, extract, as_at)
        record = weigh_record(extract, as_at, engine, standards, rule=rule, progress=progress)
        return conclude(record, framework, standards, known_at=known_at, counted=counted.result(), progress=progress)


def weigh_record(
    extract: Extract,
    as_at: dt.date,
    engine: Engine,
    standards: Sequence[Standard],
    *,
    rule: Rule | None = None,
    progress: Progress = lambda _: None,
) -> WeighedRecord:
    """Evaluate the assessable standards and weigh them on each day of the ten years to ``as_at``."""
    rule = rule or load_rule()
    asked = assessable(extract, standards)
    progress("Holding the record against the standards")
    owed = owed_by(engine, extract, asked)
    asked = one_a_code(asked, as_at)
    clocks = clocks_from(owed.numbered, asked)
    progress("Weighing each day of the record")
    bases = bases_of(extract, clocks)
    last = day_number(as_at)
    weighed = weigh(clocks, last - round(HISTORY_YEARS * 365.25), last, rule, bases)
    view = in_view(clocks, last, rule)
    figures = tuple(measure(clocks, view, rule, bases))
    return WeighedRecord(
        extract, as_at, asked, owed, clocks, view, figures, weighed, weigh_lines(asked, weighed, rule), rule
    )


def conclude(
    record: WeighedRecord,
    framework: Framework,
    standards: Sequence[Standard],
    *,
    known_at: dt.datetime | None = None,
    counted: Counted | None = None,
    progress: Progress = lambda _: None,
) -> Inspection:
    """The inspection's findings, grades, strengths and limits from a weighing, and ``counted`` if it is at hand."""
    progress("Putting findings into words")
    extract, as_at = record.extract, record.as_at
    findings = _standard_findings(record)
    lines = {each.line.id: _line_finding(each, findings, record.rule) for each in record.lines.values()}
    judgements = judge(framework, lines, {each.code: each for each in record.standards}, extract, as_at, record.rule)
    newest = newest_row_on(extract, as_at)
    why_not = beyond(newest, as_at)
    if why_not is not None:
        judgements = tuple(
            replace(each, indicative_grade=Grade.NOT_ASSESSABLE, reasons=(why_not,)) for each in judgements
        )
    headline = overall(framework, judgements)
    notes = tuple(each for each in (*extract.notes, NO_ROW if not extract.row_count else None, why_not) if each)
    counted = counted or counted_from(extract, as_at)
    return Inspection(
        as_at=as_at,
        known_at=known_at,
        framework=framework.id,
        framework_name=framework.name,
        population=counted.population,
        judgements=judgements,
        overall=headline.grade,
        overall_reasons=(why_not,) if why_not is not None and headline.grade is not None else headline.reasons,
        strengths=_strengths(findings, record.rule.serious.children),
        data_quality=_data_quality(extract, standards, findings, newest, notes),
        signals=counted.signals,
        series=counted.series,
    )


def _standard_findings(record: WeighedRecord) -> list[StandardFinding]:
    names = _team_names(record.extract)
    keys = record.clocks.subjects
    found = []
    for row, (standard, figure) in enumerate(zip(record.standards, record.measures, strict=True)):
        status = Status(int(record.weighed.status[row, -1]))
        serious = bool(record.weighed.serious[row, -1])
        teams = tuple(
            TeamFigure(code := record.clocks.teams[each.team], names.get(code, code), each.in_breach, each.applies)
            for each in figure.teams
        )
        flags = (record.weighed.status[row] >= Status.WEAK) | record.weighed.serious[row]
        low, high = wilson(figure.met, figure.due, record.rule.interval_z)
        found.append(
            StandardFinding(
                code=standard.code,
                sentence=standard.sentence,
                harm=standard.harm,
                subject_kind=standard.subject_kind,
                due=figure.due,
                met=figure.met,
                breached_open=figure.breached_open,
                breached_late=figure.breached_late,
                not_yet_due=figure.not_yet_due,
                unknown=figure.unknown,
                rate=figure.met / figure.due if figure.due else None,
                low=float(np.asarray(low)),
                high=float(np.asarray(high)),
                subjects=tuple(keys.take(list(figure.subjects)).to_pylist()) if figure.subjects else (),
                standing=figure.standing,
                long_standing=figure.long_standing,
                applies=figure.applies,
                longest_overdue_days=figure.longest_overdue_days,
                teams=teams,
                status=status,
                serious=serious,
                since=since(flags, record.weighed.first, record.rule),
                words=words.of_standard(standard, figure, status, serious, teams),
                exceptions=_exceptions(standard, figure, status, serious, teams),
                is_of_the_record=not can_be_put_right(standard),
            )
        )
    return found


def _exceptions(
    standard: Standard, figure: Measure, status: Status, serious: bool, teams: tuple[TeamFigure, ...]
) -> str:
    """A share says how a service does; a child unsafe today is one child, however strong the share."""
    holds = status in (Status.STRONG, Status.SOUND, Status.TOO_FEW_TO_TELL) and not serious
    unsafe = standard.harm is Harm.SAFETY and standard.subject_kind is SubjectKind.CHILD and figure.standing > 0
    return words.missed_words(standard, figure, teams) if holds and unsafe else ""


def _line_finding(line: WeighedLine, findings: Sequence[StandardFinding], rule: Rule) -> LineFinding:
    mine = tuple(findings[row] for row in line.positions)
    status = Status(int(line.status[-1]))
    began = line.since(rule)
    return LineFinding(
        id=line.line.id,
        title=line.line.title,
        question=line.line.question,
        f_number=line.line.f_number,
        finding=(finding := words.of_line(mine, status, began, date_of(line.first))),
        status=status,
        serious=bool(line.serious[-1]),
        since=began,
        first_stood_out=(first := line.first_stood_out(rule)),
        standards=mine,
        headline=words.headline(mine, finding),
        may_be_older=first is not None and first <= date_of(line.first),
    )


def _strengths(findings: Sequence[StandardFinding], fewest: int, most: int = 12) -> tuple[str, ...]:
    strong = [
        each
        for each in findings
        if each.status is Status.STRONG
        and not each.serious
        and each.due >= 10
        and each.harm is not Harm.DATA
        and (each.harm is not Harm.SAFETY or each.standing < fewest)
    ]
    strong.sort(key=lambda each: (list(Harm).index(each.harm), -each.low, each.code))
    return tuple(words.strength(each) for each in strong[:most])


def _data_quality(
    extract: Extract,
    standards: Sequence[Standard],
    findings: Sequence[StandardFinding],
    newest: dt.date | None,
    notes: tuple[str, ...],
) -> DataQuality:
    refused = refusals_by_reason(extract)
    unanswered = [
        NotAssessable(each.code, each.sentence, tuple(f"{table}.{column}" for table, column in missing))
        for each in standards
        if not isinstance(each.node, Judgement) and (missing := missing_columns(each, extract.supplied))
    ]
    return DataQuality(
        source=extract.source,
        rows=extract.row_count,
        refused_total=max(extract.refused_total, len(extract.refusals)),
        refusals=tuple(
            RefusalCount(file, column, reason, len(lines), tuple(line for line in lines if line))
            for (file, column, reason), lines in sorted(refused.items(), key=lambda each: (-len(each[1]), each[0]))
        ),
        unknown=tuple(
            UnknownCount(each.code, each.unknown)
            for each in sorted(findings, key=lambda each: (-each.unknown, each.code))
            if each.unknown
        ),
        not_assessable=tuple(unanswered),
        newest_row_on=newest,
        notes=notes,
    )


def _team_names(extract: Extract) -> dict[str, str]:
    rows = extract.tables["teams"]
    pairs = zip(rows["team_id"].to_pylist(), rows["name"].to_pylist(), strict=True)
    return {key: name or key for key, name in pairs if key is not None}
