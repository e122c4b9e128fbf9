"""The measurement of a mock inspection: files from the truth, samples as a mock inspection draws them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks import mock_power
from benchmarks.auditors import KINDS
from benchmarks.mock_power import LINES, NOT_IN_A_FILE, SAMPLES, SIZES, samples_of, written
from sightline.inspection.frame import Frame, Standing
from sightline.inspection.strata import Stratum


@pytest.fixture(scope="module")
def frame() -> Frame:
    """Forty children of each group but one, which has two; one of each is in breach."""
    strata = {
        each: tuple(f"{each.value}-{number}" for number in range(2 if each is Stratum.PRIVATE_FOSTERING else 40))
        for each in Stratum
    }
    return Frame(strata, standing={f"{each.value}-1": (Standing("child-seen-6m", 90, True),) for each in Stratum})


def test_a_sample_by_group_holds_as_many_of_each_and_nobody_where_a_group_ran_out(frame: Frame) -> None:
    samples = samples_of(frame, 1, np.random.default_rng(1))
    people = frame.people
    rows = samples["by group", SIZES[2]]
    assert rows.shape == (SAMPLES, 44)
    for each in rows.tolist():
        held = [row for row in each if row < len(people)]
        assert len(held) == len(set(held)) == 42  # two of the group of two, four of the rest
        names = [people[row].rpartition("-")[0] for row in held]
        assert names.count("looked-after") == 4
        assert names.count("private-fostering") == 2
    assert (rows[0] != rows[1]).any()


def test_half_for_risk_always_holds_those_in_breach_and_random_seldom(frame: Frame) -> None:
    samples = samples_of(frame, 1, np.random.default_rng(1))
    risky = {place for place, who in enumerate(frame.people) if who.endswith("-1")}
    for_risk = [len(risky & set(each)) for each in samples["half for risk", 44].tolist()]
    at_random = [len(risky & set(each)) for each in samples["random", 44].tolist()]
    assert min(for_risk) == len(Stratum)
    assert np.mean(at_random) < 4


def test_a_plan_draws_exactly_as_many_as_asked() -> None:
    for each in mock_power.EACH:
        for by_risk in (False, True):
            plan = mock_power._plan(each, by_risk=by_risk)
            assert sum(one.files for one in plan) == each * len(Stratum)
            assert sum(one.by_risk for one in plan) == (each * len(Stratum)) // 2 * by_risk


def test_the_whole_measurement_runs_on_the_smallest_councils(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good council and a failing one, small: the shape is that of the results shipped; the failing one is named."""
    monkeypatch.setattr(mock_power, "STRENGTHS", (0.0, 1.0))
    monkeypatch.setattr(mock_power, "SAMPLES", 3)
    monkeypatch.setattr(mock_power, "TEAMS", 2)
    raw = json.loads(written(mock_power.run(1, 400)))
    assert len(raw["found"]) == 2 * len(LINES) * len(mock_power.DESIGNS) * len(KINDS)
    named = {
        strength: {each["line"] for each in raw["found"] if each["data"] and each["strength"] == strength}
        for strength in (0.0, 1.0)
    }
    assert len(named[0.0]) <= 2
    assert len(named[1.0]) >= 9
    for each in raw["found"]:
        assert each["in_files"] == (each["line"] not in NOT_IN_A_FILE)
        assert all(both >= audits for both, audits in zip(each["both"], each["audits"], strict=True))
