"""The inspection as text: readable at 80 columns, in black and white, and by a screen reader from top to bottom."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from sightline.inspection.standing.report import Inspection, JudgementFinding, LineFinding
from sightline.inspection.standing.rule import NOT_OFSTEDS, Grade, Status
from sightline.inspection.standing.words import long_date

WIDTH = 80
COLOURS = {
    Grade.OUTSTANDING: "32",
    Grade.GOOD: "32",
    Grade.REQUIRES_IMPROVEMENT: "33",
    Grade.INADEQUATE: "31",
    Grade.NOT_ASSESSABLE: "2",
}


def render_text(inspection: Inspection, *, colour: bool = False) -> str:
    """The whole report. ``colour`` adds terminal colours to the grades, which are always also words."""
    out: list[str] = []
    out += _heading(f"What an inspector would find, as at {long_date(inspection.as_at)}", "=")
    if inspection.known_at:
        out += _para(f"As known at {long_date(inspection.known_at.date())}, {inspection.known_at:%H:%M}.")
    out += _para(f"Framework: {inspection.framework_name}. Source: {inspection.data_quality.source}.")
    for note in inspection.data_quality.notes:
        out += _para(note)
    out += _para(NOT_OFSTEDS)
    out += _grades(inspection, colour)
    out += _heading("Who the council was responsible for", "-")
    out += _figures(list(inspection.population.items()))
    for judgement in inspection.judgements:
        out += _judgement(judgement, colour)
    out += _first_stood_out(inspection)
    out += _heading("What else the record shows", "-")
    for series in inspection.series:
        out += _para(f"{series.title}: {series.words}")
    for signal in inspection.signals:
        out += _para(signal.words)
    out += _heading("Strengths", "-")
    out += [line for each in inspection.strengths for line in _bullet(each)] or _para("None stands out in the record.")
    out += ["", *_quality(inspection)]
    return "\n".join(out).rstrip() + "\n"


def _grades(inspection: Inspection, colour: bool) -> Iterator[str]:
    yield from _heading("Indicative grades", "-")
    for each in inspection.judgements:
        name = f"{each.no} {each.name}" + (" (key)" if each.key and _has_subs(inspection) else "")
        yield from _row(name, each.indicative_grade, colour)
    if inspection.overall is not None:
        yield from _row("Overall", inspection.overall, colour)
    yield ""
    for reason in inspection.overall_reasons:
        yield from _para(reason)


def _has_subs(inspection: Inspection) -> bool:
    return any(not each.key for each in inspection.judgements)


def _row(name: str, grade: Grade, colour: bool) -> Iterator[str]:
    lines = textwrap.wrap(name, 54)
    value = f"\x1b[{COLOURS[grade]}m{grade.value}\x1b[0m" if colour else grade.value
    yield f"{lines[0]:<56}{value}"
    yield from (f"  {line}" for line in lines[1:])


def _judgement(judgement: JudgementFinding, colour: bool) -> Iterator[str]:
    yield from _heading(f"{judgement.no} {judgement.name}", "-")
    grade = judgement.indicative_grade
    shown = f"\x1b[{COLOURS[grade]}m{grade.value}\x1b[0m" if colour else grade.value
    yield f"Indicated: {shown}"
    yield ""
    for reason in judgement.reasons:
        yield from _bullet(reason)
    yield ""
    for line in judgement.lines_of_enquiry:
        yield from _line_of_enquiry(line)


def _line_of_enquiry(line: LineFinding) -> Iterator[str]:
    mark = "SERIOUS" if line.serious else line.status.words.upper()
    yield from textwrap.wrap(f"{line.title} [{mark}]", WIDTH)
    if line.status is not Status.NOT_ASSESSABLE:
        yield from textwrap.wrap(line.question, WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    yield from textwrap.wrap(line.finding, WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    yield ""


def _first_stood_out(inspection: Inspection) -> Iterator[str]:
    dated = [each for each in inspection.lines if each.first_stood_out is not None]
    if not dated:
        return
    yield from _heading("When each first stood out in the record", "-")
    yield f"{'first stood out':<20}{'has stood since':<20}line of enquiry"
    for each in sorted(dated, key=lambda line: (str(line.first_stood_out), line.id)):
        first = long_date(each.first_stood_out) if each.first_stood_out else ""
        since = long_date(each.since) if each.since else "has passed"
        mark = "*" if each.may_be_older else ""
        lines = textwrap.wrap(each.title, WIDTH - 44)
        yield f"{first + mark:<20}{since:<20}{each.f_number or '':<4}{lines[0]}"
        yield from (f"{'':<44}{line}" for line in lines[1:])
    yield ""
    if any(each.may_be_older for each in dated):
        yield from _para("* Or before: it stood out on the first day that was weighed.")


def _quality(inspection: Inspection) -> Iterator[str]:
    quality = inspection.data_quality
    yield from _heading("What this rests on", "-")
    yield from _figures(
        [
            ("Rows read", quality.rows),
            ("Rows or values refused", quality.refused_total),
            ("Obligations that cannot be told (a date is missing)", sum(each.unknown for each in quality.unknown)),
            ("Standards this source cannot answer", len(quality.not_assessable)),
        ]
    )
    for refused in quality.refusals[:10]:
        where = ", ".join(each for each in (refused.file, refused.column, refused.where) if each)
        yield from _bullet(f"{refused.count_words} refused in {where}: {refused.reason}")
    for lacking in quality.not_assessable[:10]:
        yield from _bullet(f"{lacking.code} is not assessable: no {', '.join(lacking.missing[:3])}")
    if len(quality.not_assessable) > 10:
        yield from _bullet(f"and {len(quality.not_assessable) - 10} more, listed in the JSON and HTML reports")


def _heading(words: str, under: str) -> list[str]:
    lines = textwrap.wrap(words, WIDTH)
    return ["", *lines, under * max(map(len, lines)), ""]


def _para(words: str) -> list[str]:
    return [*textwrap.wrap(words, WIDTH), ""]


def _bullet(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="* ", subsequent_indent="  ")


def _figures(rows: Sequence[tuple[str, int]]) -> list[str]:
    return [*(f"{name:<56}{number:>9,}" for name, number in rows), ""]
