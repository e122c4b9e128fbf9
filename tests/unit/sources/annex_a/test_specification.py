"""What Annex A asks for, as data."""

from __future__ import annotations

import pytest

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.sources.annex_a import specification
from sightline.sources.annex_a.specification import heading

WORKED_OUT = ("is_disabled", "is_unaccompanied", "had_emergency_protection", "status")  # answers, from codes


def test_there_are_eleven_lists_with_the_columns_of_the_specification() -> None:
    lists = specification().lists
    assert [len(lists[number].columns) for number in range(1, 12)] == [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19]
    assert {each.subject.key for each in lists.values()} == {"child_id", "adopter_id"}
    assert all(each.meaning and each.name == each.name.strip() for one in lists.values() for each in one.columns)


def test_headings_tell_the_columns_of_a_list_apart() -> None:
    for annex_list in specification().lists.values():
        own = [heading(each.name) for each in annex_list.columns]
        assert len(set(own)) == len(own), annex_list.title
        others = [words for each in annex_list.columns for words in each.headings]
        assert len(set(others)) == len(others), annex_list.title


def test_every_code_of_the_record_that_a_list_names_is_one() -> None:
    for annex_list in specification().lists.values():
        for column in annex_list.columns:
            if column.codes is None or not column.reads:
                continue
            table, name = column.reads[0]
            declared = TABLES[table].column(name)
            if declared.codes is not None and column.key not in WORKED_OUT:
                known = set(CODE_SETS[declared.codes].meanings)
                assert set(column.codes.of_record) <= known, (column.name, declared.codes)
            elif declared.kind is Kind.FLAG:
                assert set(column.codes.of_record) == {"true", "false"}, column.name


def test_each_way_of_writing_is_of_one_code() -> None:
    for codes in specification().code_sets.values():
        assert len({each.code for each in codes.codes}) == len(codes.codes)
        for each in codes.codes:
            assert codes.understand(each.written) == each.code, (codes.name, each.written)
            assert codes.understand(each.code) == each.code, (codes.name, each.code)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("ethnicity", "White British", "WBRI"),
        ("ethnicity", "z) wbri", "WBRI"),
        ("ethnicity", "WBRI - White – British", "WBRI"),
        ("ethnicity", "White", None),
        ("source", "POLICE", "6"),
        ("source", "1A: Individual", "1A"),
        ("source", "Individual", None),  # four codes are
        ("source", "LA services", None),
        ("yes_no_unknown", "Y", "a"),
        ("yes_no_unknown", "a)", "a"),
        ("yes_no_unknown", "maybe", None),
        ("gender", "c) Not stated/recorded (or unborn)", "c"),
        ("need", "N3 - Parental illness or disability", "N3"),
        ("need", "N", None),
        ("abuse", "NEG", "a"),
        ("placement_type", "zz) T4: seven days", "T4"),
        ("in_touch", "d) Refu (refused)", "d"),
        ("accommodation", "K", "K"),
        ("legal_status", "c1", "C1"),
        ("activity", "F3", "F3"),
        ("activity", "F1/P1 higher education", None),
    ],
)
def test_a_code_is_understood_however_it_is_written_and_never_guessed(name: str, text: str, code: str | None) -> None:
    assert specification().code_sets[name].understand(text) == code
