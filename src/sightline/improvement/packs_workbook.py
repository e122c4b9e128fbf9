"""The papers of a board as a workbook in which no text can be run as a formula: a sheet for each part."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format

from sightline.casework.workbooks import SAFE, WIDEST
from sightline.improvement.packs_document import ActionLine, BoardPack

Row = Sequence[str]


def render_workbook(pack: BoardPack, made_on: dt.date) -> bytes:
    """The pack as XLSX: the same bytes for the same pack, since it says it was made on that day and at no hour."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties(
            {
                "title": f"{pack.board}: {pack.title}",
                "author": pack.council,
                "created": dt.datetime(made_on.year, made_on.month, made_on.day),  # noqa: DTZ001 - a day
            }
        )
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name, columns, rows in _sheets(pack):
            _sheet(book, name, columns, rows, head, cell)
    return out.getvalue()


def _sheets(pack: BoardPack) -> Iterable[tuple[str, Row, Iterable[Row]]]:
    about = [
        ("Board", pack.board),
        ("Council", pack.council),
        ("Papers", pack.title),
        ("Edition", f"{pack.edition}, made {pack.made_on}"),
        ("For whom", pack.audience.label),
        *((("Changed since the last", pack.what_changed),) if pack.what_changed else ()),
        *((("Invented", "Every child, family and member of staff here is invented"),) if pack.is_invented else ()),
        *((each.label, each.words) for each in (*pack.facts, *pack.in_short)),
        *(("What limits it", each) for each in pack.limits),
        *((each.label, each.words) for each in pack.rests_on),
    ]
    yield "About", ("What", "Is"), about
    yield (
        "Agenda",
        ("Number", "Item", "What is asked", "Brought by", "From"),
        [(str(each.number), each.title, each.words, each.led_by, each.kind) for each in pack.agenda],
    )
    yield (
        "Closed over a measure",
        ("Recommendation", "Words", "Signed by", "On", "Reasons", "By measure now", "By people now"),
        [
            (each.reference, each.words, each.signed_by, each.on, each.reasons, each.now, each.stands)
            for each in pack.overrides
        ],
    )
    yield (
        "Plan",
        ("Reference", "Recommendation", "From", "Owner", "Due", "By people", "By measure", "Late",
         "Held to be met and failing", "Asked for before", "Reopened", "Not said yet"),
        [
            (
                each.reference, each.words, each.source, each.owner, each.due, each.by_people, each.by_measure,
                _yes(each.is_late), _yes(each.is_contradicted), each.repeats, each.reopened, "; ".join(each.lacks),
            )
            for each in pack.plan
        ],
    )  # fmt: skip
    yield (
        "Plan actions",
        ("Recommendation", *ACTION),
        [(row.reference, *_action(each)) for row in pack.plan for each in row.actions],
    )
    yield (
        "Measures",
        ("Recommendation", "Measure", "Why", "What is counted", "Of", "Target", "Baseline", "Now", "Stands", "Held",
         "Control chart", "Latest signals", "Points not shown"),
        [
            (
                each.reference, each.name, each.why, each.counted, each.team, each.target, each.baseline, each.now,
                each.state,
                each.held, each.chart_words, " ".join(each.signals), str(each.not_shown),
            )
            for each in pack.measures
        ],
    )  # fmt: skip
    yield (
        "Figures",
        ("Recommendation", "Measure", "Of", "Month", "Figure"),
        [(each.reference, each.name, each.team, one.on, one.figure) for each in pack.measures for one in each.figures],
    )
    yield (
        "Campaigns",
        ("Campaign", "Whom", "Due", "Children", "Reviewed", "Could not be reviewed", "Escalated", "How it goes"),
        [
            (
                each.title, each.asked, each.due, each.children, each.reviewed, each.not_reviewed, each.worries,
                each.words,
            )
            for each in pack.campaigns
        ],
    )  # fmt: skip
    yield (
        "Visits",
        ("Visit", "When", "Looked into", "Areas", "Letter", "Means for the plan", "Better or well", "Weak", "Bears on"),
        [
            (
                each.kind, each.when, each.scope, "; ".join(each.areas), each.letter, each.meaning,
                "\n".join(each.strengths), "\n".join(each.concerns), "\n".join(each.bears_on),
            )
            for each in pack.visits
        ]
        + [(each.label, each.words, "", "", "", "", "", "", "") for each in pack.next_visits],
    )  # fmt: skip
    yield "Asked by the board", ACTION, [_action(each) for each in pack.actions]
    yield "Decided last", ("Decided", "Why"), [(each.words, each.reasons) for each in pack.decisions]


ACTION = ("To be done", "How it will show, or when asked", "Owner", "Due", "Stands", "Done")


def _action(each: ActionLine) -> Row:
    return each.words, each.will_show, each.owner, each.due, each.state, each.done


def _sheet(book: xlsxwriter.Workbook, name: str, columns: Row, rows: Iterable[Row], head: Format, cell: Format) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.write_row(0, 0, columns, head)
    widths = [len(each) for each in columns]
    count = 0
    for count, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], min(len(value), WIDEST))
            if value:
                sheet.write_string(count, column, value[:32_000], cell)  # what a cell can hold
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, count, len(columns) - 1)


def _yes(so: bool) -> str:
    return "yes" if so else "no"
