"""Drawings are well-formed, told in words, and draw no line where there is no figure."""

from __future__ import annotations

from lxml import etree

from sightline.country.comparing import Interval, Year
from sightline.country.drawing import Bar, Series, beside_neighbours, curves, fifths

SVG = "{http://www.w3.org/2000/svg}"
YEARS = (
    Year(2020, 5.0, 4.0, Interval(2.0, 6.0)),
    Year(2021, None, 4.5, Interval(3.0, 6.0)),
    Year(2022, 7.0, None, None),
    Year(2023, 8.0, 5.0, Interval(2.0, 6.0)),
)


def test_each_drawing_has_a_title_and_a_description_tied_to_it() -> None:
    for drawing in (
        beside_neighbours("a", "One & other", "What <it> shows", YEARS),
        curves(
            "a", "One & other", "What <it> shows", (6, 36), (Series("full", (0.1, 0.9)), Series("half", (0.1, 0.89)))
        ),
        fifths(
            "a", "One & other", "What <it> shows", (Bar("1", 0.2, 0.1, 0.3, True), Bar("2", 0.3, 0.2, 0.4, False)), 0.25
        ),
    ):
        root = etree.fromstring(drawing)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == "a-title a-desc"
        assert root.findtext(f"{SVG}title") == "One & other"
        assert root.findtext(f"{SVG}desc") == "What <it> shows"
        assert "style=" not in drawing  # the site's policy on content allows none


def test_no_line_crosses_a_year_without_a_figure() -> None:
    root = etree.fromstring(beside_neighbours("a", "t", "d", YEARS))
    own = [each.get("d") for each in root.iter(f"{SVG}path") if each.get("stroke-width") == "2.5"]
    assert [path.count("L") for path in own if path] == [0, 1]  # 2020 alone, then 2022 to 2023
    assert len(list(root.iter(f"{SVG}circle"))) == 3


def test_a_figure_alone_is_not_drawn() -> None:
    assert beside_neighbours("a", "t", "d", YEARS[:2]) == ""


def test_labels_of_near_lines_do_not_lie_on_each_other() -> None:
    drawing = curves("a", "t", "d", (6, 36), (Series("full", (0.1, 0.9)), Series("half", (0.1, 0.89))))
    root = etree.fromstring(drawing)
    at = sorted(float(each.get("y", "0")) for each in root.iter(f"{SVG}text") if each.text in {"full", "half"})
    assert at[1] - at[0] >= 16


def test_the_marked_column_says_that_it_is() -> None:
    drawing = fifths("a", "t", "d", (Bar("1", 0.2, 0.1, 0.3, True), Bar("2", 0.3, 0.2, 0.4, False)), 0.25)
    assert drawing.count("this authority") == 1
