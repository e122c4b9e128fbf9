"""Cells into values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.record.schema import Kind
from sightline.sources.values import (
    NO_SUCH_DAY,
    NOT_A_COUNT,
    NOT_A_DATE,
    NOT_A_FLAG,
    NOT_AN_AMOUNT,
    OUT_OF_RANGE,
    Refused,
    amount_of,
    convert,
    count_of,
    day_of,
    flag_of,
)


@pytest.mark.parametrize(
    "text",
    [
        *("2016-11-14", " 2016-11-14 ", "2016-11-14T00:00:00", "2016-11-14 09:30", "2016-11-14T23:59:59.999Z"),
        *("2016-11-14T10:00:00+01:00", "14/11/2016", "14/11/2016 09:30:00", "14-11-2016", "14.11.2016"),
        *("14-Nov-2016", "14 November 2016", "14-NOV-2016 09:30", "14/11/2016 9:30:00 AM"),
    ],
)
def test_a_day_is_read_in_every_form_that_extracts_use(text: str) -> None:
    assert day_of(text) == dt.date(2016, 11, 14)


def test_the_day_comes_before_the_month() -> None:
    assert day_of("03/04/2016") == dt.date(2016, 4, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2016", NO_SUCH_DAY),
        ("11/14/2016", NO_SUCH_DAY),
        ("2015-02-29", NO_SUCH_DAY),
        ("0000-01-01", OUT_OF_RANGE),
        ("1899-12-31", OUT_OF_RANGE),
        ("2101-01-01", OUT_OF_RANGE),
        ("9999-12-31", OUT_OF_RANGE),
        ("14/11/16", NOT_A_DATE),
        ("soon", NOT_A_DATE),
        ("2016-11-14junk", NOT_A_DATE),
        ("٢٠١٦-١١-١٤", NOT_A_DATE),
        ("14-Foo-2016", NOT_A_DATE),
    ],
)
def test_a_text_that_is_no_day_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason.replace("(", r"\(").replace(")", r"\)")):
        day_of(text)


def test_the_first_and_last_days_are_taken_and_the_placeholder_is_missing() -> None:
    assert day_of("1900-01-02") == dt.date(1900, 1, 2)
    assert day_of("2100-12-31") == dt.date(2100, 12, 31)
    assert day_of("1900-01-01T00:00:00") is None


@pytest.mark.parametrize("text", ["Y", "yes", "TRUE", "1", "t", " Yes "])
def test_yes(text: str) -> None:
    assert flag_of(text) is True


@pytest.mark.parametrize("text", ["N", "No", "false", "0", "F"])
def test_no(text: str) -> None:
    assert flag_of(text) is False


def test_a_flag_that_does_not_apply_is_not_recorded() -> None:
    assert flag_of("NA") is None


def test_other_words_are_no_flag() -> None:
    with pytest.raises(Refused, match=NOT_A_FLAG):
        flag_of("maybe")


def test_numbers() -> None:
    assert count_of(" 12 ") == 12
    assert count_of("3.0") == 3
    assert amount_of("0.6") == 0.6
    for text in ("3.5", "three", "", "1e3", "9" * 30):
        with pytest.raises(Refused, match=NOT_A_COUNT):
            count_of(text)
    for text in ("inf", "nan", "1_000", "x"):
        with pytest.raises(Refused, match=NOT_AN_AMOUNT):
            amount_of(text)


def test_each_refused_row_is_found_once_and_the_others_keep_their_values() -> None:
    cells = pa.chunked_array([["2016-11-14", "bad", None], ["bad", "14/11/2016"]])
    converted = convert(Kind.DATE, cells)
    day = dt.date(2016, 11, 14)
    assert converted.values.to_pylist() == [day, None, None, None, day]
    assert {reason: rows.tolist() for reason, rows in converted.refused.items()} == {NOT_A_DATE: [1, 3]}


def test_a_column_of_placeholders_is_told_from_an_empty_one() -> None:
    assert convert(Kind.TEXT, pa.chunked_array([["PLACEHOLDER_DATA", None]])).is_placeholder
    assert convert(Kind.CODE, pa.chunked_array([["PLACEHOLDER_DATA"]])).is_placeholder
    assert convert(Kind.DATE, pa.chunked_array([["1900-01-01"]])).is_placeholder
    assert not convert(Kind.TEXT, pa.chunked_array([["PLACEHOLDER_DATA", "a"]])).is_placeholder
    assert not convert(Kind.DATE, pa.chunked_array([["1900-01-01", "2016-11-14"]])).is_placeholder
    assert not convert(Kind.TEXT, pa.chunked_array([pa.array([None], pa.string())])).is_placeholder


def test_the_types_of_a_parquet_file_need_no_parsing() -> None:
    moment = dt.datetime(2016, 11, 14, 9, 30)  # noqa: DTZ001 - as SQL Server exports them, without a zone
    assert convert(Kind.DATE, pa.chunked_array([[moment, None]])).values.to_pylist() == [dt.date(2016, 11, 14), None]
    assert convert(Kind.FLAG, pa.chunked_array([[True, None]])).values.to_pylist() == [True, None]
    assert convert(Kind.FLAG, pa.chunked_array([[1, 0]])).values.to_pylist() == [True, False]
    assert convert(Kind.KEY, pa.chunked_array([[1001, None]])).values.to_pylist() == ["1001", None]
    assert convert(Kind.KEY, pa.chunked_array([[1001.0, None]])).values.to_pylist() == ["1001", None]
    assert convert(Kind.COUNT, pa.chunked_array([[3]])).values.to_pylist() == [3]
    outside = convert(Kind.DATE, pa.chunked_array([[dt.date(1850, 1, 1), dt.date(2016, 1, 1)]]))
    assert outside.values.to_pylist() == [None, dt.date(2016, 1, 1)]
    assert {reason: rows.tolist() for reason, rows in outside.refused.items()} == {OUT_OF_RANGE: [0]}


@given(st.dates(dt.date(1900, 1, 2), dt.date(2100, 12, 31)))
def test_every_day_in_range_is_read_back_from_each_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y"):
        assert day_of(day.strftime(form)) == day


def _reason(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except Refused as refusal:
        return str(refusal)
    return ""


@given(st.text(min_size=1))
def test_any_text_is_read_or_refused_for_a_reason_that_does_not_repeat_it(text: str) -> None:
    reasons = {"", NOT_A_DATE, NO_SUCH_DAY, OUT_OF_RANGE, NOT_A_FLAG, NOT_A_COUNT, NOT_AN_AMOUNT}
    assert {_reason(read, text) for read in (day_of, flag_of, count_of, amount_of)} <= reasons
