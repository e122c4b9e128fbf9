"""A subject's lanes: readable by those who hear them, safe with any name, and inside the drawing."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from sightline.findings.drawings import WIDTH, Bar, Lane, lanes
from sightline.findings.standing import State

FIRST, LAST = dt.date(2013, 11, 14), dt.date(2016, 11, 14)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*states: State) -> ElementTree.Element:
    """A drawing of one lane with a bar for each state, one long before the drawing begins."""
    bars = [Bar(dt.date(2010, 1, 1), dt.date(2014, 1, 1), dt.date(2014, 6, 1), state) for state in states]
    markup = lanes([Lane("A <b>sentence</b> & more, " * 9, tuple(bars))], FIRST, LAST, name="<script>")
    return ElementTree.fromstring(markup)  # noqa: S314 - our own markup


def test_it_has_a_title_and_a_description_that_count() -> None:
    root = drawn(State.MET, State.LATE, State.OVERDUE)
    assert root.attrib["role"] == "img"
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert described is not None
    assert title.text == "Duties to <script> from 14 November 2013 to 14 November 2016"
    assert described.text == "1 standards, one a row. 1 duties done in time; 2 overdue, late or never done."


def test_nothing_is_drawn_outside_it() -> None:
    for element in drawn(*State).iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.attrib.get(name, 0)) <= WIDTH


def test_what_was_missed_differs_from_what_was_kept_by_more_than_colour() -> None:
    def shapes(state: State) -> set[str | None]:
        return {element.attrib.get("class") for element in drawn(state).iter()}

    assert "past-due" in shapes(State.OVERDUE)
    assert "late" in shapes(State.LATE)
    assert "cross" in shapes(State.NOT_MET)
