"""How figures read: no rounding that turns most into all, no days nobody can picture."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.findings.standing import State, is_of_the_record
from sightline.standards.catalogue import CATALOGUE
from sightline.web.templatetags import wording


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, "none due"),
        (0.0, "0%"),
        (1.0, "100%"),
        (0.5, "50%"),
        (0.999, "99.9%"),
        (0.99999, "over 99.9%"),
        (0.001, "0.1%"),
        (0.00001, "under 0.1%"),
    ],
)
def test_a_share_is_all_or_nothing_only_when_it_is(share: float | None, words: str) -> None:
    assert wording.percent(share) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (1, "1 day"),
        (56, "56 days"),
        (61, "2 months"),
        (400, "13 months"),
        (731, "2 years"),
        (1000, "2 years 8 months"),
        (1127, "3 years 1 month"),
    ],
)
def test_a_length_is_in_units_a_reader_thinks_in(days: int | None, words: str) -> None:
    assert wording.length_of_days(days) == words


def test_dates_are_written_out_and_a_missing_one_is_said() -> None:
    assert wording.day(dt.date(2016, 11, 4)) == "4 November 2016"
    assert wording.day(None) == "not recorded"


def test_a_state_that_should_not_be_is_not_put_right_rather_than_overdue() -> None:
    assert wording.state_of(State.OVERDUE, CATALOGUE["wf-case-held-by-manager"]) == "Not put right"
    assert wording.state_of(State.OVERDUE, CATALOGUE["child-seen-6m"]) == "Overdue"


def test_what_was_written_wrongly_is_not_met_rather_than_never_done() -> None:
    assert wording.state_of(State.MISSED, CATALOGUE["mgt-decision-rationale"]) == "Not met"
    assert wording.state_of(State.MISSED, CATALOGUE["child-seen-6m"]) == "Never done"


def test_a_local_default_is_not_said_to_be_unchecked() -> None:
    assert wording.authority(CATALOGUE["child-seen-6m"]).startswith("Local policy: the default shipped")
    assert "checked" not in wording.authority(CATALOGUE["child-seen-6m"])


def test_every_other_authority_says_how_sure_it_is() -> None:
    for standard in CATALOGUE.values():
        if not wording.is_own_default(standard):
            assert wording.authority(standard).endswith(f"({wording.how_sure(standard.citation.confidence)})")


def test_what_nobody_can_now_do_is_not_overdue() -> None:
    with_police = CATALOGUE["cp-strategy-police"]  # asked of the very day of the discussion
    assert is_of_the_record(with_police)
    assert wording.breach_state(with_police) == "not-met"
    assert not is_of_the_record(CATALOGUE["child-seen-6m"])
