"""What is published, as it is shipped: who there is, what was found, what was measured."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from sightline.country import INDICATORS_ON, INSPECTIONS_TO, LICENCE
from sightline.country.authorities import authorities, authority, neighbours
from sightline.country.files import DATA, rows
from sightline.country.indicators import Role, measures, values
from sightline.country.inspections import Grade, history, inspections, visits, visits_to

CASE = 803


def test_there_are_the_153_authorities_of_today_and_five_abolished() -> None:
    current = [each for each in authorities().values() if each.is_current]
    assert len(current) == 153
    assert sorted(each.name for each in authorities().values() if not each.is_current) == [
        "Bournemouth",
        "Cumbria",
        "Dorset (pre-2019)",
        "Northamptonshire",
        "Poole",
    ]


@pytest.mark.parametrize("words", ["", "8O3", "803 ", "-803", "٨٠٣", "1", "999", "835", "0" * 5000, "803\0"])
def test_words_that_are_no_current_code_are_no_authority(words: str) -> None:
    assert authority(words) is None


def test_every_current_authority_has_ten_neighbours_and_never_itself() -> None:
    for each in authorities().values():
        near = neighbours(each)
        assert [one.rank for one in near] == (list(range(1, 11)) if each.is_current else [])
        assert each not in {one.authority for one in near}


def test_the_council_of_the_case_has_the_four_inspections_its_history_tells() -> None:
    found = history(authorities()[CASE])
    assert [(each.on, each.overall) for each in found] == [
        (dt.date(2024, 6, 3), Grade.GOOD),
        (dt.date(2019, 3, 4), Grade.REQUIRES_IMPROVEMENT),
        (dt.date(2016, 11, 21), Grade.INADEQUATE),
        (dt.date(2012, 8, 10), Grade.REQUIRES_IMPROVEMENT),
    ]
    assert dict(found[2].by_area)["Safeguarding board"] is Grade.INADEQUATE
    assert found[2].by_area[0] == ("Leadership", Grade.INADEQUATE)


def test_every_inspection_is_there_newest_first_and_begins_before_it_is_published() -> None:
    every = inspections()
    assert len(every) == 707
    assert [each.on for each in every] == sorted((each.on for each in every), reverse=True)
    assert all(each.started_on is None or each.started_on <= each.published_on for each in every)
    assert max(each.on for each in every) <= INSPECTIONS_TO


def test_visits_are_focused_or_monitoring() -> None:
    assert len(visits()) == 120
    assert {each.kind for each in visits()} == {"focused visit", "monitoring visit"}
    assert [each.visited_on for each in visits_to(authorities()[CASE])] == [dt.date(2022, 9, 14)]


def test_each_measure_has_figures_and_a_base_that_is_a_count() -> None:
    for each in measures().values():
        assert values(each).years, each.id
        assert each.kind in {"share", "rate", ""}
        assert each.wanted in {"low", "high", ""}
        if each.base:
            assert measures()[each.base].kind == "", each.id
            assert each.kind, each.id


def test_a_figure_is_the_one_published_and_a_missing_one_is_none() -> None:
    rate = values(measures()["LAC"])
    assert rate.of(CASE, 2024) == 36.0
    assert rate.of(CASE, 1999) is None
    assert rate.of(0, 2024) is None
    assert values(measures()["CPPlans2yrs"]).of(CASE, 2016) is None  # suppressed, and never nought
    assert rate.latest(CASE) == 2025
    assert rate.latest(0) is None
    assert rate.series(CASE)[-1] == (2025, 33.0)


def test_workforce_figures_are_of_september_and_out_a_year_after_march() -> None:
    vacancies = measures()["Work_Force_Vac_Rate"]
    assert vacancies.counted_day(2016) == dt.date(2016, 9, 30)
    assert vacancies.published_by(2016) == dt.date(2017, 3, 28)
    assert measures()["CIN"].published_by(2016) == dt.date(2016, 11, 28)
    assert measures()["16-17 NEET"].counted_day(2025) is None


def test_no_figure_is_newer_than_the_edition_and_shares_lie_between_0_and_100() -> None:
    for each in measures().values():
        grid = values(each).grid
        assert values(each).years[-1] < INDICATORS_ON.year
        known = grid[~(grid != grid)]
        assert (known >= 0).all(), each.id
        if each.kind == "share" and each.role is Role.ASK:
            assert known.max() <= 100.0, each.id


def test_the_licence_goes_with_the_data() -> None:
    assert " ".join(LICENCE.split()) in " ".join((DATA / "LICENCE.txt").read_text("utf-8").split())


def test_no_row_is_given_twice() -> None:
    for name, key in (
        ("authorities", ("authority",)),
        ("neighbours", ("authority", "rank")),
        ("measures", ("measure",)),
    ):
        found = [tuple(each[part] for part in key) for each in rows(f"{name}.csv")]
        assert len(found) == len(set(found)), name


def test_populations_are_plausible() -> None:
    people = values(measures()["ons_pop_0_17"])
    total = sum(people.of(code, 2024) or 0 for code, each in authorities().items() if each.is_current)
    assert math.isclose(total, 12_100_000, rel_tol=0.03)  # children under 18 in England
