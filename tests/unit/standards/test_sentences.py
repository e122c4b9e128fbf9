"""A node read aloud."""

from __future__ import annotations

import pytest

from sightline.standards.catalogue import CATALOGUE
from sightline.standards.checks import happenings
from sightline.standards.checks import spans as spans_of
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Consistent,
    Events,
    Every,
    Judgement,
    Limit,
    Linked,
    Never,
    Node,
    Present,
    Sequence,
    Spans,
    Throughout,
    Within,
    before,
    days,
    is_,
    is_not,
    known,
    months,
    not_before,
    weeks,
    working_days,
    years,
)
from sightline.standards.sentences import column_in_words, limit_in_words, number_in_words, sentence, table_in_words
from sightline.standards.standard import Standard
from sightline.standards.wording import EVENTS, STATES

PLAN = Spans("cp_plans", "started_on", "ended_on")
REVIEW = Events("cp_reviews", "reviewed_on")
ENQUIRY = Events("s47_enquiries", "started_on")


@pytest.mark.parametrize("standard", CATALOGUE.values(), ids=CATALOGUE)
def test_every_standard_reads_as_one_sentence(standard: Standard) -> None:
    said = sentence(standard.node)
    assert said[0].isupper()
    assert said.endswith(".")
    assert ". " not in said
    assert "_" not in said
    assert "  " not in said


@pytest.mark.parametrize("standard", CATALOGUE.values(), ids=CATALOGUE)
def test_every_date_and_state_of_the_catalogue_is_worded(standard: Standard) -> None:
    assert [each for each in happenings(standard.node) if (each.table, each.on) not in EVENTS] == []
    assert [each for each in spans_of(standard.node) if (each.table, each.starts) not in STATES] == []


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (
            Within(ENQUIRY, Events("initial_cp_conferences", "held_on"), working_days(15)),
            "An initial conference comes within 15 working days of a section 47 enquiry starting, for the same child.",
        ),
        (
            Within(ENQUIRY, REVIEW, days(0), early=28),
            "A review conference comes on the same day as a section 47 enquiry starting (or up to four weeks before),"
            " for the same child.",
        ),
        (
            Every(REVIEW, PLAN, months(3), by="cp_plan_id", to_gap=0),
            "While a protection plan runs, there is a review conference at least every three months, counting only the"
            " time to the first, for the same protection plan.",
        ),
        (
            Every(REVIEW, Spans("cp_plans", "started_on", "ended_on", aged=(5, 16)), months(6), from_gap=2),
            "While a protection plan runs, from the age of 5 until 16, there is a review conference at least every six"
            " months, counting from the second, for the same child.",
        ),
        (
            Throughout(
                Spans("involvements", "started_on", "ended_on", where=(is_("role", "ALLOCATED"),)), PLAN, days(0)
            ),
            "All the while a protection plan runs, somebody is involved where the role is allocated worker, without a"
            " day's gap, for the same child.",
        ),
        (Never(PLAN, months(24)), "It is not so for longer than 24 months that a protection plan runs."),
        (Never(PLAN), "It is never so that a protection plan runs."),
        (
            AtMost(2, ENQUIRY, 365),
            "In any 365 days, for the same child, it happens at most twice that there is a section 47 enquiry"
            " starting.",
        ),
        (
            AtMostAtOnce(25, Spans("involvements", "started_on", "ended_on")),
            "At any time each worker has at most 25 children such that somebody is involved.",
        ),
        (
            Present(REVIEW, (is_("is_quorate", True),), grace=weeks(2)),
            "Whenever there is a review conference, it was quorate, within two weeks.",
        ),
        (
            Sequence(ENQUIRY, REVIEW, lookback_days=90),
            "Before a review conference there is a section 47 enquiry starting, no more than 90 days earlier, for"
            " the same child.",
        ),
        (
            Consistent(Events("cp_plans", "started_on"), (before("ended_on", "started_on"),)),
            "Whenever there is a protection plan starting, it is never recorded that the ended date is before the"
            " started date.",
        ),
        (Judgement("Is it good?"), "A person judges it: the record cannot say."),
    ],
)
def test_each_kind_says_what_it_asks(node: Node, said: str) -> None:
    assert sentence(node) == said


def test_what_has_no_wording_is_said_from_its_declaration() -> None:
    events = Events(
        "voices_of_children",
        "recorded_on",
        where=(known("agree_worker"), is_not("plan_safe", "No"), not_before("recorded_on", "recorded_on")),
        linked=(Linked("disabilities", "person_id", (is_("disability_code", "AUT", "LD"),)),),
    )
    said = sentence(Present(events, (known("agree_worker"),)))
    assert said == (
        "Whenever there is an entry in voices of children (recorded) where the agree worker is recorded and the"
        " plan safe is not No and the recorded date is not before the recorded date and there is an entry about"
        " disability such that the disability is diagnosed with autism or Asperger's syndrome or learning,"
        " the agree worker is recorded."
    )


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (days(0), "no days"),
        (days(1), "one day"),
        (days(7), "seven days"),
        (days(42), "six weeks"),
        (days(365), "365 days"),
        (working_days(1), "one working day"),
        (working_days(45), "45 working days"),
        (months(1), "one month"),
        (years(3), "36 months"),
    ],
)
def test_a_limit_in_words(limit: Limit, words: str) -> None:
    assert limit_in_words(limit) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (13, "13"), (40, "40"), (99, "99"), (1095, "1,095")])
def test_a_number_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_columns_and_tables_as_words() -> None:
    assert column_in_words("placement_plan_on") == "placement plan"
    assert column_in_words("is_long_term") == "long term"
    assert column_in_words("born_on") == "born"
    assert table_in_words("complaints") == "complaint about the service"
    assert table_in_words("no_such_table") == "no such table"
