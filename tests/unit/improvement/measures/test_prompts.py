"""A measure taken from an audit prompt: the share of files in which it was done well."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.measures import add_measure
from sightline.improvement.models import Counted, MeasureKind
from sightline.improvement.queries import measures as queries
from sightline.improvement.queries import prompt_answers
from sightline.improvement.themes import FEWEST
from sightline.inspection.models import Answered, Audit, AuditAnswer
from tests.support import site
from tests.support.auditing import AUDITORS, given, mock_with_auditors, submitted
from tests.unit.improvement.measures.conftest import wanted

ANSWERS = (Answered.STRONG, Answered.SOUND, Answered.WEAK, Answered.NOT_SEEN, Answered.NOT_APPLICABLE)

ENOUGH = 4


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A council that says it of four files, since the sample here has six."""
    for module in (prompt_answers, queries):
        monkeypatch.setattr(module, "FEWEST", ENOUGH)


def audited(*answers: Answered) -> tuple[str, list[Audit]]:
    """Files audited today, each answering the first prompt so; the prompt with them."""
    mock = mock_with_auditors()
    audits = [submitted(given(mock, place, AUDITORS[0])) for place in range(1, len(answers) + 1)]
    prompt = str(audits[0].asked[0])
    for audit, answer in zip(audits, answers, strict=True):
        AuditAnswer.objects.filter(audit=audit, prompt=prompt).update(answer=answer)
    return prompt, audits


def at(audit: Audit, when: str) -> None:
    """Have an audit submitted at an instant."""
    Audit.objects.filter(pk=audit.pk).update(submitted_at=dt.datetime.fromisoformat(when))


def test_it_is_the_share_done_well_of_those_it_applies_to(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FEWEST == 10, "the least that is said of a theme too"
    prompt, audits = audited(*ANSWERS)
    for audit in audits:
        at(audit, "2016-10-03T12:00+00:00")
    point = prompt_answers.share_by(prompt, site.AS_AT)
    assert (point.numerator, point.denominator, point.value) == (2, 4, None), "too few to tell"
    monkeypatch.setattr(prompt_answers, "FEWEST", 4)
    assert prompt_answers.share_by(prompt, site.AS_AT).value == 0.5
    assert prompt_answers.share_by(prompt, dt.date(2016, 10, 2)).denominator == 0
    assert prompt_answers.share_by(prompt, dt.date(2017, 10, 4)).denominator == 0


def test_an_audit_late_on_a_summers_evening_is_of_the_day_it_is_here(loaded: Loaded) -> None:
    prompt, audits = audited(Answered.STRONG, Answered.WEAK)
    at(audits[0], "2016-06-30T23:30+00:00")  # the first of July here
    at(audits[1], "2016-07-31T23:30+00:00")  # the first of August
    months = {each.on: each.value for each in prompt_answers.months(prompt, site.AS_AT, 4)}  # from July
    assert months[dt.date(2016, 7, 31)] == 1.0
    assert months[dt.date(2016, 8, 31)] == 0.0


@pytest.mark.usefixtures("few_are_enough")
def test_it_is_met_and_held_by_its_figures(loaded: Loaded, analyst: Account) -> None:
    prompt, audits = audited(*[Answered.STRONG] * ENOUGH)
    for audit in audits:
        at(audit, "2016-06-15T12:00+00:00")
    told = {"kind": MeasureKind.PROMPT, "key": prompt, "counted": Counted.OWN, "target": 0.9, "higher_is_better": True}
    made = add_measure(wanted=wanted(**told), recommendation=None, by=analyst)
    stands = queries.stands(made, site.AS_AT)
    assert (stands.meets, stands.held_since, stands.months_held) == (True, dt.date(2016, 6, 30), 4)
    assert "100% (4 of 4)" in stands.words


@pytest.mark.usefixtures("few_are_enough")
def test_of_too_few_files_it_cannot_be_told_and_is_not_met(loaded: Loaded, analyst: Account) -> None:
    prompt, audits = audited(*[Answered.STRONG] * ENOUGH)
    for audit in audits[1:]:
        at(audit, "2016-06-15T12:00+00:00")
    at(audits[0], "2016-08-15T12:00+00:00")
    told = {"kind": MeasureKind.PROMPT, "key": prompt, "counted": Counted.OWN, "target": 0.9, "higher_is_better": True}
    made = add_measure(wanted=wanted(**told), recommendation=None, by=analyst)
    before = queries.stands(made, dt.date(2016, 8, 14))
    assert (before.value, before.meets, before.held_since) == (None, None, None)
    assert "3 files were audited for it in the twelve months before, and at least 4 are asked" in before.words
    assert not before.has_held(0)
    since = queries.stands(made, site.AS_AT)
    assert (since.meets, since.held_since) == (True, dt.date(2016, 8, 31)), "held only since it can be told"
    assert "not told of fewer than 4" in queries.counted_words(made)
    none = queries.stands(made, dt.date(2015, 1, 1)).words
    assert "no file was audited for it" in none
