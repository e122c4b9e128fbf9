"""What three sources say is read alike, and where they disagree comes first."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from sightline.inspection.findings import FrozenLine
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.saying import (
    Heard,
    Reading,
    Said,
    Source,
    files_say,
    files_say_by_grade,
    record_of_judgement,
    record_of_line,
    voices_say,
)
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Grade, Status
from sightline.inspection.triangulation import (
    Agreement,
    FileAnswers,
    Judged,
    agreement_of,
    parse_prompt_lines,
    prompts_of_line,
    triangulate,
    why,
)

STRENGTH, MIXED, CONCERN, SILENT = Reading.STRENGTH, Reading.MIXED, Reading.CONCERN, Reading.SILENT


def line(line_id: str, status: Status, *, serious: bool = False, since: dt.date | None = None) -> FrozenLine:
    severity = "serious" if serious else status.words
    found = LINES[line_id]
    return FrozenLine(line_id, found.title, found.question, severity, status, serious, "", "", since, since, False, ())


def file(place: int, *, weak: bool, prompt: str = "exploitation-mapped", by_lot: bool = True) -> FileAnswers:
    grade = Grade.INADEQUATE if weak else Grade.GOOD
    return FileAnswers(place, by_lot, grade, frozenset({"help-and-protection"}), {prompt: weak})


@pytest.mark.parametrize(
    ("status", "serious", "reading"),
    [
        (Status.STRONG, False, STRENGTH),
        (Status.SOUND, False, STRENGTH),
        (Status.WEAK, False, CONCERN),
        (Status.FAILING, False, CONCERN),
        (Status.SOUND, True, CONCERN),  # few late, and each for very long
        (Status.TOO_FEW_TO_TELL, False, SILENT),
        (Status.NOT_ASSESSABLE, False, SILENT),
    ],
)
def test_a_line_of_the_record_reads(status: Status, serious: bool, reading: Reading) -> None:
    assert record_of_line(line("adoption", status, serious=serious)).reading is reading


def test_a_line_says_since_when_it_stands_out() -> None:
    said = record_of_line(line("adoption", Status.FAILING, since=dt.date(2014, 5, 1)))
    assert said.words == "Failing, since 1 May 2014"


@pytest.mark.parametrize(
    ("grade", "reading"),
    [
        (Grade.GOOD, STRENGTH),
        (Grade.REQUIRES_IMPROVEMENT, CONCERN),
        (Grade.INADEQUATE, CONCERN),
        (Grade.NOT_ASSESSABLE, SILENT),
        (None, SILENT),
    ],
)
def test_a_judgement_of_the_record_reads(grade: Grade | None, reading: Reading) -> None:
    assert record_of_judgement(grade, ()).reading is reading


@pytest.mark.parametrize(
    ("weak", "count", "reading"),
    [
        (0, 3, SILENT),  # three sound files leave it open whether half of all are weak
        (0, 4, STRENGTH),
        (1, 4, MIXED),
        (2, 4, CONCERN),
        (4, 20, STRENGTH),
        (6, 20, MIXED),
        (9, 20, CONCERN),  # below a half, and surely above a quarter
    ],
)
def test_files_drawn_by_lot_read(weak: int, count: int, reading: Reading) -> None:
    said = files_say([(place < weak, True) for place in range(count)])
    assert said.reading is reading
    assert said.count == count


def test_the_interval_is_of_files_drawn_by_lot_alone() -> None:
    by_lot = [(place < 2, True) for place in range(10)]
    said = files_say([*by_lot, *[(True, False)] * 3])
    assert said.share == 0.2
    assert (round(said.low or 0, 3), round(said.high or 0, 3)) == (0.057, 0.51)  # Wilson, 2 of 10
    assert (
        said.words == "Weak or not seen in 2 of 10 files drawn by lot (6% to 51% of all), and in 3 of 3 chosen for risk"
    )


def test_sound_files_by_lot_and_weak_ones_for_risk_are_mixed() -> None:
    assert files_say([*[(False, True)] * 8, *[(True, False)] * 4]).reading is MIXED


def test_where_too_few_were_drawn_by_lot_no_share_is_given() -> None:
    said = files_say([(True, False), (True, False), (True, False), (False, True)])
    assert said.reading is CONCERN
    assert said.share is None
    assert "too few of them drawn by lot" in said.words


def test_a_line_that_no_prompt_asks_of_files_is_silent() -> None:
    assert files_say([], asked=False).words == "No prompt asks it of a file"


def test_files_by_grade_say_how_many_are_inadequate() -> None:
    graded = [(Grade.INADEQUATE, True)] * 2 + [(Grade.REQUIRES_IMPROVEMENT, True)] * 3 + [(Grade.GOOD, True)]
    said = files_say_by_grade(graded)
    assert said.reading is CONCERN
    assert said.words.startswith("Less than good in 5 of 6 files drawn by lot")
    assert said.words.endswith("inadequate in 2 of all")


@pytest.mark.parametrize(
    ("strengths", "concerns", "neither", "reading"),
    [
        (0, 0, 0, SILENT),
        (0, 0, 2, SILENT),
        (1, 0, 0, STRENGTH),
        (0, 1, 4, CONCERN),
        (2, 1, 0, STRENGTH),
        (1, 1, 0, MIXED),
    ],
)
def test_voices_read(strengths: int, concerns: int, neither: int, reading: Reading) -> None:
    leans = [True] * strengths + [False] * concerns + [None] * neither
    assert voices_say([Heard("help-and-protection", "", each) for each in leans]).reading is reading


@pytest.mark.parametrize(
    ("readings", "agreement"),
    [
        ((STRENGTH, CONCERN, SILENT), Agreement.DISAGREE),
        ((SILENT, STRENGTH, CONCERN), Agreement.DISAGREE),
        ((STRENGTH, MIXED, CONCERN), Agreement.DISAGREE),
        ((STRENGTH, MIXED, SILENT), Agreement.PARTLY),
        ((MIXED, MIXED, CONCERN), Agreement.PARTLY),
        ((CONCERN, SILENT, CONCERN), Agreement.CONCERN),
        ((STRENGTH, STRENGTH, STRENGTH), Agreement.STRENGTH),
        ((MIXED, MIXED, SILENT), Agreement.MIXED),
        ((SILENT, CONCERN, SILENT), Agreement.ALONE),
        ((SILENT, SILENT, SILENT), Agreement.NOTHING),
    ],
)
def test_sources_stand_to_each_other(readings: tuple[Reading, Reading, Reading], agreement: Agreement) -> None:
    said = [Said(source, reading, "") for source, reading in zip(Source, readings, strict=True)]
    assert agreement_of(said) is agreement


def test_every_disagreement_is_put_as_a_question_and_nothing_else_is() -> None:
    for readings in itertools.product(Reading, repeat=3):
        record, files, voices = (Said(each, reading, "") for each, reading in zip(Source, readings, strict=True))
        agreement = agreement_of((record, files, voices))
        asked = why(agreement, record, files, voices)
        assert bool(asked) is (agreement in (Agreement.DISAGREE, Agreement.PARTLY)), readings
        assert not asked or "?" in asked


def test_where_they_disagree_is_first_whatever_the_order_of_the_framework() -> None:
    lines = (
        line("children-not-seen", Status.FAILING),  # the record alone: concern
        line("adoption", Status.STRONG),
        line("exploitation", Status.STRONG),  # and weak in every file
        line("return-interviews", Status.FAILING),  # and a concern heard
    )
    judged = Judged("help-and-protection", "Help and protection", Grade.GOOD, (), lines)
    files = [file(place, weak=True) for place in range(6)]
    heard = [Heard("help-and-protection", "return-interviews", False)]
    found = triangulate([judged], files, heard)
    assert [each.line for each in found][:2] == ["", "exploitation"]  # indicated good, and every file inadequate
    assert [each.agreement for each in found[:3]] == [Agreement.DISAGREE, Agreement.DISAGREE, Agreement.CONCERN]
    assert found[1].words.startswith("Things are done on time by the record, and files show weak work")
    assert {each.key for each in found} == {"help-and-protection"} | {
        f"help-and-protection:{each.id}" for each in lines
    }


def test_a_prompt_that_does_not_apply_to_a_child_counts_for_nothing() -> None:
    judged = Judged("x", "X", None, (), (line("exploitation", Status.STRONG),))
    files = [FileAnswers(place, True, Grade.GOOD, frozenset(), {}) for place in range(6)]
    found = triangulate([judged], files, [])
    assert next(each for each in found if each.line).files.words == "It applied in no file yet"


def test_every_prompt_of_the_table_is_one_and_so_is_every_line() -> None:
    assert {prompt for each in LINES for prompt in prompts_of_line(each)} <= set(PROMPTS)
    assert prompts_of_line("exploitation") == ("exploitation-mapped",)


@pytest.mark.parametrize("raw", [{"no-such-line": ["exploitation-mapped"]}, {"adoption": ["no-such-prompt"]}])
def test_a_table_that_names_what_there_is_not_stops_the_program(raw: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="no-such"):
        parse_prompt_lines(raw)
