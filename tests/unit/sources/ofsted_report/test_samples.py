"""The sample reports, against what a person read in them before the reader was trusted."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sightline.sources.ofsted_report import Body, Read, ReportReading, read_report

SAMPLES = Path(__file__).parents[3] / "samples" / "ofsted"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "expected.toml").read_text("utf-8"))
KEYS = [
    "authority",
    "urn",
    "framework",
    "type",
    "inspection_start",
    "inspection_end",
    "published",
    "lead_inspector",
    "judgements",
    "recommendations",
    "findings",
    "strengths",
    "warnings",
]


@pytest.fixture(scope="module")
def readings() -> dict[str, ReportReading]:
    return {name: read_report((SAMPLES / f"{name}.pdf").read_bytes()) for name in EXPECTED}


def test_it_covers_every_sample() -> None:
    assert {path.stem for path in SAMPLES.glob("*.pdf")} == set(EXPECTED)
    assert len(EXPECTED) == 11


@pytest.mark.parametrize("name", EXPECTED)
def test_it_reads_the_first_page(readings: dict[str, ReportReading], name: str) -> None:
    reading, wanted = readings[name], EXPECTED[name]
    assert [reading.authority.value, reading.authority.page] == wanted["authority"]
    assert reading.urn.value == wanted["urn"]
    assert (reading.framework.value, reading.type.value) == (wanted["framework"], wanted["type"])
    assert _dated(reading.inspection_start) == wanted["inspection_start"]
    assert _dated(reading.inspection_end) == wanted["inspection_end"]
    assert _dated(reading.published) == wanted.get("published")
    assert [reading.lead_inspector.value, reading.lead_inspector.page] == wanted["lead_inspector"]
    assert reading.page_count == wanted["pages"]


@pytest.mark.parametrize("name", EXPECTED)
def test_it_reads_the_grades_with_their_page(readings: dict[str, ReportReading], name: str) -> None:
    found = {each.area.value: [each.grade.value, each.page] for each in readings[name].judgements}
    assert found == EXPECTED[name]["judgements"]


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("body", Body)
def test_it_reads_what_has_to_improve(readings: dict[str, ReportReading], name: str, body: Body) -> None:
    found = [each for each in readings[name].recommendations if each.body is body]
    wanted = EXPECTED[name][body.value]
    assert [[each.number, each.page, each.national_framework] for each in found] == [
        [number, page, tag] for number, page, _, _, tag in wanted
    ]
    for each, (_, _, begins, ends, _) in zip(found, wanted, strict=True):
        assert each.text.startswith(begins)
        assert each.text.endswith(ends)
        assert "  " not in each.text


@pytest.mark.parametrize("name", EXPECTED)
def test_it_reads_the_findings_the_report_marks(readings: dict[str, ReportReading], name: str) -> None:
    found = [[each.number, each.page] for each in readings[name].findings]
    assert found == EXPECTED[name]["findings"]


@pytest.mark.parametrize("name", EXPECTED)
def test_it_writes_one_line_of_json(readings: dict[str, ReportReading], name: str) -> None:
    line = readings[name].to_json()
    assert "\n" not in line
    held = json.loads(line)
    assert [key for key in KEYS if key in held] == KEYS
    assert held["judgements"] == {area: grade for area, (grade, _) in EXPECTED[name]["judgements"].items()}
    assert set(held["recommendations"][0] if held["recommendations"] else []) <= {
        "number",
        "text",
        "page",
        "priority",
        "body",
        "national_framework",
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_it_says_where_each_field_was_read_or_that_it_was_not_found(
    readings: dict[str, ReportReading], name: str
) -> None:
    held = readings[name].as_data()
    for field in ("authority", "framework", "inspection_start", "inspection_end", "published", "lead_inspector"):
        place = held["read_on"][field]
        if held[field] is None:
            assert (place["page"], place["words"]) == (None, "not found")
        else:
            assert 1 <= place["page"] <= readings[name].page_count
            assert place["words"]


def test_it_warns_that_later_reports_print_no_publication_date(readings: dict[str, ReportReading]) -> None:
    reading = readings["2025-03-04-harrow"]
    assert not reading.published.found
    assert reading.file_date == dt.date(2025, 3, 3)  # to prefill what a person is asked, never filed by itself
    assert any("publication date" in warning for warning in reading.warnings)


def test_it_warns_of_a_report_with_no_list(readings: dict[str, ReportReading]) -> None:
    reading = readings["2024-10-29-thurrock"]
    assert reading.recommendations == ()
    assert any("no list" in warning for warning in reading.warnings)


def test_it_only_suggests_strengths_and_concerns_with_their_page(readings: dict[str, ReportReading]) -> None:
    for reading in readings.values():
        assert reading.strengths
        assert reading.concerns
        assert all(not each.printed and 1 <= each.page <= reading.page_count for each in reading.strengths)


def _dated(read: Read[dt.date]) -> list[object] | None:
    return [read.value, read.page] if read.found else None
