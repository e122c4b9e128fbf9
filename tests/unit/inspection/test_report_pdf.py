"""The PDF: tagged and embedded as PDF/UA-1 asks, with every letter that people type."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import zlib
from functools import cache

import pypdfium2
import pytest

from sightline.inspection.report_charts import file_grades_chart, file_grades_words
from sightline.inspection.report_document import (
    Before,
    Compared,
    Fact,
    FileGrades,
    GradeLine,
    Point,
    Repeated,
    Report,
    Section,
    Shown,
    SourceWords,
    Table,
    data_digest,
)
from sightline.inspection.report_pdf import SURE, render_pdf

ON = dt.date(2016, 11, 14)
LINE = Compared(
    "Exploitation",
    "Children who need help and protection",
    SourceWords("Points to strength", "Sound"),
    SourceWords("Points to concern", "Weak or not seen in 5 of 8 files"),
    SourceWords("Says nothing", ""),
    "Disagree",
    "Is what is counted the wrong thing?",
    "We read three more files.",
)
REPORT = Report(
    title="The mock of Ŵyre",
    council="Avonmere",
    is_invented=True,
    shown=Shown.SENT,
    edition=2,
    made_on="14 November 2016",
    what_changed="One recommendation",
    framework="Single Inspection Framework",
    overall_name="Overall effectiveness",
    overall="Inadequate",
    overall_words=("Limiting judgement.",),
    facts=(Fact("Why", "To know before we are told."),),
    grades_title="Judgements",
    earlier=("Ofsted’s inspection of 3 June 2012",),
    grades=(
        GradeLine("Leadership", "Inadequate", "Requires improvement", ("Good",)),
        GradeLine("Adoption", "", "", ("",)),
    ),
    strengths=(Point(0, "Workers know the children.", "Adoption", "", ("Files. Four audits",)),),
    recommendations=(Point(7, "See every child.", "Leadership", "Priority and immediate action", ("The record. x",)),),
    at_odds=(LINE,),
    sections=(Section("Leadership", "Inadequate", "Good", ("Because.",), ("The record says so.",), (LINE,)),),
    before=(
        Before("Ofsted’s inspection of 3 June 2012", (Repeated(7, "See every child.", ("3. See them.",)),), ("4. X",)),
    ),
    method=(Fact("Sample", "6 files of 57 children"),),
    file_grades=(FileGrades("All files", 8, 0, 3, 4, 1), FileGrades("Adoption", 2, 0, 0, 0, 0)),
    tables=(Table("Who was heard", ("Who", "Times"), (("Children", "fewer than five"),)),),
    limits=("They are not Ofsted’s.",),
    digests=(Fact("SHA-256 of the evidence", "0" * 64),),
)


@cache
def pdf(report: Report = REPORT) -> bytes:
    return render_pdf(report, ON)


def inside(content: bytes) -> bytes:
    """All of a PDF with its compressed parts laid open."""
    parts = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        try:
            parts.append(zlib.decompressobj().decompress(content[found.end() :]))
        except zlib.error:
            continue  # a font, or something else that is not deflated
    return b"\n".join(parts)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


def with_words(words: str) -> Report:
    return dataclasses.replace(REPORT, overall_words=(words,))


@pytest.mark.parametrize(
    "mark",
    [
        rb"/MarkInfo\s*<<\s*/Marked true",
        rb"/StructTreeRoot",
        rb"/Lang\s*\(en-GB\)",
        rb"/DisplayDocTitle true",
        rb"<pdfuaid:part>1</pdfuaid:part>",
        rb"The mock of .{1,12}yre: report of a mock inspection of Avonmere",
    ],
)
def test_it_says_of_itself_what_a_screen_reader_asks(mark: bytes) -> None:
    assert re.search(mark, inside(pdf()))


def tags(content: bytes) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in re.findall(rb"/S\s*/([A-Z][A-Za-z0-9]*)", inside(content)):
        found[each.decode()] = found.get(each.decode(), 0) + 1
    return found


def test_headings_tables_lists_and_figures_are_tagged() -> None:
    found = tags(pdf())
    assert found["H1"] == 1
    assert found["H2"] == 9
    assert found["H3"] == 2
    assert found["Table"] == 5
    heads = 4 + 4 + 2 + 6 + 2  # of each table, in its order
    assert found["TH"] == heads
    assert found["Figure"] == 1
    assert {"TD", "TR", "LI", "Caption", "P"} <= set(found)
    assert inside(pdf()).count(b"/Scope") >= heads


def test_the_chart_has_words() -> None:
    words = file_grades_words(REPORT.file_grades)
    assert words == "All files: 0 outstanding, 3 good, 4 requires improvement, 1 inadequate."
    assert re.search(rb"/Alt\s*\(All files: 0 outstanding, 3 good", inside(pdf()))


def test_too_few_files_have_no_bar_and_no_figure() -> None:
    assert "Adoption" not in file_grades_chart(REPORT.file_grades)
    few = dataclasses.replace(REPORT, file_grades=(FileGrades("All files", 4, 1, 1, 1, 1),))
    assert file_grades_chart(few.file_grades) == ""
    assert "Figure" not in tags(pdf(few))
    assert "fewer than five" in text_of(pdf(few)).replace("\n", " ")


def test_every_font_is_embedded() -> None:
    content = inside(pdf())
    descriptors = len(re.findall(rb"/Type\s*/FontDescriptor", content))
    assert descriptors > 0
    assert len(re.findall(rb"/FontFile[23]?\b", content)) == descriptors


def test_what_it_says_can_be_read_out_again() -> None:
    said = " ".join(text_of(pdf()).split())
    for words in (
        "The mock of Ŵyre",
        "Overall effectiveness: Inadequate",
        "7. See every child.",
        "Priority and immediate action",
        "Made of it: We read three more files.",
        "Page 1 of",
        "Not Ofsted’s",
    ):
        assert words in said, words


def test_every_letter_it_is_sure_of_is_drawn() -> None:
    letters = "".join(sorted(SURE - {"\n"}))
    said = text_of(pdf(with_words(letters)))
    missing = [each for each in letters if each not in said and each not in " \u00a0"]
    assert missing == []


@pytest.mark.parametrize("words", ["Zoë Ŵyn-Œdipus", "Żółć, Ñandú, Ærø, Þór", "Ελένη", "Жанна", "≥ 5 → 4½ – “so”"])
def test_names_of_many_tongues_are_drawn(words: str) -> None:
    assert words in text_of(pdf(with_words(words)))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a face 😀 here", "a face [grinning face] here"),
        ("日", "[cjk unified ideograph-65e5]"),
        ("bell\x07 and\ttab", "bell and tab"),
        ("e\u0301", "é"),
        ("half \ud800 a character", "half  a character"),
        ("\u202eright to left", "right to left"),
    ],
)
def test_what_cannot_be_drawn_is_named_and_loses_nothing_else(typed: str, printed: str) -> None:
    assert " ".join(printed.split()) in " ".join(text_of(pdf(with_words(typed))).split())


@pytest.mark.parametrize(
    "typed", ["#panic()", "= Not a heading", "*bold* _x_ $x$ @ref <label> // gone", "\\u{41}", "#{"]
)
def test_nothing_typed_is_run_or_taken_for_markup(typed: str) -> None:
    found = pdf(with_words(typed))
    assert typed.replace("  ", " ") in " ".join(text_of(found).split())
    assert tags(found)["H2"] == 9


def test_the_same_report_is_the_same_bytes() -> None:
    assert render_pdf(REPORT, ON) == render_pdf(REPORT, ON)


def test_the_digest_is_of_what_is_said_and_not_of_the_edition() -> None:
    later = dataclasses.replace(REPORT, edition=9, made_on="1 May 2020", what_changed="nothing")
    assert data_digest(later) == data_digest(REPORT)
    assert data_digest(with_words("Other words.")) != data_digest(REPORT)
