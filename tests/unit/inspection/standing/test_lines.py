"""The lines of enquiry, and the phrases findings are told in, against the vocabulary of the standards."""

from __future__ import annotations

import string

from sightline.inspection.standing.detection import MEASURED
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.words import phrases
from sightline.record.codes import CODE_SETS
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.lines import LINES as VOCABULARY


def test_the_lines_of_enquiry_are_the_standards_vocabulary() -> None:
    assert set(LINES) == VOCABULARY


def test_the_published_inspections_failings_are_each_one_line() -> None:
    numbers = [line.f_number for line in LINES.values() if line.f_number]
    assert sorted(numbers, key=lambda each: int(each[1:])) == [f"F{number}" for number in range(1, 19)]
    assert {line.id for line in LINES.values() if line.f_number} == set(MEASURED)


def test_every_line_of_enquiry_has_a_standard() -> None:
    informed = {line for standard in CATALOGUE.values() for line in standard.lines}
    assert informed == set(LINES)


def test_every_report_topic_that_tells_of_a_line_exists() -> None:
    topics = {topic for line in LINES.values() for topic in line.told_by}
    assert topics <= set(CODE_SETS["report_topic"].meanings)


def test_every_phrase_belongs_to_a_standard_and_names_known_figures() -> None:
    assert set(phrases()) <= set(CATALOGUE)
    for phrase in phrases().values():
        fields = {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}
        assert fields <= {"standing", "applies", "missed", "due", "pct_missed", "who", "times"}
        assert not phrase.endswith(".")


def test_what_is_measured_informs_the_line_it_is_measured_for() -> None:
    stray = {code: line for line, codes in MEASURED.items() for code in codes if line not in CATALOGUE[code].lines}
    assert stray == {}
