"""The disclosure control attacked by somebody who knows the rule and everything published."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.scrutiny.disclosure import ALL, Dimension, Population, Rule, Safe, Table, protect, suppress
from tests.support.attacker import Published, every_table, range_of

SMALL = Rule(threshold=3, base=1, protection=2)
ROUNDED = Rule(threshold=3, base=3, protection=2)
MOST = 9
AGE = Dimension("age", ("young", "old"))
ETHNICITY = Dimension("ethnicity", ("one", "other", "third"))
PLACE = Dimension("place", ("north", "south"))
WARDS = Dimension("ward", ("a", "b", "c"), {"district": ("a", "b"), "parish": ("b", "c")}, shows_finest=False)


def told(safe: Safe) -> list[Published]:
    """A table as an attacker has it."""
    dimensions = safe.table.population.dimensions
    out = []
    for where, cell in safe.cells.items():
        asked = dict(zip(safe.table.by, where, strict=True))
        held = [set(each.within(asked.get(each.name, ALL))) for each in dimensions]
        out.append(Published(frozenset(product(*held)), cell.value))
    return out


def crossings(population: Population) -> list[tuple[str, ...]]:
    return list(product(*(each.values for each in population.dimensions)))


def attacked(safe: list[Safe], rule: Rule) -> None:
    """Fail if any count of a few children, told or never tabulated, is known within less than the protection."""
    population = safe[0].table.population
    published = [each for table in safe for each in told(table)]
    most = max([MOST, *population.counts.values()]) + rule.protection
    tables = list(every_table(crossings(population), published, rule.threshold, rule.base, most))
    assert dict.fromkeys(crossings(population), 0) | dict(population.counts) in tables
    protected = [each.among for each in published if each.printed is None]
    protected += [frozenset({where}) for where, count in population.counts.items() if 0 < count < rule.threshold]
    for among in protected:
        least, greatest = range_of(tables, among.__contains__)
        assert greatest - least >= rule.protection, (among, least, greatest)


def counts(*dimensions: Dimension, most: int = 6) -> st.SearchStrategy[dict[tuple[str, ...], int]]:
    places = list(product(*(each.values for each in dimensions)))
    return st.lists(st.integers(0, most), min_size=len(places), max_size=len(places)).map(
        lambda found: dict(zip(places, found, strict=True))
    )


@pytest.mark.parametrize("rule", [SMALL, ROUNDED], ids=["unrounded", "rounded"])
def test_subtraction_and_complements_tell_nothing(rule: Rule) -> None:
    @settings(max_examples=20)
    @given(counts(AGE, ETHNICITY))
    def attack(found: dict[tuple[str, ...], int]) -> None:
        attacked(suppress([Table.of("t", (AGE, ETHNICITY), found)], rule=rule), rule)

    attack()


@pytest.mark.parametrize("rule", [SMALL, ROUNDED], ids=["unrounded", "rounded"])
def test_repeated_queries_of_place_age_and_ethnicity_tell_nothing(rule: Rule) -> None:
    ethnicity = Dimension("ethnicity", ("one", "other"))

    @settings(max_examples=12)
    @given(counts(AGE, ethnicity, PLACE, most=4))
    def attack(found: dict[tuple[str, ...], int]) -> None:
        population = Population("p", (AGE, ethnicity, PLACE), found)
        pairs = (("age", "ethnicity"), ("age", "place"), ("ethnicity", "place"))
        attacked(suppress([Table("-".join(by), population, by) for by in pairs], rule=rule), rule)

    attack()


@pytest.mark.parametrize("rule", [SMALL, ROUNDED], ids=["unrounded", "rounded"])
def test_what_is_left_between_places_that_overlap_tells_nothing(rule: Rule) -> None:
    @settings(max_examples=20)
    @given(counts(WARDS, AGE))
    def attack(found: dict[tuple[str, ...], int]) -> None:
        attacked(suppress([Table.of("t", (WARDS, AGE), found)], rule=rule), rule)

    attack()


@pytest.mark.parametrize("rule", [SMALL, ROUNDED], ids=["unrounded", "rounded"])
def test_what_changed_between_editions_tells_nothing_of_a_few(rule: Rule) -> None:
    @settings(max_examples=8)
    @given(counts(AGE, ETHNICITY), counts(AGE, ETHNICITY), st.booleans())
    def attack(found: dict[tuple[str, ...], int], later: dict[tuple[str, ...], int], is_correction: bool) -> None:
        first = suppress([Table("t", Population("then", (AGE, ETHNICITY), found), ("age", "ethnicity"))], rule=rule)
        name = "then" if is_correction else "a quarter later"
        table = Table("t", Population(name, (AGE, ETHNICITY), later), ("age", "ethnicity"))
        (second,) = suppress([table], rule=rule, before=first)
        changes_are_open(first[0], second, rule)

    attack()


def changes_are_open(first: Safe, second: Safe, rule: Rule) -> None:
    """Fail if a change of a few children in a cell can be worked out from both editions."""
    tables = []
    for safe in (first, second):
        most = max([MOST, *safe.table.population.counts.values()]) + rule.protection
        # what a correction kept is known less well than its print says: an attacker who takes it at its word is wrong
        published = [
            each
            for each, where in zip(told(safe), safe.cells, strict=True)
            if where not in safe.kept or each.printed is None or safe.table.count(where) == each.printed
        ]
        tables.append(list(every_table(crossings(safe.table.population), published, rule.threshold, rule.base, most)))
    for where in second.cells:
        change = second.table.count(where) - first.table.count(where)
        if 0 < abs(change) < rule.threshold:
            among = frozenset(
                product(*(each.within(value) for each, value in zip(second.table.dimensions, where, strict=True)))
            )
            before, now = (range_of(each, among.__contains__) for each in tables)
            assert (now[1] - before[0]) - (now[0] - before[1]) >= rule.protection


@given(counts(AGE, ETHNICITY, most=30), st.integers(0, 5), st.sampled_from([-1, 1]))
@settings(max_examples=12)
def test_a_correction_of_one_child_shows_no_other_number(found: dict[tuple[str, ...], int], at: int, by: int) -> None:
    """At worst a figure is hidden that was shown, where the one child could be worked out otherwise."""
    where = sorted(found)[at]
    first = suppress([Table.of("t", (AGE, ETHNICITY), found)])
    later = {**found, where: max(0, found[where] + by)}
    (second,) = suppress([Table.of("t", (AGE, ETHNICITY), later)], before=first)
    for each, cell in second.cells.items():
        assert cell.value in (None, first[0].cells[each].value)


@given(counts(AGE, ETHNICITY, most=12))
@settings(max_examples=20)
def test_nobody_learns_that_all_of_a_group_are_of_a_sensitive_value(found: dict[tuple[str, ...], int]) -> None:
    sensitive = Dimension("age", AGE.values, is_sensitive=True)
    (safe,) = suppress([Table.of("t", (sensitive, ETHNICITY), found)], rule=SMALL)
    most = max([MOST, *found.values()]) + SMALL.protection
    published = told(safe)
    for column in (*ETHNICITY.values,):
        among = [(age, column) for age in AGE.values]
        whole = sum(found[each] for each in among)
        full = [each for each in among if found[each] == whole and whole]
        if not full:
            continue
        only = [each for each in published if each.among <= frozenset(among)]
        tables = list(every_table(among, only, SMALL.threshold, SMALL.base, most))
        least, greatest = range_of(tables, frozenset(among).difference(full[:1]).__contains__)
        assert greatest - least >= SMALL.protection


@given(counts(AGE, ETHNICITY, most=40))
@settings(max_examples=20)
def test_hidden_alike_and_most_is_kept(found: dict[tuple[str, ...], int]) -> None:
    """Hiding everything would pass every attack; so what need not be hidden is counted too."""
    (safe,) = suppress([Table.of("t", (AGE, ETHNICITY), found)])
    small = sum(0 < safe.table.count(where) < 5 for where in safe.cells)
    hidden = sum(cell.value is None for cell in safe.cells.values())
    assert hidden <= 2 * small
    assert {str(cell) for cell in safe.cells.values() if cell.value is None} <= {"[c]"}


@given(counts(AGE, ETHNICITY, most=6))
@settings(max_examples=8)
def test_the_same_tables_are_hidden_the_same_way(found: dict[tuple[str, ...], int]) -> None:
    table = Table.of("t", (AGE, ETHNICITY), found)
    one, other = protect([table], rule=SMALL), protect([table], rule=SMALL)
    assert {key: each.value for key, each in one.safe[0].cells.items()} == {
        key: each.value for key, each in other.safe[0].cells.items()
    }
