"""How good a mock is: the results shipped are whole, say what they must, and are what the page says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sightline.inspection import certainty
from sightline.inspection.certainty import DESIGNS, PATH, load, read, reading_share, seen_at_least_once
from sightline.inspection.certainty_page import as_markdown, headline, usual_size, what_it_means
from sightline.inspection.standing.detection import MEASURED

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "how-good-is-a-mock.md"


def test_every_line_design_team_and_strength_was_measured_once() -> None:
    results = load()
    assert results.strengths == (0.0, 0.25, 0.5, 1.0)
    asked = [(each.line, each.strength, each.design, each.auditors) for each in results.found]
    assert len(asked) == len(set(asked)) == len(MEASURED) * 4 * len(DESIGNS) * len(results.kinds)
    for each in results.found:
        assert len(each.files) == len(each.audits) == len(each.both) == len(results.sizes)
        assert 0 <= each.data <= results.councils


def test_either_finds_what_each_finds_and_no_more_than_their_sum() -> None:
    for each in load().found:
        data = each.data / load().councils
        for audits, both in zip(each.audits, each.both, strict=True):
            assert max(audits, data) - 0.001 <= both <= audits + data + 0.001


def test_a_team_names_a_good_councils_line_seldom() -> None:
    results = load()
    for design in DESIGNS:
        for kind in results.kinds:
            for size in results.sizes:
                assert results.average(0.0, design, kind.id, size).audits <= 0.055


def test_more_files_and_better_auditors_find_more() -> None:
    results = load()
    for strength in (0.25, 0.5, 1.0):
        found = [results.average(strength, "by group", "usual", size).audits for size in results.sizes]
        assert found == sorted(found)
        by_kind = [
            results.average(strength, "by group", each, results.sizes[3]).audits
            for each in ("hasty", "usual", "careful")
        ]
        assert by_kind == sorted(by_kind)


def test_what_no_file_shows_is_found_by_no_audit() -> None:
    outside = [each for each in load().found if not each.in_files]
    assert {each.line for each in outside} == {"quality-assurance", "telling-leaders"}
    assert not any(any(each.audits) for each in outside)


def test_enough_is_the_first_size_that_is() -> None:
    results = load()
    row = next(each for each in results.lines(1.0, "by group", "usual") if each.line == "duty-response")
    enough = results.enough(row, 0.8)
    assert enough is not None
    place = results.sizes.index(enough)
    assert row.audits[place] >= 0.8 > row.audits[place - 1]
    assert results.enough(row, 1.1) is None


def test_arithmetic_of_a_share() -> None:
    low, high = reading_share(10, 0.5)
    assert low == pytest.approx(0.2366, abs=0.0005)
    assert high == pytest.approx(0.7634, abs=0.0005)
    assert seen_at_least_once(10, 0.1) == pytest.approx(0.6513, abs=0.0001)
    assert seen_at_least_once(10, 0.1, 0.5) == pytest.approx(1 - 0.95**10)


def test_the_page_is_made_of_the_results_shipped() -> None:
    assert PAGE.read_text("utf-8") == as_markdown(load()), "run python -m benchmarks.mock_power --page"


def test_the_page_says_what_is_simulated_with_its_seeds_its_error_model_and_its_limits() -> None:
    page = as_markdown(load())
    for words in (
        "Everything here is simulated",
        "seeds 4001 to 4050",
        "our own assumption",
        "0.32 to 0.70",
        "leaves no trace in the data",
        "share blind spots",
        "as few as 72%",
    ):
        assert words in page


def test_words_follow_the_figures() -> None:
    raw = json.loads(PATH.read_text("utf-8"))
    for each in raw["found"]:
        each["audits"] = [1.0 if each["in_files"] else 0.0] * len(each["audits"])
    results = read(raw)
    assert f"{usual_size(results)} audits alone 100%" in headline(results)
    assert "named 16 of the 16 failings" in what_it_means(results)[0]


def test_a_file_that_is_not_of_that_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        certainty.read({"as_at": "2016-11-14"})
