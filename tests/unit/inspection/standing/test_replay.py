"""The replay: each day as that day's inspection would have it, and when each line of enquiry first stood out."""

from __future__ import annotations

import datetime as dt

from sightline.engines.reference import ReferenceEngine
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.inspect import inspect
from sightline.inspection.standing.replay import Replay, draw_stood_out, replay_of, stood_out_words
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard

Standards = tuple[Standard, ...]
FIRST, LAST = dt.date(2014, 1, 1), dt.date(2016, 11, 14)
FIGURES = ("due", "met", "breached_open", "breached_late", "not_yet_due")


def replayed(extract: Extract, standards: Standards) -> Replay:
    return replay_of(extract, FIRST, LAST, ReferenceEngine(), standards)


def test_every_day_is_what_that_days_inspection_says(failing: Extract, standards: Standards) -> None:
    rows = replayed(failing, standards).days().to_pylist()
    for on in (dt.date(2014, 1, 10), dt.date(2014, 7, 1), dt.date(2014, 7, 2), dt.date(2015, 6, 30), LAST):
        found = inspect(failing, on, load_framework("sif-2013-2017"), ReferenceEngine(), standards)
        for each in (one for line in found.lines for one in line.standards):
            mine = [row for row in rows if row["day"] == on and row["standard"] == each.code]
            assert {name: sum(row[name] for row in mine) for name in FIGURES} == {
                name: getattr(each, name) for name in FIGURES
            }


def test_the_days_are_one_row_a_standard_and_team_in_order(failing: Extract, standards: Standards) -> None:
    days = replayed(failing, standards).days()
    keys = list(zip(days["standard"].to_pylist(), days["team"].to_pylist(), days["day"].to_pylist(), strict=True))
    assert len(keys) == len(set(keys))
    assert {day for _, _, day in keys} <= {FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1)}
    assert {team for _, team, _ in keys} == {"T1", "T2"}


def test_the_first_day_it_stood_out_is_the_inspections(failing: Extract, standards: Standards) -> None:
    replay = replayed(failing, standards)
    dates = {line: each.first_stood_out(replay.rule) for line, each in replay.lines.items()}
    assert dates["children-not-seen"] == dt.date(2014, 9, 29)
    assert {line for line, first in dates.items() if first} == {"children-not-seen", "cases-held-by-managers"}


def test_the_dates_are_printed_earliest_first_and_drawn(failing: Extract, standards: Standards) -> None:
    replay = replayed(failing, standards)
    assert stood_out_words(replay) == (
        "First stood out                Stands since\n"
        "17 January 2014                17 January 2014                F1  Children's cases held by managers\n"
        "29 September 2014              29 September 2014              F2  Children not seen\n"
    )
    svg = draw_stood_out(replay)
    assert svg.count("<circle") == 2
    assert "Children not seen on 29 September 2014" in svg


def test_what_stood_out_on_the_first_day_asked_may_have_done_so_before(failing: Extract, standards: Standards) -> None:
    later = replay_of(failing, dt.date(2015, 1, 1), LAST, ReferenceEngine(), standards)
    said = stood_out_words(later).splitlines()
    assert said[1].startswith("on or before 1 January 2015    on or before 1 January 2015    F1")
    assert said[-1] == "What stood out on 1 January 2015, the first day asked, may have done so long before it."
    assert "Children not seen (then or before)" in draw_stood_out(later)


def test_nothing_standing_out_is_said(sound: Extract, standards: Standards) -> None:
    assert stood_out_words(replayed(sound, standards)) == (
        "Nothing stood out from 1 January 2014 to 14 November 2016.\n"
    )
