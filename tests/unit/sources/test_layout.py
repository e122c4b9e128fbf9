"""Files told by their headers."""

from __future__ import annotations

import pytest

from sightline.record.tables import TABLES
from sightline.sources.layout import layout_of, ssd_column


def ssd_header(name: str) -> list[str]:
    return list(dict.fromkeys(each for column in TABLES[name].columns if (each := ssd_column(column)[0])))


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.ssd])
def test_every_ssd_table_is_told_by_the_names_of_its_columns(name: str) -> None:
    layout = layout_of([each.upper() for each in ssd_header(name)])
    assert layout is not None
    assert layout.table is TABLES[name]
    assert layout.ignored_columns == 0
    expected = {column.name for column in TABLES[name].columns if column.ssd}
    assert set(layout.cells) | set(layout.json_keys) == expected


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_told_by_our_own_column_names(name: str) -> None:
    layout = layout_of([column.name for column in TABLES[name].columns])
    assert layout is not None
    assert layout.table is TABLES[name]
    assert set(layout.cells) == {column.name for column in TABLES[name].columns}


def test_columns_it_has_no_place_for_are_counted() -> None:
    layout = layout_of(["pers_person_id", "pers_dob", "local_notes", "pers_dob_checked"])
    assert layout is not None
    assert layout.ignored_columns == 2


@pytest.mark.parametrize("header", [[], ["a", "b"], ["pers_person_id"], ["person_id", "b", "c", "d"], [""] * 5])
def test_other_headers_name_no_table(header: list[str]) -> None:
    assert layout_of(header) is None
