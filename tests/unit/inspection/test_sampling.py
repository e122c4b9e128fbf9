"""Drawing a sample: the same for the same, by lot and for risk, and of whom nobody is left out unsaid."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.inspection.frame import Frame, Sign, Standing
from sightline.inspection.sampling import (
    Drawing,
    Drawn,
    StratumPlan,
    draw,
    in_words,
    lot,
    plan_from_json,
    plan_to_json,
)
from sightline.inspection.strata import Stratum
from sightline.standards.catalogue import CATALOGUE

NEED, CARE = Stratum.IN_NEED, Stratum.LOOKED_AFTER
PEOPLE = tuple(f"p{number:03}" for number in range(200))


def frame(**standing: tuple[Standing, ...]) -> Frame:
    return Frame({NEED: PEOPLE[:150], CARE: PEOPLE[100:]}, standing)


def keys(drawing: Drawing, *, is_random: bool) -> list[str]:
    return [each.person_id for each in drawing.children if each.is_random is is_random]


def test_the_lot_of_a_child_is_what_the_page_says_it_is() -> None:
    assert lot(7, NEED, "p001") == hashlib.sha256(b"7\nchildren-in-need\np001").hexdigest()


def test_the_lowest_lots_are_drawn() -> None:
    drawn = draw(frame(), [StratumPlan(NEED, 0, 5)], 7)
    by_hand = sorted(PEOPLE[:150], key=lambda who: hashlib.sha256(f"7\nchildren-in-need\n{who}".encode()).hexdigest())
    assert keys(drawn, is_random=True) == by_hand[:5]
    assert drawn.drawn_from == 150
    assert drawn.population_digest == hashlib.sha256("\n".join(PEOPLE[:150]).encode()).hexdigest()


def test_another_seed_draws_others() -> None:
    plan = [StratumPlan(NEED, 0, 10)]
    assert draw(frame(), plan, 7) == draw(frame(), plan, 7)
    assert set(keys(draw(frame(), plan, 7), is_random=True)) != set(keys(draw(frame(), plan, 8), is_random=True))


def test_every_child_has_the_same_chance() -> None:
    plan = [StratumPlan(NEED, 0, 15)]
    times = dict.fromkeys(PEOPLE[:150], 0)
    for seed in range(1, 1001):
        for who in keys(draw(frame(), plan, seed), is_random=True):
            times[who] += 1
    # 1,000 drawings of 15 of 150: each is drawn 100 times, give or take; five standard deviations are 47.
    assert 53 <= min(times.values()) <= max(times.values()) <= 147


def test_for_risk_each_reason_is_gone_round_safety_first_and_its_longest_taken() -> None:
    found = frame(
        p001=(Standing("child-seen-6m", 900, is_safety=True),),
        p002=(Standing("child-seen-6m", 800, is_safety=True),),
        p003=(Standing("child-seen-6m", 700, is_safety=True),),
        p004=(Standing("cin-plan-review", 2000, is_safety=False),),
        p005=(Standing("wf-case-held-by-manager", 10, is_safety=True),),
    )
    drawn = draw(found, [StratumPlan(NEED, 4, 0)], 7)
    assert set(keys(drawn, is_random=False)) == {"p001", "p005", "p004", "p002"}
    assert set(keys(draw(found, [StratumPlan(NEED, 1, 0)], 7), is_random=False)) == {"p001"}
    assert set(keys(draw(found, [StratumPlan(NEED, 2, 0)], 7), is_random=False)) == {"p001", "p005"}


def test_signs_come_after_what_is_not_met() -> None:
    found = Frame(
        {NEED: ("p1", "p2")},
        {"p1": (Standing("cin-plan-review", 3, is_safety=False),)},
        {"p2": (Sign.REFERRED_AGAIN,)},
    )
    assert keys(draw(found, [StratumPlan(NEED, 1, 0)], 7), is_random=False) == ["p1"]
    assert set(keys(draw(found, [StratumPlan(NEED, 2, 0)], 7), is_random=False)) == {"p1", "p2"}


def test_a_child_of_whom_nothing_stands_out_is_never_drawn_for_risk_and_the_lack_is_said() -> None:
    drawn = draw(
        frame(p001=(Standing("child-seen-6m", 1, is_safety=True),)),
        [StratumPlan(NEED, 3, 0), StratumPlan(CARE, 1, 0)],
        7,
    )
    assert keys(drawn, is_random=False) == ["p001"]
    assert drawn.missing == {NEED: 2, CARE: 1}


def test_those_left_out_are_in_no_drawing_and_not_among_those_drawn_from() -> None:
    out = set(PEOPLE[:140])
    drawn = draw(frame(), [StratumPlan(NEED, 0, 50)], 7, out)
    assert set(keys(drawn, is_random=True)) == set(PEOPLE[140:150])
    assert drawn.drawn_from == 10
    assert drawn.missing == {NEED: 40}


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ([StratumPlan(NEED, 1, 0), StratumPlan(NEED, 0, 1)], "names Children in need twice"),
        ([StratumPlan(NEED, -1, 0)], "between 0 and 50"),
        ([StratumPlan(NEED, 0, 51)], "between 0 and 50"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: list[StratumPlan], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw(frame(), plan, 7)


def test_why_a_child_was_drawn_is_said_in_words() -> None:
    found = Frame(
        {NEED: ("p1", "p2")},
        {"p1": (Standing("child-seen-6m", 1, is_safety=True), Standing("gone-since", 1200, is_safety=False))},
        {"p1": (Sign.LONG_OPEN,)},
    )
    (drawn,) = draw(found, [StratumPlan(NEED, 1, 0)], 7).children
    assert in_words(found, drawn, CATALOGUE) == [
        "Not met for 1 day: No child with an open case goes six months without being seen by a social worker.",
        "Not met for 1,200 days: gone-since",
        "Open for more than two years.",
    ]
    assert in_words(found, Drawn("p2", NEED, is_random=True), CATALOGUE) == []


def test_of_many_reasons_the_first_few_are_said_and_how_many_more() -> None:
    many = tuple(Standing(f"s{number}", 9, is_safety=True) for number in range(8))
    found = Frame({NEED: ("p1",)}, {"p1": many})
    (drawn,) = draw(found, [StratumPlan(NEED, 1, 0)], 7).children
    said = in_words(found, drawn, CATALOGUE)
    assert len(said) == 4
    assert said[-1] == "And 5 more."


def test_a_plan_is_read_back_as_it_was_kept() -> None:
    plan = (StratumPlan(NEED, 2, 3), StratumPlan(CARE, 0, 1))
    assert plan_from_json(plan_to_json(plan)) == plan


@given(
    seed=st.integers(1, 2**53 - 1),
    files=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=2),
    out=st.sets(st.sampled_from(PEOPLE)),
    standing=st.dictionaries(
        st.sampled_from(PEOPLE),
        st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3, unique=True).map(
            lambda codes: tuple(Standing(code, 5, is_safety=code == "a") for code in codes)
        ),
    ),
)
def test_whatever_is_asked_a_drawing_holds_together(
    seed: int, files: list[tuple[int, int]], out: set[str], standing: dict[str, tuple[Standing, ...]]
) -> None:
    plan = [StratumPlan(stratum, *counts) for stratum, counts in zip((NEED, CARE), files, strict=True)]
    found = frame(**standing)
    drawn = draw(found, plan, seed, out)
    people = [each.person_id for each in drawn.children]
    assert len(people) == len(set(people))
    assert not set(people) & out
    for each in plan:
        mine = [one for one in drawn.children if one.stratum is each.stratum]
        assert all(one.person_id in found.strata[each.stratum] for one in mine)
        assert len(mine) + drawn.missing.get(each.stratum, 0) == each.files
    assert all(one.person_id in standing for one in drawn.children if not one.is_random)
    shuffled = Frame({CARE: found.strata[CARE], NEED: found.strata[NEED]}, dict(reversed(standing.items())))
    assert draw(shuffled, plan, seed, frozenset(out)) == drawn
