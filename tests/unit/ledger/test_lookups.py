"""Keys asked for all at once find what they would find one by one."""

from __future__ import annotations

import pytest

from sightline.ledger.actions import record
from sightline.ledger.queries import current
from sightline.record.tables.people import Person

pytestmark = pytest.mark.django_db

AWKWARD = ("P1", "O'Brien", 'a "quoted" key', "back\\slash", "{brace,comma}", "NULL", "", "Ŵ é 中", "%s")


@pytest.fixture(autouse=True)
def _people() -> None:
    record([Person(person_id=each) for each in (*AWKWARD, "another")], by="a", why="b")


@pytest.mark.parametrize("asked", [[], ["nobody"], list(AWKWARD), ["P1", "P1"], *([each] for each in AWKWARD)])
def test_it_finds_the_same_as_in(asked: list[str]) -> None:
    rows = current("people").order_by("person_id")
    one_by_one = list(rows.filter(person_id__in=asked).values_list("person_id", flat=True))
    assert list(rows.filter(person_id__among=asked).values_list("person_id", flat=True)) == one_by_one
    assert len(one_by_one) == len(set(asked) - {"nobody"})


def test_any_collection_will_do() -> None:
    for asked in ({"P1"}, frozenset({"P1"}), ("P1",), dict.fromkeys(["P1"])):
        assert current("people").filter(person_id__among=asked).count() == 1


def test_it_asks_with_one_parameter_however_many_keys() -> None:
    def parameters(count: int) -> int:
        keys = [f"K{number}" for number in range(count)]
        return len(current("people").filter(person_id__among=keys).query.sql_with_params()[1])

    assert parameters(5_000) == parameters(1)
