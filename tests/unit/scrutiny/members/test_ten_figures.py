"""The file of the ten figures, and what of it is refused."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from sightline.inspection.standing.population import population
from sightline.scrutiny.ten_figures import FIGURES, POPULATIONS, TEN, parse_figures
from sightline.standards.catalogue import CATALOGUE
from tests.support import site


def raw() -> dict[str, dict[str, Any]]:
    """The file as it is shipped."""
    return tomllib.loads((resources.files("sightline.scrutiny") / "ten_figures.toml").read_text("utf-8"))


def test_there_are_ten_each_with_a_source() -> None:
    assert len(FIGURES) == TEN
    assert all(each.source and each.matters for each in FIGURES.values())


def test_whatever_is_local_policy_is_said_to_be_unsure_or_seen() -> None:
    """A member is shown the certainty of each standard; there is one to show."""
    assert all(CATALOGUE[code].citation.confidence for each in FIGURES.values() for code in each.standards)


def test_the_populations_are_counted() -> None:
    extract = site.loaded().extract
    assert set(population(extract, site.AS_AT)) >= POPULATIONS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"standards": ["no-such"]}, "no standard that has a figure"),
        ({"standards": ["cla-care-plan-content"]}, "no standard that has a figure"),
        ({"standards": ["wf-safe-workload"]}, "not about a child"),
        ({"standards": []}, "and not both"),
        ({"says": "{share} of children"}, r"must say \{children\} once"),
        ({"says": "{children} of {children}"}, r"must say \{children\} once"),
        ({"better": "more"}, "whether higher or lower"),
        ({"of": "Everybody"}, "whom the population does not count"),
        ({"beside": "CIN", "differs": "so"}, "no published share"),
        ({"beside": "Continue_Assess_Comp"}, "counted differently"),
        ({"nobody": ""}, "says why there is none"),
        ({"beside": "RevCP", "differs": "so"}, "and not both"),
        ({"counted": "guessed"}, "guessed"),
        ({"source": " "}, "its source"),
    ],
)
def test_it_refuses_a_figure(change: dict[str, Any], words: str) -> None:
    given = raw()
    given["children-not-seen"] |= change
    with pytest.raises(ValueError, match=words):
        parse_figures(given)


def test_it_refuses_nine() -> None:
    given = raw()
    del given["permanence"]
    with pytest.raises(ValueError, match="9 figures, not 10"):
        parse_figures(given)


def test_it_names_what_is_left_out() -> None:
    given = raw()
    del given["permanence"]["counted"]
    with pytest.raises(ValueError, match="figure permanence has no counted"):
        parse_figures(given)


def test_it_refuses_an_id_that_is_no_address() -> None:
    given = raw()
    given["Not An Address"] = given.pop("permanence")
    with pytest.raises(ValueError, match="no address"):
        parse_figures(given)
