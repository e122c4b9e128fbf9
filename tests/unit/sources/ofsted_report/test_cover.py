"""Covers, tables and titles, one trap at a time, each as reports have set it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sightline.sources.ofsted_report import Area, Body, ReportFramework, ReportGrade, ReportType
from tests.unit.sources.ofsted_report.pages import BOARD_COVER, COVER, LIST, REST, SIF_COVER, read, texts


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("(Outcome four).", "Outcome four"),
        ("(Outcome 4).", "Outcome 4"),
        ("(Enabler two, Outcome one).", "Enabler two, Outcome one"),
        ("(outcome three)", "outcome three"),
        (". (Principle one)", "Principle one"),
        ("[Outcome two].1", "Outcome two"),
        ("(National Framework: outcome one).", "National Framework: outcome one"),
        ("(including those over 18).", ""),
        ("(the outcomes of visits).", ""),
    ],
)
def test_it_reads_the_tag_of_the_national_framework(printed: str, tag: str) -> None:
    reading = read(
        COVER, f"What needs to improve?\n• The quality of plans {printed}\n{REST}".replace("plans .", "plans.")
    )
    (each,) = reading.recommendations
    assert each.national_framework == tag
    assert each.text == ("The quality of plans." if tag else f"The quality of plans {printed}")


@pytest.mark.parametrize(
    "printed",
    [
        "Require improvement",
        "Requires Improvement",
        "Requires\nimprovement to\nbe good",
        "REQUIRES IMPROVEMENT",
        "Requires improvement1",
    ],
)
def test_it_knows_the_third_grade_in_every_form(printed: str) -> None:
    reading = read(COVER.replace("care leavers Good", f"care leavers {printed}"), LIST)
    assert reading.grade(Area.CARE_LEAVERS) is ReportGrade.REQUIRES_IMPROVEMENT
    assert reading.grade(Area.OVERALL) is ReportGrade.GOOD


def test_it_reads_a_table_broken_over_a_page() -> None:
    rows = COVER.split("\n")
    head = "Inspection of Leeds City local authority children’s services\n4 to 8 March 2024 2\n"
    reading = read("\n".join(rows[:6]), head + "\n".join(rows[6:]), LIST, REST)
    assert {each.area: each.page for each in reading.judgements} == {
        Area.IMPACT_OF_LEADERS: 1,
        Area.HELP_AND_PROTECTION: 1,
        Area.CHILDREN_IN_CARE: 2,
        Area.CARE_LEAVERS: 2,
        Area.OVERALL: 2,
    }
    assert not any("grade" in warning for warning in reading.warnings)


def test_it_takes_no_grade_from_prose() -> None:
    rows = [row for row in COVER.split("\n") if not row.startswith(("Overall", "The experiences and progress of care"))]
    rows.append("The experiences and progress of care leavers have been good. Overall effectiveness was judged good.")
    reading = read("\n".join(rows), LIST)
    assert reading.grade(Area.CARE_LEAVERS) is None
    assert reading.grade(Area.OVERALL) is None
    assert any("care-leavers" in warning for warning in reading.warnings)
    assert any("overall grade was not found" in warning for warning in reading.warnings)


def test_it_takes_a_missing_grade_from_the_heading_of_its_part() -> None:
    cover = COVER.replace("help and protection Good", "help and protection")
    reading = read(cover, LIST, REST)
    judgement = next(each for each in reading.judgements if each.area is Area.HELP_AND_PROTECTION)
    assert (judgement.grade, judgement.page) == (ReportGrade.GOOD, 3)


def test_it_warns_where_table_and_heading_disagree() -> None:
    reading = read(COVER, LIST, REST.replace("protection: good", "protection is inadequate"))
    assert reading.grade(Area.HELP_AND_PROTECTION) is ReportGrade.GOOD
    assert any("the table was taken" in warning for warning in reading.warnings)


def test_it_refuses_a_column_of_grades_that_does_not_fit_its_names() -> None:
    names = [row.removesuffix(" Good") for row in COVER.split("\n") if row.endswith(" Good")]
    cover = "\n".join([*COVER.split("\n")[:4], *names, "Good", "Good", "Inadequate", "Services are changing."])
    assert read(cover, LIST).judgements == ()


def test_it_is_not_led_by_prose_that_names_another_framework() -> None:
    prose = (
        "\nSince the single inspection framework was used, and after the joint targeted area inspection,"
        "\nFocused visits and monitoring visits have been made. The inspection of services for children in need"
        "\nof help and protection was in 2016."
    )
    reading = read(COVER + prose, LIST)
    assert reading.framework.value is ReportFramework.ILACS
    assert reading.type.value is ReportType.SHORT_INSPECTION


def test_it_knows_the_framework_without_an_overall_grade_by_its_dates() -> None:
    rows = "\n".join(row for row in COVER.split("\n") if not row.startswith("Overall"))
    assert (
        read(rows.replace("2024", "2026").replace("March", "May"), LIST).framework.value is ReportFramework.ILACS_2026
    )
    earlier = read(rows, LIST)
    assert earlier.framework.value is ReportFramework.ILACS
    assert any("overall grade was not found" in warning for warning in earlier.warnings)
    undated = read(rows.replace("4 to 8 March 2024", "spring"), LIST)
    assert not undated.framework.found
    assert any("not certain which framework" in warning for warning in undated.warnings)


def test_it_reads_two_periods_of_fieldwork() -> None:
    reading = read(COVER.replace("4 to 8 March 2024", "4 to 8 March 2024 and\n2 to 3 April 2024"), LIST)
    assert (reading.inspection_start.value, reading.inspection_end.value) == (dt.date(2024, 3, 4), dt.date(2024, 4, 3))
    assert len(reading.fieldwork) == 2
    assert any("2 periods" in warning for warning in reading.warnings)
    assert reading.type.value is ReportType.INSPECTION


def test_it_reads_dates_from_running_heads_where_the_cover_has_none() -> None:
    head = "Inspection of Leeds City local authority children’s services\n4 to 8 March 2024 "
    cover = COVER.replace("Inspection dates: 4 to 8 March 2024\n", "")
    assert read(cover, f"{head}2\n{LIST}", f"{head}3\n{REST}").inspection_start.value == dt.date(2024, 3, 4)
    other = head.replace("4 to 8", "5 to 8")
    assert not read(cover, f"{head}2\n{LIST}", f"{other}3\n{REST}").inspection_start.found


def test_it_finds_no_authority_rather_than_guess() -> None:
    reading = read(COVER.replace("Leeds City ", ""), LIST)
    assert not reading.authority.found
    assert any("authority was not found" in warning for warning in reading.warnings)


def test_it_keeps_the_name_of_an_authority_that_is_not_in_the_list() -> None:
    reading = read(COVER.replace("Leeds City", "Avonmere"), LIST)
    assert (reading.authority.value, reading.urn.value) == ("Avonmere", None)
    assert any("not in the list" in warning for warning in reading.warnings)


def test_it_reads_a_name_over_two_lines_whose_second_is_an_authority_too() -> None:
    cover = SIF_COVER.replace("Leeds City Council", "Bath and North East\nSomerset Council")
    assert read(cover, LIST).authority.value == "Bath and North East Somerset"


@pytest.mark.parametrize("name", ["deputy", "none"])
def test_it_takes_no_deputy_for_the_lead(name: str) -> None:
    team = "The inspection team\nDeputy lead inspector: Sam Rivers" + (
        "\nLead inspector: Jo Meadows HMI" if name == "deputy" else ""
    )
    assert read(SIF_COVER, LIST, team).lead_inspector.value == ("Jo Meadows" if name == "deputy" else None)


def test_it_reads_no_grade_of_a_board_that_was_not_reviewed() -> None:
    reading = read(SIF_COVER, "Executive summary\nThe Local Safeguarding Children Board is good at training.", LIST)
    assert reading.grade(Area.SAFEGUARDING_BOARD) is None


def test_it_names_no_framework_of_before_2013() -> None:
    cover = SIF_COVER.replace(
        "Inspection of services for children in need of help and protection, children\nlooked after and care leavers",
        "Inspection of local authority arrangements for the protection of children",
    )
    reading = read(cover, LIST)
    assert not reading.framework.found
    assert any("before November 2013" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "heading",
    [
        "The Local Safeguarding Children Board (LSCB)\nThe Local Safeguarding Children Board is inadequate",
        "The Local Safeguarding Children Board (LSCB) is inadequate",
        "Section 2: The effectiveness of the Local Safeguarding\nChildren Board\nThe LSCB is inadequate",
        "Leeds Safeguarding Children Board\nThe effectiveness of the board is inadequate because:",
        "The Local Safeguarding Children Board\nThe Leeds Safeguarding Children Board is judged to be inadequate",
    ],
)
def test_it_knows_the_part_about_the_board_in_every_form(heading: str) -> None:
    council = "Recommendations\n1. Improve plans.\nSummary for children and young people"
    board = f"{heading}\nIt has not challenged.\nRecommendations\n2. Challenge.\nInspection findings\n3. It is so."
    reading = read(BOARD_COVER, council, *["A page."] * 3, board)
    assert (texts(reading), texts(reading, Body.BOARD)) == (["Improve plans."], ["Challenge."])
    assert reading.grade(Area.SAFEGUARDING_BOARD) is ReportGrade.INADEQUATE


def test_it_reads_a_table_whose_grades_come_out_before_their_names() -> None:
    rows = COVER.split("\n")
    grades = ["Inadequate", "Good", "Requires improvement to be good", "Outstanding", "Inadequate"]
    turned = [f"{grade}\n{row.removesuffix(' Good')}" for grade, row in zip(grades, rows[4:9], strict=True)]
    reading = read("\n".join([*rows[:4], *turned, *rows[9:]]), LIST)
    assert [each.grade.value for each in reading.judgements] == [
        "inadequate",
        "good",
        "requires improvement",
        "outstanding",
        "inadequate",
    ]


def test_it_leaves_a_table_that_several_headings_contradict() -> None:
    headings = (
        "The experiences and progress of children in care: inadequate\n3. So it is.\n"
        "The experiences and progress of care leavers: outstanding"
    )
    reading = read(COVER, LIST, f"{REST}\n{headings}")
    assert reading.grade(Area.CHILDREN_IN_CARE) is ReportGrade.INADEQUATE
    assert reading.grade(Area.CARE_LEAVERS) is ReportGrade.OUTSTANDING
    assert reading.grade(Area.OVERALL) is None
    assert any("disagree in several places" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "title",
    [
        "Inspection of Leeds City local authority children’ s services",
        "Inspection of children’s social care services at Leeds City Council",
        "Inspection of children’s services provided by Leeds City Council",
    ],
)
def test_it_knows_the_title_and_its_authority_in_rarer_forms(title: str) -> None:
    reading = read(COVER.replace("Inspection of Leeds City local authority children’s services", title), LIST)
    assert (reading.authority.value, reading.framework.value) == ("Leeds", ReportFramework.ILACS)


@pytest.mark.parametrize(
    ("printed", "is_read"),
    [
        ("Date of inspection: 4 to 8 March 2024", True),
        ("Dates of the inspection 4 to 8 March 2024", True),
        ("Inspected: 4 to 8 March 2024", True),
        ("4 to 8 March 2024", True),
        ("8 March 2024", False),
        ("Date of last inspection: 4 to 8 March 2024", False),
        ("It was inspected 4 to 8 March 2024", False),
    ],
)
def test_it_knows_the_dates_of_a_cover_in_rarer_forms(printed: str, is_read: bool) -> None:
    reading = read(COVER.replace("Inspection dates: 4 to 8 March 2024", printed), LIST)
    assert reading.inspection_start.value == (dt.date(2024, 3, 4) if is_read else None)


@pytest.mark.parametrize("grade", ["\n1\nOutstanding", "\n1 Outstanding", " Outstanding 1", "1\nOutstanding"])
def test_a_footnote_s_mark_between_an_area_and_its_grade_hides_no_grade(grade: str) -> None:
    """As the cover of March 2015 for Leeds comes out: the mark of the board's footnote stands in the table."""
    cover = BOARD_COVER.replace("Safeguarding Children Board", "Safeguarding Children Board1").replace(
        "governance Outstanding\nOfsted combines its reports.",
        f"governance{grade}\n1\nOfsted produces this report under its power to combine reports.",
    )
    grades = {each.area.value: each.grade.value for each in read(cover, LIST).judgements}
    assert grades["leadership"] == "outstanding"


def test_a_cover_with_each_grade_broken_over_two_lines_is_read() -> None:
    """As the cover of May 2015 for Windsor and Maidenhead comes out."""
    cover = re.sub(r" (Good|Outstanding)$", "\nRequires\nImprovement", SIF_COVER, flags=re.MULTILINE)
    cover = cover.replace("services are good", "services require\nimprovement")
    assert {each.grade.value for each in read(cover, LIST).judgements} == {"requires improvement"}
    assert len(read(cover, LIST).judgements) == 6
