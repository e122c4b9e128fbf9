"""Lists of what has to improve, one trap at a time, each as reports have set it."""

from __future__ import annotations

import time

import pytest

from sightline.sources.ofsted_report import Area, Body, ReportGrade
from tests.unit.sources.ofsted_report.pages import BOARD_COVER, COVER, LIST, REST, SIF_COVER, TWO, read, texts


@pytest.mark.parametrize(
    "bullet", ["◼", "■", "▪", "•", "●", "·", "\uf0b7", "\uf06e", "\uf0a7", "n", "§", "–", "-", "*", "►"]
)
def test_it_reads_bullets_of_every_kind(bullet: str) -> None:
    assert texts(read(COVER, f"{LIST}\n{REST}".replace("•", bullet))) == TWO


def test_it_reads_bullets_that_stand_on_lines_of_their_own() -> None:
    assert texts(read(COVER, f"{LIST}\n{REST}".replace("• ", "•\n"))) == TWO


def test_it_takes_a_heading_word_that_stands_alone_after_a_bullet_as_the_item() -> None:
    item = "The experiences and progress of children in need."
    page = f"What needs to improve?\n•\n{item}\n• The timeliness of visits.\n{REST}"
    assert texts(read(COVER, page)) == [
        "The experiences and progress of children in need.",
        "The timeliness of visits.",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve:",
        "What needs to improve?1",
        "What needs to improve? 1",
        "What needs to improve?\n1",
        "What needs to improve? ",
        "WHAT NEEDS TO IMPROVE?",
        "What needs to\nimprove?",
        "What needs to improve further?",
        "What needs to be improved?",
    ],
)
def test_it_knows_the_heading_in_every_form(heading: str) -> None:
    assert texts(read(COVER, f"{LIST}\n{REST}".replace("What needs to improve?", heading))) == TWO


def test_it_keeps_a_list_inside_an_item_with_the_item() -> None:
    page = f"What needs to improve?\n• The quality of:\n– plans\n– visits.\n• The timeliness of visits.\n{REST}"
    assert len(texts(read(COVER, page))) == 2
    same = page.replace("–", "▪")
    assert texts(read(COVER, same)) == ["The quality of: plans visits.", "The timeliness of visits."]


def test_it_drops_a_sub_heading_between_items() -> None:
    page = f"What needs to improve?\n• The quality of plans.\nSupport after care\n• The timeliness of visits.\n{REST}"
    assert texts(read(COVER, page)) == TWO


def test_it_drops_the_mark_of_a_footnote_after_an_item() -> None:
    assert texts(read(COVER, f"{LIST}\n{REST}".replace("plans.", "plans.2"))) == TWO


def test_it_ends_a_list_at_the_first_finding_where_a_heading_is_not_known() -> None:
    assert texts(read(COVER, f"{LIST}\nHow children fare\n1. Children are seen.\n2. They are heard.")) == TWO


def test_it_reads_a_list_over_a_page_with_a_running_head_glued_on() -> None:
    head = "Inspection of Leeds City local authority children’s services\n4 to 8 March 2024 "
    second = f"{head}2What needs to improve?\n• The quality"
    third = f"{head}3of plans.\n• The timeliness of visits.\n{REST}"
    reading = read(COVER, second, third, f"{head}4They are heard.", f"{head}5And again.")
    assert texts(reading) == TWO
    assert [each.page for each in reading.recommendations] == [2, 3]


def test_it_reads_a_page_number_glued_to_the_first_word() -> None:
    assert texts(read(COVER, f"2{LIST}", f"3{REST}")) == TWO


def test_it_leaves_a_footnote_out_of_the_item_that_goes_on_over_the_page() -> None:
    page = (
        "What needs to improve?1\n• The quality\n1 The areas are held against national guidance.\nwhich sets outcomes."
    )
    assert texts(read(COVER, page, f"of plans.\n• The timeliness of visits.\n{REST}")) == TWO


def test_it_takes_no_date_at_the_beginning_of_a_line_for_a_footnote() -> None:
    page = "What needs to improve?1\n• The quality of plans since\n1 September 2023.\n• The timeliness of visits."
    assert texts(read(COVER, f"{page}\n{REST}")) == ["The quality of plans since 1 September 2023.", TWO[1]]


def test_it_reads_a_list_without_bullets_and_says_so() -> None:
    reading = read(COVER, f"{LIST}\n{REST}".replace("• ", ""))
    assert texts(reading) == TWO
    assert any("without bullets" in warning for warning in reading.warnings)
    without_stops = (
        f"What needs to improve?\nThe quality of plans and of the visits that follow from\nthem\nSupervision\n{REST}"
    )
    assert texts(read(COVER, without_stops)) == [
        "The quality of plans and of the visits that follow from them",
        "Supervision",
    ]


def test_it_finds_no_item_where_the_report_says_there_is_none() -> None:
    assert texts(read(COVER, f"What needs to improve?\nThere are no areas that need to improve.\n{REST}")) == []


def test_it_joins_broken_words_as_the_report_writes_them() -> None:
    items = "• Decision\ufffe\nmaking and infor\u00ad\nmation, and over-\nsight by ﬁrst oﬃcers of 0–\n25s."
    page = f"What needs to improve?\n{items}\n{REST}"
    (text,) = texts(read(COVER, page, "Much information is held, and oversight."))
    assert text == "Decision-making and information, and over-sight by first officers of 0–25s."


