"""Invented reports in every layout, with every trap at random: what is read is what was written."""

from __future__ import annotations

import pytest

from sightline.sources.ofsted_report import read_report
from sightline.sources.ofsted_report.read import read_pages
from sightline.sources.ofsted_report.reading import ReportReading
from tests.unit.sources.ofsted_report.invented import Invented
from tests.unit.sources.ofsted_report.layouts import LAYOUTS, invented
from tests.unit.sources.ofsted_report.made_pdf import pdf_of

SEEDS = range(40)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_reads_what_was_written(layout: str) -> None:
    for seed in SEEDS:
        wanted = invented(layout, seed)
        _same(read_pages(wanted.pages, None), wanted, f"{layout} {seed}")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_reads_the_same_from_a_pdf(layout: str) -> None:
    wanted = invented(layout, 1)
    _same(read_report(pdf_of(wanted.pages)), wanted, layout)


def test_it_reads_fewer_than_it_was_given_where_a_bullet_is_lost() -> None:
    """The comparison can fail: a report with one item taken out is not the same."""
    wanted = next(each for each in (invented("tags", seed) for seed in SEEDS) if len(each.wanted) > 2)
    wanted.wanted.pop()
    with pytest.raises(AssertionError):
        _same(read_pages(wanted.pages, None), wanted, "tags")


def _same(reading: ReportReading, wanted: Invented, which: str) -> None:
    assert reading.framework.value == wanted.framework, which
    assert reading.authority.value == wanted.authority, which
    assert (reading.inspection_start.value, reading.inspection_end.value) == (wanted.start, wanted.end), which
    assert reading.published.value == wanted.published, which
    assert {each.area.value: each.grade.value for each in reading.judgements} == wanted.grades, which
    assert [
        (each.number, each.page, each.text[:18], each.national_framework, each.body.value)
        for each in reading.recommendations
    ] == [(each.number, each.page, each.begins, each.tag, each.body) for each in wanted.wanted], which
    assert [(each.number, each.page) for each in reading.findings] == wanted.findings, which
    assert sum(each.printed for each in reading.strengths) == wanted.strengths, which
