"""Precision and recall against a truth written by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from sightline.engines.reference import ReferenceEngine
from sightline.errors import UserError
from sightline.inspection.standing.detection import Detection, Failure, detect, read_truth, table_words
from sightline.inspection.standing.inspect import weigh_record
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard
from tests.unit.inspection.standing.conftest import AS_AT

Standards = tuple[Standard, ...]
HELD = Failure(
    "cases-held-by-managers",
    "wf-case-held-by-manager",
    frozenset(f"I{number}" for number in range(15)),
    True,
    dt.date(2014, 1, 2),
)


def of(line: str, detections: tuple[Detection, ...]) -> Detection:
    return next(each for each in detections if each.line == line)


def detected(extract: Extract, standards: Standards, *truth: Failure) -> tuple[Detection, ...]:
    return detect(weigh_record(extract, AS_AT, ReferenceEngine(), standards), truth)


def test_what_was_planted_is_found(failing: Extract, standards: Standards) -> None:
    held = of("cases-held-by-managers", detected(failing, standards, HELD))
    assert (held.found, held.planted, held.precision, held.recall) == (15, 15, 1.0, 1.0)


def test_what_was_planted_and_is_not_in_the_record_is_missed(failing: Extract, standards: Standards) -> None:
    truth = dataclasses.replace(HELD, keys=HELD.keys | {"I99"})
    held = of("cases-held-by-managers", detected(failing, standards, truth))
    assert held.recall == 15 / 16
    assert held.missed == (("wf-case-held-by-manager", "I99"),)


def test_what_did_not_lapse_in_truth_is_a_false_alarm(failing: Extract, standards: Standards) -> None:
    truth = dataclasses.replace(HELD, keys=HELD.keys - {"I3"})
    held = of("cases-held-by-managers", detected(failing, standards, truth))
    assert held.precision == 14 / 15
    assert held.false == (("wf-case-held-by-manager", "I3"),)


def test_an_ordinary_lapse_found_is_neither_false_nor_planted(failing: Extract, standards: Standards) -> None:
    ordinary = dataclasses.replace(HELD, planted=False)
    held = of("cases-held-by-managers", detected(failing, standards, ordinary))
    assert (held.precision, held.recall) == (1.0, None)


def test_what_is_planted_after_the_day_is_not_asked_for(failing: Extract, standards: Standards) -> None:
    later = dataclasses.replace(HELD, began_on=AS_AT + dt.timedelta(days=1))
    assert of("cases-held-by-managers", detected(failing, standards, later)).planted == 0


def test_the_table_fits_eighty_columns(failing: Extract, standards: Standards) -> None:
    text = table_words(detected(failing, standards, HELD))
    assert max(map(len, text.splitlines())) <= 80
    assert text.splitlines()[1] == "F1  Children's cases held by managers          15      15  1.000  1.000  yes"


def test_a_line_may_be_found_in_full_and_not_stand_out(sound: Extract, standards: Standards) -> None:
    quiet = detected(sound, standards, HELD)
    assert {each.line: each.stands_out for each in quiet}["cases-held-by-managers"] is False
    assert table_words(quiet).splitlines()[1].endswith("   no")
    assert "planted or in the ordinary run of things" in table_words(quiet)


def test_a_truth_is_read_as_the_simulator_writes_it(tmp_path: Path) -> None:
    failure = {
        "line": HELD.line, "f": "F1", "standard": HELD.standard, "table": "involvements", "keys": sorted(HELD.keys),
        "subjects": [], "began_on": "2014-01-02", "origin": "planted", "words": "",
    }  # fmt: skip
    (tmp_path / "truth.json").write_text(json.dumps({"failures": [failure]}), encoding="utf-8")
    assert read_truth(tmp_path) == (HELD,)


def test_a_folder_without_a_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"has no truth\.json"):
        read_truth(tmp_path)
