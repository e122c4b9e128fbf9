"""Flags inside JSON."""

from __future__ import annotations

import pyarrow as pa
import pytest

from sightline.sources.json_flags import NOT_JSON, read_flags
from sightline.sources.values import NOT_A_FLAG

WANTED = {"leads_to_assessment": "SINGLE_ASSESSMENT_FLAG", "leads_to_strategy_discussion": "STRATEGY_DISCUSSION_FLAG"}


def cells(*texts: str | None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.string())])


@pytest.mark.parametrize(
    ("written", "read"), [('"Y"', True), ('"N"', False), ('""', None), ("null", None), ("true", True), ("0", False)]
)
def test_a_flag_is_read_in_every_form_it_is_written(written: str, read: bool | None) -> None:
    flags = read_flags(cells(f'{{"single_assessment_flag": {written}, "NFA_FLAG": "N"}}'), WANTED)
    assert flags.values["leads_to_assessment"].to_pylist() == [read]
    assert flags.supplied == {"leads_to_assessment"}, "the other key is in no object, so the source does not record it"


def test_a_column_without_any_object_still_supplies_its_flags() -> None:
    assert read_flags(cells(None, None), WANTED).supplied == set(WANTED)


def test_what_is_not_an_object_or_not_a_flag_is_refused_and_its_text_kept() -> None:
    bad = '{"SINGLE_ASSESSMENT_FLAG": "perhaps"}'
    flags = read_flags(cells("[1]", None, "{broken", bad, "[1]"), WANTED)
    refused = {reason: rows.tolist() for reason, rows in flags.refused.items()}
    assert refused == {NOT_JSON: [0, 2, 4], NOT_A_FLAG: [3]}
    assert flags.texts.to_pylist() == ["[1]", None, "{broken", bad, "[1]"]


def test_an_object_of_these_flags_alone_leaves_no_text_behind() -> None:
    whole = '{"SINGLE_ASSESSMENT_FLAG": "Y", "COMMENTS": "seen"}'
    flags = read_flags(cells('{"SINGLE_ASSESSMENT_FLAG": "Y"}', whole), WANTED)
    assert flags.texts.to_pylist() == [None, whole]


def test_json_nested_without_end_is_refused() -> None:
    assert read_flags(cells("[" * 100_000), WANTED).refused[NOT_JSON].tolist() == [0]
