"""Every declaration is whole: keys, references, codes, SSD names and privacy classes hold together."""

from __future__ import annotations

from collections import Counter

import pytest

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind, Privacy, Row, Table, day, key, table
from sightline.record.tables import TABLES

every_table = pytest.mark.parametrize("declared", TABLES.values(), ids=TABLES.keys())


@every_table
def test_a_reference_names_a_declared_table(declared: Table) -> None:
    for column in declared.columns:
        assert column.references is None or column.references in TABLES, column.name
        if column.through:
            name, _, through = column.through.partition(".")
            assert TABLES[name].has(through), column.through
            assert declared.has(through), f"{declared.name} is looked up through {through}, which it lacks"


@every_table
def test_a_code_column_names_a_code_set(declared: Table) -> None:
    for column in declared.columns:
        assert (column.kind is Kind.CODE) == (column.codes is not None), column.name
        assert column.codes is None or column.codes in CODE_SETS, column.codes


@every_table
def test_names_are_the_houses(declared: Table) -> None:
    for column in declared.columns:
        assert column.name == column.name.lower()
        if column.kind is Kind.DATE:
            assert column.name.endswith("_on"), column.name
        assert column.meaning, column.name


@every_table
def test_what_points_to_one_person_is_identifying(declared: Table) -> None:
    for column in declared.columns:
        if column.name in {"forename", "surname", "born_on", "postcode", "upn", "address_json", "registration_number"}:
            assert column.privacy is Privacy.IDENTIFYING, f"{declared.name}.{column.name}"


def test_no_ssd_column_is_declared_twice() -> None:
    names = Counter(column.ssd for each in TABLES.values() for column in each.columns if column.ssd)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_object_of_the_ssd_but_its_two_logs_is_declared() -> None:
    objects = {each.ssd for each in TABLES.values() if each.ssd}
    assert len(objects) == 46
    assert sum(1 for each in TABLES.values() for column in each.columns if column.ssd and "#" not in column.ssd) == 342


def test_a_column_whose_annotation_and_kind_differ_is_refused() -> None:
    from dataclasses import dataclass

    with pytest.raises(TypeError, match=r"Wrong\.happened_on is declared date but annotated"):

        @table("wrongs")
        @dataclass(frozen=True, kw_only=True)
        class Wrong(Row):
            wrong_id: str = key("Key")
            happened_on: str | None = day("Not a string")


def test_an_unknown_column_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="cin_visits has no column 'seen'; it has cin_visit_id"):
        TABLES["cin_visits"].column("seen")
