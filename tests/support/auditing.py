"""Audits for tests: given out, answered, submitted, as their actions write them."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.access.models import Account
from sightline.inspection.actions import auditing, giving_out
from sightline.inspection.actions.auditing import Concluding
from sightline.inspection.models import Answered, Audit, AuditGrade, MemberRole, MockInspection, SampledChild
from tests.support import mocks
from tests.support.personas import Persona, make

AUDITORS = (Persona.PEER_REVIEWER, Persona.REVIEWING_OFFICER)
WORDS = "The plan says what is to change, and by when."


def mock_with_auditors(*personas: Persona) -> MockInspection:
    """A mock inspection with a sample, in which a peer reviewer and a reviewing officer audit, and no director."""
    mock = mocks.with_sample()
    mock.members.filter(role=MemberRole.AUDITOR).delete()
    for each in personas or AUDITORS:
        mocks.join(mock, make(each))
    return mock


def sampled(mock: MockInspection, place: int) -> SampledChild:
    """The child at a place of the latest sample."""
    return SampledChild.objects.get(sample=mock.samples.latest("number"), place=place)


def given(mock: MockInspection, place: int, persona: Persona, *, is_second: bool = False) -> Audit:
    """A file given by hand."""
    by = make(Persona.AUDITOR)
    child = sampled(mock, place)
    return giving_out.give_by_hand(child=child, auditor=make(persona), is_second=is_second, by=by)


def whole(audit: Audit, grade: AuditGrade = AuditGrade.GOOD, answers: Mapping[str, Answered] | None = None) -> Audit:
    """The audit answered and concluded, not submitted: *sound* where ``answers`` says nothing else."""
    by: Account = audit.auditor
    for prompt in audit.asked:
        answer = (answers or {}).get(prompt, Answered.SOUND)
        auditing.save_answer(audit=audit, prompt=prompt, answer=answer.value, words=WORDS, seen=0, by=by)
    concluding = Concluding(grade.value, "It kept the child safe in time.", "They came when they said.", "", "", 90)
    return auditing.save_conclusion(audit=audit, concluding=concluding, seen=0, by=by)


def submitted(
    audit: Audit, grade: AuditGrade = AuditGrade.GOOD, answers: Mapping[str, Answered] | None = None
) -> Audit:
    """The audit, submitted."""
    return auditing.submit(audit=whole(audit, grade, answers), by=audit.auditor)


def twice(mock: MockInspection, place: int, first: AuditGrade, second: AuditGrade) -> SampledChild:
    """A file audited twice to the end, with these grades."""
    submitted(given(mock, place, AUDITORS[0]), first)
    submitted(given(mock, place, AUDITORS[1], is_second=True), second)
    return sampled(mock, place)
