"""What the simulator meant to go wrong is what the plainest engine finds, standard by standard, both ways.

The simulator notes a lapse as it draws it and knows nothing of the engines; the reference engine reads rows and knows
nothing of the simulator. Where they differ one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.reference import ReferenceEngine
from sightline.simulate import Council
from sightline.simulate.truth import LINE_OF
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import Verdict, verdict_on

Refs = dict[str, set[str]]


def breached(council: Council) -> Refs:
    standards = [CATALOGUE[code] for code in LINE_OF]
    found: Refs = defaultdict(set)
    for each in from_arrow(ReferenceEngine().obligations(council.extract, standards)):
        if verdict_on(each, council.truth.as_at) is Verdict.BREACHED:
            found[each.standard].add(each.ref)
    return found


def meant(council: Council, origin: str | None = None) -> Refs:
    found: Refs = defaultdict(set)
    for failure in council.truth.failures:
        if origin in (None, failure.origin):
            found[failure.standard].update(failure.keys)
    return found


@pytest.fixture(scope="module", params=["healthy", "case"])
def compared(request: pytest.FixtureRequest) -> tuple[Council, Refs]:
    council: Council = request.getfixturevalue(request.param)
    return council, breached(council)


def test_nothing_is_found_that_was_not_meant(compared: tuple[Council, Refs]) -> None:
    council, found = compared
    known = meant(council)
    unmeant = {code: sorted(refs - known[code]) for code, refs in found.items() if refs - known[code]}
    total = sum(len(refs) for refs in found.values())
    assert sum(len(refs) for refs in unmeant.values()) <= 0.002 * total, unmeant


def test_everything_planted_is_found(compared: tuple[Council, Refs]) -> None:
    council, found = compared
    planted = meant(council, "planted")
    lost = {code: sorted(refs - found[code]) for code, refs in planted.items() if refs - found[code]}
    total = sum(len(refs) for refs in planted.values())
    assert sum(len(refs) for refs in lost.values()) <= 0.005 * total, lost


def test_a_healthy_council_has_nothing_planted(healthy: Council) -> None:
    assert {each.origin for each in healthy.truth.failures} == {"background"}


def test_the_case_plants_every_failing(case: Council) -> None:
    planted = {each.f for each in case.truth.failures if each.origin == "planted"}
    assert planted == {f"F{number}" for number in range(1, 19)}
