"""A measure taken from an audit prompt: the share of files in which it was done well."""

from __future__ import annotations

import datetime as dt

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.measures import add_measure
from sightline.improvement.models import Counted, MeasureKind
from sightline.improvement.queries import measures as queries
from sightline.improvement.queries import prompt_answers
from sightline.inspection.models import Answered, Audit, AuditAnswer
from tests.support import site
from tests.support.auditing import AUDITORS, given, mock_with_auditors, submitted
from tests.unit.improvement.measures.conftest import wanted

ANSWERS = (Answered.STRONG, Answered.SOUND, Answered.WEAK, Answered.NOT_SEEN, Answered.NOT_APPLICABLE)


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


def test_it_is_the_share_done_well_of_those_it_applies_to(loaded: Loaded) -> None:
    prompt, audits = audited(*ANSWERS)
    for audit in audits:
        at(audit, "2016-10-03T12:00+00:00")
    point = prompt_answers.share_by(prompt, site.AS_AT)
    assert (point.numerator, point.denominator, point.value) == (2, 4, 0.5)
    assert prompt_answers.share_by(prompt, dt.date(2016, 10, 2)).value is None
    assert prompt_answers.share_by(prompt, dt.date(2017, 10, 4)).value is None


def test_an_audit_late_on_a_summers_evening_is_of_the_day_it_is_here(loaded: Loaded) -> None:
    prompt, audits = audited(Answered.STRONG, Answered.WEAK)
    at(audits[0], "2016-06-30T23:30+00:00")  # the first of July here
    at(audits[1], "2016-07-31T23:30+00:00")  # the first of August
    months = {each.on: each.value for each in prompt_answers.months(prompt, site.AS_AT, 4)}  # from July
    assert months[dt.date(2016, 7, 31)] == 1.0
    assert months[dt.date(2016, 8, 31)] == 0.0


def test_it_is_met_and_held_by_its_figures(loaded: Loaded, analyst: Account) -> None:
    prompt, (audit,) = audited(Answered.STRONG)
    at(audit, "2016-06-15T12:00+00:00")
    told = {"kind": MeasureKind.PROMPT, "key": prompt, "counted": Counted.OWN, "target": 0.9, "higher_is_better": True}
    made = add_measure(wanted=wanted(**told), recommendation=None, by=analyst)
    stands = queries.stands(made, site.AS_AT)
    assert (stands.meets, stands.held_since, stands.months_held) == (True, dt.date(2016, 6, 30), 4)
    assert "100% (1 of 1)" in stands.words