def test_it_joins_a_word_the_typesetter_broke() -> None:
    page = f"What needs to improve?\n• The infor\ufffe\nmation shared and multi\ufffe\nagency work.\n{REST}"
    (text,) = texts(read(COVER, page, "All information is kept by multi-agency teams."))
    assert text == "The information shared and multi-agency work."


def test_it_reads_priorities_of_the_council_and_of_the_board() -> None:
    council = """What does the local authority need to improve?
Priority and immediate action
1. Make every child safe.
Areas for improvement
2. Improve plans with the
LSCB
and partners.
3. See 16 and
17-year-olds.
Summary for children and young people"""
    board = """The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board requires improvement
What does the LSCB need to improve?
Areas for improvement
1. Hold partners to account.
Inspection judgement about the LSCB"""
    reading = read(
        SIF_COVER,
        "Contents\nAreas for improvement 3\nThe Local Safeguarding Children Board (LSCB) 5",
        council,
        "A page.",
        board,
    )
    found = [(each.number, each.priority, each.body, each.page) for each in reading.recommendations]
    assert found == [
        ("1", "Priority and immediate action", Body.COUNCIL, 3),
        ("2", "Areas for improvement", Body.COUNCIL, 3),
        ("3", "Areas for improvement", Body.COUNCIL, 3),
        ("1", "Areas for improvement", Body.BOARD, 5),
    ]
    assert texts(reading)[1:] == ["Improve plans with the LSCB and partners.", "See 16 and 17-year-olds."]
    assert reading.grade(Area.SAFEGUARDING_BOARD) is ReportGrade.REQUIRES_IMPROVEMENT


def test_it_goes_on_under_the_name_of_a_part_of_the_service() -> None:
    page = (
        "Recommendations\n1. Improve plans.\nLeadership, management and governance\n2. Improve supervision.\n"
        "Inspection findings\n3. All is said."
    )
    assert texts(read(SIF_COVER, page)) == ["Improve plans.", "Improve supervision."]


def test_it_warns_of_a_number_left_out() -> None:
    reading = read(SIF_COVER, "Recommendations\n1. Improve plans.\n3. Improve visits.\nInspection findings")
    assert [each.number for each in reading.recommendations] == ["1", "3"]
    assert any("number is missing" in warning for warning in reading.warnings)


def test_it_takes_no_year_at_the_beginning_of_a_line_for_a_number() -> None:
    items = "1. Improve plans made since\n2016. Do so soon, with 25\n30. homes.\n2. Improve visits."
    assert len(texts(read(SIF_COVER, f"Recommendations\n{items}\nInspection findings"))) == 2


def test_it_reads_a_list_printed_twice_once() -> None:
    page = "Recommendations\n1. Improve plans.\n2. Improve visits.\nSummary for children and young people"
    assert texts(read(SIF_COVER, page, "More.", page)) == ["Improve plans.", "Improve visits."]


def test_it_takes_no_prose_under_a_heading_for_a_list() -> None:
    page = "Recommendations\nThe council has met those of its last inspection. It is now good.\nInspection findings"
    assert texts(read(SIF_COVER, page)) == []


def test_it_finds_marks_in_every_form() -> None:
    page = "\n".join(
        [
            "Inspection findings",
            "1. Plans drift. (Recommendation)",
            "2. Visits are late (Recommendation 4).",
            "3. All is well.",
            "4. Few are seen. (Recommendations 2 and 3)",
            "5. More to do. [Area for improvement]",
            "6. Read the recommendation.",
        ]
    )
    assert [each.number for each in read(SIF_COVER, page).findings] == ["1", "2", "4", "5"]


def test_it_takes_a_second_list_for_the_boards_where_its_part_has_no_heading() -> None:
    council = "Recommendations\n1. Improve plans.\nSummary for children and young people"
    board = "Recommendations\n2. Challenge.\nInspection findings\n3. It is so."
    reading = read(BOARD_COVER, council, *["A page."] * 3, board)
    assert (texts(reading), texts(reading, Body.BOARD)) == (["Improve plans."], ["Challenge."])
    without = read(SIF_COVER, council, *["A page."] * 3, board)
    assert texts(without) == ["Improve plans.", "Challenge."]


def test_it_warns_where_the_boards_list_was_not_found() -> None:
    reading = read(BOARD_COVER, "Recommendations\n1. Improve plans.\nSummary for children and young people")
    assert any("safeguarding board has to improve" in warning for warning in reading.warnings)


def test_none_under_a_heading_is_no_item() -> None:
    printed = "Priority and immediate action\n• None identified.\nAreas for improvement\n• None of the plans is good.\n"
    assert texts(read(SIF_COVER, f"What does the local authority need to improve?\n{printed}Progress")) == [
        "None of the plans is good."
    ]


def test_many_broken_words_are_mended_in_one_look_at_the_report() -> None:
    began = time.process_time()
    read(COVER, LIST, "infor\ufffe\nmation, bro\ufffe\nken " * 30_000)
    assert time.process_time() - began < 5  # a look at the whole report for each took half a minute
