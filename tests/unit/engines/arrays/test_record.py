"""The record's rows as arrays: what is missing, what is linked, and flags however Arrow packs them."""

from __future__ import annotations

import pyarrow as pa

from sightline.engines.arrays.numbers import NOTHING
from sightline.engines.arrays.record import Record, rows_from
from sightline.standards.nodes import Condition, Linked, known

KNOWN = known("born_on")


def record() -> Record:
    """Visits of children 0, 1, 5 and of nobody; children 0 and 5 satisfy a condition, and a row without a key does."""
    visits = pa.table({"ref": [0, 1, 2, 3], "person_id__key": [0, 1, None, 5]}, VISITS)
    people = pa.table(
        {"ref": [7, 8, 9, 10], "person_id__key": [5, 1, 0, None], "born_on__day": [-3, 4, None, 6], "is_0": FLAGS},
        PEOPLE,
    )
    return Record({"cin_visits": rows_from(visits, []), "people": rows_from(people, [KNOWN])})


FLAGS = [True, None, True, True]
VISITS = pa.schema([("ref", pa.int32()), ("person_id__key", pa.int32())])
PEOPLE = pa.schema([*VISITS, ("born_on__day", pa.int32()), ("is_0", pa.bool_())])


def test_rows_are_kept_where_conditions_hold_and_keys_are_known() -> None:
    found = record()
    assert found.kept("people", [], [], ["ref"]) is None
    assert kept(found, "people", [KNOWN], [], []) == [0, 2, 3]
    assert kept(found, "people", [KNOWN], [], ["person_id__key"]) == [0, 2]
    assert kept(found, "people", [KNOWN], [], ["person_id__key", "born_on__day"]) == [0]


def test_a_row_without_a_key_is_linked_to_none() -> None:
    found = record()
    assert kept(found, "cin_visits", [], [Linked("people", "person_id", (KNOWN,))], []) == [0, 3]
    assert kept(found, "cin_visits", [], [Linked("people", "person_id", (KNOWN,), absent=True)], []) == [1, 2]
    assert kept(found, "people", [], [Linked("cin_visits", "person_id")], []) == [0, 1, 2]


def test_days_are_found_by_key() -> None:
    born = record().day_of_key("people", "person_id", "born_on")
    assert born.tolist() == [NOTHING, NOTHING, 4, NOTHING, NOTHING, NOTHING, -3, NOTHING]


def test_flags_are_unpacked_whatever_part_of_a_chunk_they_are() -> None:
    whole = pa.array([True, False, None, True] * 9)
    flags = pa.chunked_array([whole.slice(3, 10), whole.slice(0, 0), whole.slice(29)])
    found = rows_from(pa.table({"is_0": flags}), [KNOWN]).flags[KNOWN]
    assert found.tolist() == [each is True for each in flags.to_pylist()]
    none = pa.chunked_array([], pa.bool_())
    assert rows_from(pa.table({"is_0": none}), [KNOWN]).flags[KNOWN].tolist() == []


def kept(found: Record, table: str, where: list[Condition], linked: list[Linked], columns: list[str]) -> list[int]:
    """Where the rows kept stand."""
    places = found.kept(table, where, linked, columns)
    assert places is not None
    return [int(each) for each in places]
