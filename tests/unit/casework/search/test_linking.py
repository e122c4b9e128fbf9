"""Two records of one child are suggested, two children are not; what was decided stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
import pytest

from sightline.casework.actions.suggesting import keep_suggestions
from sightline.casework.models import Suggestion
from sightline.casework.models.suggestions import Decision
from sightline.casework.search.linking import THRESHOLD, Link, links
from sightline.record.schema import Row
from sightline.record.tables.addresses import Address
from sightline.record.tables.linked_identifiers import LinkedIdentifier
from sightline.simulate import simulate
from sightline.sources.extract import Extract, from_rows
from tests.support.twice import measured, with_some_twice
from tests.unit.casework.search.conftest import AS_AT, person

CHILDREN = 1_500


@pytest.fixture(scope="module")
def council() -> Extract:
    """An invented council, small, so that chance agreement is rare and the linking quick."""
    return simulate(children=CHILDREN, until=AS_AT, seed=11).extract


@pytest.fixture(scope="module")
def few() -> Extract:
    """A smaller one, for what does not need many."""
    return simulate(children=300, until=AS_AT, seed=12).extract


@pytest.fixture(scope="module")
def found(council: Extract) -> tuple[list[Link], set[tuple[str, str]]]:
    """What is suggested where fifty of them are there twice, and who those are."""
    planted, pairs = with_some_twice(council, 50, seed=3)
    return links(planted), pairs


def test_most_planted_twice_are_found_and_few_others(found: tuple[list[Link], set[tuple[str, str]]]) -> None:
    precision, recall = measured([(each.person_a, each.person_b) for each in found[0]], found[1])
    print(f"precision {precision:.2f}, recall {recall:.2f} of {len(found[1])} planted")  # noqa: T201 - the figure
    assert precision >= 0.9
    assert recall >= 0.85


def test_reasons_are_words_that_identify_nobody(found: tuple[list[Link], set[tuple[str, str]]]) -> None:
    words = {reason for each in found[0] for reason in each.reasons}
    assert {"same forename", "same date of birth", "day and month swapped"} <= words
    assert len(words) <= 18
    assert all(each.person_a < each.person_b and THRESHOLD <= each.probability <= 1 for each in found[0])


def test_the_same_people_give_the_same_pairs(few: Extract) -> None:
    planted, _ = with_some_twice(few, 10, seed=4)
    assert links(planted) == links(planted)


def test_twins_are_not_suggested(few: Extract) -> None:
    home = {"postcode": "AV1 1AA", "started_on": dt.date(2015, 1, 1)}
    twins = [
        person("T1", "Ivy", "Quillfeather", "2010-05-05", sex="2"),
        person("T2", "Rose", "Quillfeather", "2010-05-05", sex="2"),
        Address(address_id="TA1", person_id="T1", **home),  # type: ignore[arg-type]
        Address(address_id="TA2", person_id="T2", **home),  # type: ignore[arg-type]
        LinkedIdentifier(linked_identifier_id="TL1", person_id="T1", type="UPN", value="X1"),
        LinkedIdentifier(linked_identifier_id="TL2", person_id="T2", type="UPN", value="Y2"),
    ]
    assert not [each for each in links(_and(few, twins)) if {each.person_a, each.person_b} == {"T1", "T2"}]


def test_nobody_and_one_person_are_no_pair() -> None:
    assert links(from_rows([])) == []
    assert links(from_rows([person("A", "Ann", "Example", None)])) == []


@pytest.mark.django_db
def test_a_decision_outlasts_every_later_linking() -> None:
    first = [Link("A", "B", 0.9, ("same forename",)), Link("C", "D", 0.8, ()), Link("E", "F", 0.7, ())]
    assert keep_suggestions(first).new == 3
    Suggestion.objects.filter(person_a="A").update(decision=Decision.DIFFERENT, why="two cousins")
    kept = keep_suggestions([Link("A", "B", 0.99, ()), Link("C", "D", 0.95, ("same surname",))])
    assert (kept.to_decide, kept.new, kept.decided) == (1, 0, 1)
    assert Suggestion.objects.get(person_a="A").probability == 0.9
    assert Suggestion.objects.get(person_a="C").reasons == "same surname"
    assert not Suggestion.objects.filter(person_a="E").exists()


def _and(council: Extract, rows: Sequence[Row]) -> Extract:
    more = from_rows(rows)
    tables = {name: pa.concat_tables([table, more.tables[name]]) for name, table in council.tables.items()}
    return dataclasses.replace(council, tables=tables)
