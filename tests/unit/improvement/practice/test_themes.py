"""Themes of audits: shares with intervals, change beyond chance, and what came back."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.improvement.themes import (
    Acted,
    Change,
    Finding,
    From,
    Share,
    by_team,
    change,
    difference,
    ends_of_months,
    figures,
    returned,
    themes,
)
from sightline.inspection.prompts import PROMPTS
from sightline.record.codes import CODE_SETS
from sightline.standards.catalogue import CATALOGUE

ON = dt.date(2016, 11, 14)
EVERY = frozenset(themes())


def audit(on: str, weak: str = "", team: str = "T1", *, fair: bool = True, auditor: str = "W9") -> Finding:
    return Finding(
        dt.date.fromisoformat(on),
        team,
        auditor,
        frozenset({weak} if weak else ()),
        EVERY,
        From.RECORD if fair else From.RE_AUDIT,
        fair,
    )


def acted(done: str | None, team: str = "T1", theme: str = "plans", raised: str = "2016-01-05") -> Acted:
    day = dt.date.fromisoformat(done) if done else None
    return Acted(theme, team, dt.date.fromisoformat(raised), day, "W2", "W9")


def test_every_theme_of_the_record_has_a_question_and_names_what_exists() -> None:
    assert set(themes()) == set(CODE_SETS["audit_theme"].meanings)
    for each in themes().values():
        assert each.question.endswith("?")
        assert set(each.prompts) <= set(PROMPTS)
        assert set(each.standards) <= set(CATALOGUE)


def test_no_prompt_belongs_to_two_themes() -> None:
    prompts = [prompt for each in themes().values() for prompt in each.prompts]
    assert len(prompts) == len(set(prompts))


def test_a_share_states_its_interval() -> None:
    # Wilson's interval of 8 of 10, worked by hand: 0.4902 to 0.9433
    found = Share(8, 10)
    assert found.interval == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert found.words == "8 of 10 (80%, between 49% and 94%)"
    assert Share(0, 0).interval is None
    assert Share(0, 0).words == "none was audited"


def test_a_difference_is_newcombes() -> None:
    # Newcombe 1998's own example of two independent shares: 56/70 and 48/80, 0.0524 to 0.3339
    low, high = difference(Share(48, 80), Share(56, 70)) or (0.0, 0.0)
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Share(30, 60), Share(10, 60), Change.BETTER),
        (Share(10, 60), Share(30, 60), Change.WORSE),
        (Share(10, 60), Share(12, 60), Change.SAME),
        (Share(9, 9), Share(0, 60), Change.TOO_FEW),
        (Share(0, 0), Share(0, 60), Change.TOO_FEW),
    ],
)
def test_a_change_is_said_only_beyond_chance(before: Share, after: Share, said: Change) -> None:
    assert change(before, after) is said


def test_a_theme_is_weak_where_practice_was_less_than_good_and_it_was_named() -> None:
    found = [audit("2016-05-01", "plans"), audit("2016-06-01"), audit("2016-07-01", "voice")]
    first = figures(found, (), ON)
    by_code = {each.theme.code: each.now for each in first}
    assert by_code["plans"] == Share(1, 3)
    assert by_code["voice"] == Share(1, 3)
    assert by_code["drift"] == Share(0, 3)


def test_files_chosen_for_what_they_might_show_are_in_no_share() -> None:
    found = [audit("2016-05-01", "plans"), *(audit("2016-06-01", "plans", fair=False) for _ in range(20))]
    plans = next(each for each in figures(found, (), ON) if each.theme.code == "plans")
    assert plans.now == Share(1, 1)
    assert sum(each.share.of for each in plans.months) == 1


def test_the_two_years_are_told_apart_to_the_day() -> None:
    found = [audit("2015-11-14", "plans"), audit("2015-11-15", "plans"), audit("2016-11-15", "plans")]
    plans = next(each for each in figures(found, (), ON) if each.theme.code == "plans")
    assert (plans.before, plans.now) == (Share(1, 1), Share(1, 1))


def test_months_are_whole_and_before_the_day() -> None:
    assert ends_of_months(dt.date(2016, 3, 31), 3) == [
        dt.date(2015, 12, 31),
        dt.date(2016, 1, 31),
        dt.date(2016, 2, 29),
    ]


def test_a_team_stands_out_only_beyond_chance() -> None:
    found = [audit("2016-05-01", "plans", "A") for _ in range(9)] + [audit("2016-05-01", "", "B") for _ in range(40)]
    found += [audit("2016-05-01", "plans", "C")]
    teams = {each.team: each for each in next(iter(figures(found, (), ON))).teams}
    assert teams["A"].stands_out
    assert not teams["B"].stands_out
    assert not teams["C"].stands_out, "one file says nothing"


def test_a_theme_returns_where_the_team_is_audited_again_and_found_weak() -> None:
    actions = [acted("2016-02-01", "A"), acted("2016-02-01", "B"), acted("2016-02-01", "C"), acted(None, "A")]
    found = [audit("2016-06-01", "plans", "A"), audit("2016-06-01", "", "B")]
    back = returned(actions, by_team(found), ON)
    assert (back.again, back.of, back.unknown) == (1, 2, 1)


def test_what_was_found_before_completion_or_a_year_after_is_no_return() -> None:
    found = [audit("2015-02-01", "plans", "A"), audit("2016-06-01", "plans", "A")]
    back = returned([acted("2015-03-01", "A", raised="2015-01-01")], by_team(found), ON)
    assert (back.again, back.of, back.unknown) == (0, 0, 1)
