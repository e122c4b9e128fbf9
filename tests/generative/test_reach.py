"""The generators reach every kind of node, option and outcome: else equality would say less than it seems."""

from __future__ import annotations

import dataclasses
import typing
from enum import Enum

import pytest
from hypothesis import given, seed, settings

from sightline.standards import nodes
from sightline.standards.nodes import (
    AnyOf,
    AtMost,
    AtMostAtOnce,
    Condition,
    Consistent,
    Events,
    Every,
    Judgement,
    Limit,
    Linked,
    Never,
    Node,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Test,
    Throughout,
    Unit,
    Within,
)
from sightline.standards.obligations import Obligation, Verdict, exists_on, verdict_on
from tests.generative.cases import Case, cases, days_to_ask, evaluated
from tests.support.engines import engine_called

Feature = tuple[str, ...]

NODE_KINDS: tuple[type, ...] = typing.get_args(Node)
PARTS: tuple[type, ...] = (Condition, Limit, Linked, Events, Spans, OnlyWhile, AnyOf)
_ALWAYS = {"met", "unknown start", "unknown due"}
OUTCOMES: dict[type, set[str]] = {
    Within: _ALWAYS | {"breached late", "breached never", "not yet due", "lapsed"},
    Every: _ALWAYS | {"breached late", "breached never", "not yet due", "lapsed"},
    Throughout: _ALWAYS | {"breached late", "breached never", "not yet due", "lapsed"},
    Never: _ALWAYS | {"breached late", "breached never", "not yet due"},
    AtMost: _ALWAYS | {"breached late"},
    AtMostAtOnce: _ALWAYS | {"breached late", "breached never"},
    Present: _ALWAYS | {"breached never", "not yet due", "lapsed"},
    Sequence: _ALWAYS | {"breached late", "breached never", "not yet due"},
    Consistent: _ALWAYS | {"breached never"},
    Judgement: set(),
}
"""How the obligations of each kind of node can turn out, by its rules."""
RARE = {("AtMost", "breached never")}  # possible in the calendar's last days only; the manual has an example


def possible_outcomes() -> set[Feature]:
    """Every outcome of every kind of node."""
    return {(kind.__name__, outcome) for kind, outcomes in OUTCOMES.items() for outcome in outcomes}


def features_of(thing: object) -> set[Feature]:
    """Kinds and options used by a node or a part of one: each field with whether it is as by default."""
    if isinstance(thing, tuple):
        return {feature for each in thing for feature in features_of(each)}
    if isinstance(thing, Unit | Test):
        return {(type(thing).__name__, thing.value)}
    if not dataclasses.is_dataclass(thing):
        return set()
    name = type(thing).__name__
    found: set[Feature] = {(name,)}
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if field.default is not dataclasses.MISSING:
            found.add((name, field.name, "default" if value == field.default else "given"))
        elif isinstance(value, Events | AnyOf):
            found.add((name, field.name, type(value).__name__))
        found |= features_of(value)
    if isinstance(thing, Spans) and thing.aged is not None:
        low, high = thing.aged
        found.add((name, "aged", "from" if low is not None else "from none", "to" if high is not None else "to none"))
    return found


def possible_features() -> set[Feature]:
    """Every kind and option that :mod:`sightline.standards.nodes` declares."""
    possible: set[Feature] = {(enum.__name__, each.value) for enum in (Unit, Test) for each in _members(enum)}
    possible |= {("Spans", "aged", low, high) for low in ("from", "from none") for high in ("to", "to none")}
    for kind in (*NODE_KINDS, *PARTS):
        possible.add((kind.__name__,))
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            if field.default is not dataclasses.MISSING:
                possible |= {(kind.__name__, field.name, how) for how in ("default", "given")}
            elif hints[field.name] == nodes.Happening:
                possible |= {(kind.__name__, field.name, how) for how in ("Events", "AnyOf")}
            elif hints[field.name] is Events:
                possible.add((kind.__name__, field.name, "Events"))
    return possible


def _members(enum: type[Enum]) -> list[typing.Any]:
    return list(enum)


def outcomes_of(obligation: Obligation) -> set[str]:
    """Which of the ways an obligation can go it goes, over all days."""
    if obligation.since is None:
        return {"unknown start"}
    if obligation.due is None:
        return {"unknown due"}
    verdicts = {verdict_on(obligation, day) for day in days_to_ask([obligation]) if exists_on(obligation, day)}
    found = {"not yet due"} if Verdict.NOT_YET_DUE in verdicts else set()
    if Verdict.MET in verdicts:
        found.add("met")
    elif Verdict.BREACHED in verdicts:
        found.add("breached never" if obligation.done_on is None else "breached late")
    elif obligation.ended_on is not None:
        found.add("lapsed")
    return found


@dataclasses.dataclass
class Reach:
    """The kinds and options of the standards generated, and how the obligations of each kind of node turned out."""

    features: set[Feature] = dataclasses.field(default_factory=set)
    outcomes: set[Feature] = dataclasses.field(default_factory=set)

    def look(self, case: Case) -> None:
        """Take in one case."""
        kinds = {each.code: type(each.node).__name__ for each in case.standards}
        for standard in case.standards:
            self.features |= features_of(standard.node)
        for rows in case.loads:
            for each in evaluated(engine_called("reference"), rows, case.standards):
                self.outcomes |= {(kinds[each.standard], outcome) for outcome in outcomes_of(each)}

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to look for."""
        return possible_features() <= self.features and possible_outcomes() <= self.outcomes


@pytest.fixture(scope="module")
def reach() -> Reach:
    """What a few hundred cases reach; rounds end when everything has been reached, for most of it is at once."""
    reach = Reach()
    for round_number in range(12):

        @seed(round_number)
        @settings(max_examples=30, database=None)
        @given(case=cases(loads=1))
        def look(case: Case) -> None:
            reach.look(case)

        look()
        if reach.is_complete:
            break
    return reach


def test_every_kind_and_option_is_reached(reach: Reach) -> None:
    assert possible_features() - reach.features == set()
    assert reach.features - possible_features() == set(), "an option this test does not know of"


def test_every_outcome_is_reached(reach: Reach) -> None:
    """Each kind of node is met, missed and unknown in each of the ways its rules allow, and in no other."""
    assert set(OUTCOMES) == set(NODE_KINDS)
    assert possible_outcomes() - reach.outcomes == set()
    assert reach.outcomes - possible_outcomes() <= RARE
