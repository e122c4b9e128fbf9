"""Server-drawn charts: the same figures give the same bytes, and each says in words what it shows."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from sightline.charts import Limits, Mark, Stretch, share_bar, step_line, timeline

FIRST = dt.date(2014, 1, 1)
MARKS = [Mark(FIRST + dt.timedelta(days=30 * number), value) for number, value in enumerate((220, 221, 150, 153))]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_a_step_line_is_well_formed_and_described() -> None:
    root = drawn(step_line("plans", "Children on a plan", "Fell from 220 to 153", MARKS))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "plans-title plans-desc"
    assert [each.text for each in root.findall(f"{SVG}desc")] == ["Fell from 220 to 153"]
    assert len(root.findall(f"{SVG}path")) == 1


def test_marks_outside_the_limits_are_ringed() -> None:
    root = drawn(step_line("plans", "Plans", "Plans", MARKS, limits=Limits(200, 180, 230)))
    assert len(root.findall(f"{SVG}circle")) == 2
    assert {"upper limit", "lower limit"} <= {each.text for each in root.findall(f"{SVG}text")}


def test_the_scale_stands_at_both_ends_and_inside_the_drawing() -> None:
    root = drawn(step_line("plans", "Plans", "Plans", MARKS))
    scale = [each for each in root.findall(f"{SVG}text") if each.text in {"0", "100", "200", "300", "400"}]
    assert sorted(each.text or "" for each in scale) == sorted(["0", "100", "200", "300", "400"] * 2)
    last = max(float(each.split("V")[0]) for each in root.findall(f"{SVG}path")[0].attrib["d"].split("H")[1:])
    newest = [each for each in scale if each.attrib["text-anchor"] == "start"]
    assert len(newest) == 5
    assert all(last < float(each.attrib["x"]) < 480 - 30 for each in newest), "right of the line, with room for it"


def test_a_few_days_are_told_apart_by_their_days_and_years_by_their_months() -> None:
    days = [Mark(FIRST, 1), Mark(FIRST + dt.timedelta(days=4), 2)]
    assert {"1 Jan 2014", "5 Jan 2014"} <= {
        each.text for each in drawn(step_line("x", "t", "d", days)).iter(f"{SVG}text")
    }
    assert {"Jan 2014", "Apr 2014"} <= {each.text for each in drawn(step_line("x", "t", "d", MARKS)).iter(f"{SVG}text")}


def test_a_lower_limit_of_nought_is_named_above_the_axis() -> None:
    root = drawn(step_line("plans", "Plans", "Plans", MARKS, limits=Limits(100, 0, 230)))
    named = next(each for each in root.findall(f"{SVG}text") if each.text == "lower limit")
    axis = next(each for each in root.findall(f"{SVG}text") if each.text == "Jan 2014")
    assert float(axis.attrib["y"]) - float(named.attrib["y"]) > 14


def test_words_from_the_record_are_escaped() -> None:
    assert "<b>" not in step_line("x", "<b>", "a & b", MARKS)
    assert "<b>" not in timeline("x", "t", "d", [Stretch("<b>", FIRST, None)], FIRST, FIRST + dt.timedelta(days=9))


def test_a_timeline_rings_the_first_day_and_bars_what_stands() -> None:
    rows = [
        Stretch("stands", FIRST + dt.timedelta(days=10), FIRST + dt.timedelta(days=20)),
        Stretch("has passed", FIRST, None),
        Stretch("never", None, None),
    ]
    root = drawn(timeline("t", "When", "In words", rows, FIRST, FIRST + dt.timedelta(days=1000)))
    assert len(root.findall(f"{SVG}circle")) == 2
    assert len(root.findall(f"{SVG}rect")) == 1
    assert [each.text for each in root.findall(f"{SVG}text")][-1] == "never"


def test_nothing_to_draw_is_nothing_drawn() -> None:
    assert step_line("x", "t", "d", []) == ""


def test_a_share_says_its_interval_in_words() -> None:
    assert "90% kept, between 80% and 95% allowing for chance; 85% expected" in share_bar(
        "s", "Share", 0.9, 0.8, 0.95, 0.85
    )


def test_the_same_figures_give_the_same_bytes() -> None:
    assert step_line("x", "t", "d", MARKS, percentage=False) == step_line("x", "t", "d", MARKS, percentage=False)


def test_zero_everywhere_still_has_a_scale() -> None:
    svg = step_line("x", "t", "d", [Mark(FIRST, 0), Mark(FIRST + dt.timedelta(days=1), 0)])
    assert "nan" not in svg
    assert drawn(svg) is not None
