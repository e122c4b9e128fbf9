"""What members are told, attacked by one who knows the rule, every edition and what was told on other days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.scrutiny.disclosure import ALL, Dimension, Population, Rule, Safe, Table, suppress
from sightline.scrutiny.disclosure.tables import Where
from sightline.scrutiny.queries.members_release import (
    IN_TIME,
    NOT,
    Allowed,
    Counted,
    Published,
    Release,
    release,
    told_alike,
)
from sightline.scrutiny.ten_figures import FIGURES

RULE = Rule()
DAY, NEXT, EARLIER = dt.date(2016, 11, 14), dt.date(2016, 11, 15), dt.date(2016, 9, 30)
ENDS = (dt.date(2015, 12, 31), dt.date(2016, 3, 31), dt.date(2016, 6, 30), EARLIER)
STOCK, SHARE, HOMES, PERMANENCE = "children-not-seen", "assessments-in-time", "stable-homes", "permanence"
MOST = 60
Pair = tuple[int, int]
pairs = st.tuples(st.integers(0, 30), st.integers(0, 30))


def released(
    now: Mapping[str, Counted], *editions: Published, quarters: Mapping[str, tuple[Counted, ...]] | None = None
) -> Release:
    """The release of these figures; of the others the record can tell nothing."""
    nothing = {name: Counted(DAY, None, None) for name in FIGURES}
    return release({**nothing, **now}, {**dict.fromkeys(FIGURES, ()), **(quarters or {})}, editions)


def told_of(name: str, pair: Pair, on: dt.date, *editions: Published) -> Allowed:
    return released({name: Counted(on, pair[0], sum(pair))}, *editions).now[name]


def edition(name: str, pair: Pair, *, has_rest: bool, on: dt.date = EARLIER) -> Published:
    """An edition that counted the figure on a day; ``has_rest``: with those for whom it does not hold."""
    counts: dict[Where, int] = {(IN_TIME,): pair[0], **({(NOT,): pair[1]} if has_rest else {})}
    outcome = Dimension("outcome", tuple(value for (value,) in counts))
    whole = Population(f"{name} of {on}", (outcome,), counts)
    return Published(on, tuple(suppress([Table(f"figure:{name}", whole, ("outcome",))])))


def is_told(count: int, told: int | None) -> bool:
    return told is None or RULE.told(count) == told


def possible(allowed: Allowed) -> list[Pair]:
    """Every part and rest that agrees with what members were told."""
    return [
        (part, rest)
        for part in range(MOST)
        for rest in range(MOST)
        if is_told(part, allowed.part) and is_told(part + rest, allowed.whole)
    ]


def possible_in(safe: Safe) -> list[Pair]:
    """Every part and rest that agrees with a published table."""
    has_rest = (NOT,) in safe.cells
    return [
        (part, rest)
        for part in range(MOST)
        for rest in range(MOST if has_rest else 1)
        if is_told(part, safe.value(IN_TIME))
        and is_told(part + rest, safe.value(ALL))
        and (not has_rest or is_told(rest, safe.value(NOT)))
    ]


def open_to(found: list[Pair], cell: int) -> Pair:
    """The least and the greatest a reader may believe of the part, of the rest, or of both."""
    values = [(*each, sum(each))[cell] for each in found]
    return min(values), max(values)


def subtracted(before: list[Pair], then: Pair, after: list[Pair], now: Pair, cells: tuple[int, ...]) -> None:
    """Fail if a change of a few can be worked out."""
    assert then in before
    assert now in after
    for cell in cells:
        change = (*now, sum(now))[cell] - (*then, sum(then))[cell]
        (least, greatest), (low, high) = open_to(before, cell), open_to(after, cell)
        assert not RULE.is_small(change) or (high - least) - (low - greatest) >= RULE.protection, (then, now, cell)


@pytest.mark.parametrize("name", [STOCK, SHARE, HOMES])
def test_complements_tell_nothing(name: str) -> None:
    @settings(max_examples=40)
    @given(pairs)
    def attack(pair: Pair) -> None:
        found = possible(told_of(name, pair, DAY))
        assert pair in found
        for cell, count in enumerate((*pair, sum(pair))):
            least, greatest = open_to(found, cell)
            assert not RULE.is_small(count) or greatest - least >= RULE.protection

    attack()


@pytest.mark.parametrize("name", [STOCK, SHARE, HOMES])
def test_views_on_days_that_follow_one_another_tell_nothing_of_a_few(name: str) -> None:
    @settings(max_examples=40)
    @given(pairs, st.integers(-4, 4), st.integers(-4, 4))
    def attack(then: Pair, part: int, rest: int) -> None:
        now = (max(0, then[0] + part), max(0, then[1] + rest))
        days = [possible(told_of(name, pair, day)) for pair, day in ((then, DAY), (now, NEXT))]
        subtracted(days[0], then, days[1], now, (0, 1, 2))

    attack()


@pytest.mark.parametrize(("name", "has_rest"), [(STOCK, False), (SHARE, True), (HOMES, True)])
def test_subtraction_from_an_edition_tells_nothing_of_a_few(name: str, has_rest: bool) -> None:
    @settings(max_examples=40)
    @given(pairs, st.integers(-4, 4), st.integers(-4, 4))
    def attack(then: Pair, part: int, rest: int) -> None:
        now = (max(0, then[0] + part), max(0, then[1] + rest))
        out = edition(name, then, has_rest=has_rest)
        after = possible(told_of(name, now, DAY, out))
        before = possible_in(out.tables[0])
        subtracted(before, then if has_rest else (then[0], 0), after, now, (0, 1, 2) if has_rest else (0,))

    attack()


@given(pairs, st.integers(-4, 4))
@settings(max_examples=40)
def test_what_an_edition_counted_is_told_as_it_told_it_or_not_at_all(then: Pair, change: int) -> None:
    """The same day known later: a few put right since are not told of."""
    now = (max(0, then[0] + change), then[1])
    out = edition(STOCK, then, has_rest=False)
    assert told_of(STOCK, now, EARLIER, out).part in (None, out.tables[0].value(IN_TIME))


@given(st.lists(pairs, min_size=4, max_size=4))
@settings(max_examples=25)
def test_a_year_that_was_published_less_its_other_quarters_tells_nothing(found: list[Pair]) -> None:
    year = (sum(part for part, _ in found), sum(rest for _, rest in found))
    out = edition(SHARE, year, has_rest=True)
    quarters = tuple(Counted(end, part, part + rest) for end, (part, rest) in zip(ENDS, found, strict=True))
    told = released({}, out, quarters={SHARE: quarters}).quarters[SHARE]
    for published, printed, exact in (
        (out.tables[0].value(IN_TIME), [each.part for each in told], [part for part, _ in found]),
        (out.tables[0].value(ALL), [each.whole for each in told], [sum(each) for each in found]),
    ):
        if published is None:
            continue
        for at, count in enumerate(exact):
            others = [value for place, value in enumerate(printed) if place != at]
            if not RULE.is_small(count) or None in others:
                continue
            spans = [RULE.between(value) for value in others if value is not None]
            least, greatest = RULE.between(published)
            low, high = max(0, least - sum(each[1] for each in spans)), greatest - sum(each[0] for each in spans)
            assert high - low >= RULE.protection


def test_a_total_that_may_not_be_told_of_one_figure_is_told_of_none() -> None:
    counts: dict[Where, int] = {(IN_TIME,): 11, (NOT,): 2}
    (safe,) = suppress([Table.of("figure:homes", (Dimension("outcome", (IN_TIME, NOT)),), counts)])
    totals = {HOMES: ("Looked after", safe), PERMANENCE: ("Looked after", safe)}
    found = told_alike({HOMES: Allowed(DAY, 10, None), PERMANENCE: Allowed(DAY, 5, 15)}, totals, ())
    assert found == {HOMES: Allowed(DAY, 10, None), PERMANENCE: Allowed(DAY, 5, None)}
    alike = {HOMES: Allowed(DAY, 10, 15), PERMANENCE: Allowed(DAY, 5, 15)}
    assert told_alike(alike, totals, ()) == alike


def test_a_larger_count_that_would_tell_is_hidden_like_a_small_one() -> None:
    out = edition(STOCK, (5, 0), has_rest=False)
    narrow = told_of(STOCK, (6, 40), DAY, out)
    small = told_of(STOCK, (3, 40), DAY)
    assert (narrow.part, narrow.is_known) == (small.part, small.is_known) == (None, True)


def test_most_is_told() -> None:
    """Hiding everything would pass every attack."""
    out = edition(SHARE, (61, 20), has_rest=True)
    assert told_of(SHARE, (70, 25), DAY, out) == Allowed(DAY, 70, 95)
    assert told_of(STOCK, (53, 200), DAY, edition(STOCK, (40, 0), has_rest=False)) == Allowed(DAY, 55, 255)
    quarters = tuple(Counted(end, 40, 60) for end in ENDS)
    told = released({}, edition(SHARE, (160, 80), has_rest=True), quarters={SHARE: quarters}).quarters[SHARE]
    assert [(each.part, each.whole) for each in told] == [(40, 60)] * 4
