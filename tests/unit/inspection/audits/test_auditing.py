"""Auditing a file: saved as it goes, against what was known then, never changed once submitted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import visible
from sightline.access.models import AccessEntry, Doing
from sightline.errors import UserError
from sightline.inspection.actions import auditing
from sightline.inspection.actions.auditing import Concluding, Stale
from sightline.inspection.models import Answered, Audit, AuditAnswer, AuditGrade, EvidenceLink, MockInspection
from sightline.inspection.queries.auditing import answers_of, audit_for, audits_of, lacks_of, to_do
from sightline.inspection.queries.file_rows import rows_known
from tests.support import site
from tests.support.auditing import AUDITORS, WORDS, given, submitted, whole
from tests.support.personas import Persona, make

PEER, OFFICER = AUDITORS
NOTHING = Concluding("", "", "", "", "", None)


@pytest.fixture
def audit(mock: MockInspection) -> Audit:
    """The file of the unseen child, with the peer reviewer."""
    return given(mock, 1, PEER)


def save(audit: Audit, words: str = WORDS, *, seen: int = 0, answer: str = "weak", **more: Any) -> AuditAnswer:
    prompt = more.pop("prompt", audit.asked[0])
    by = more.pop("by", audit.auditor)
    return auditing.save_answer(audit=audit, prompt=prompt, answer=answer, words=words, seen=seen, by=by, **more)


def test_an_answer_is_kept_though_it_is_not_finished(audit: Audit) -> None:
    saved = save(audit, "half a sen", answer="")
    assert (saved.answer, saved.words, saved.revision) == ("", "half a sen", 1)
    assert save(audit, "half a sentence", answer="sound", seen=1).revision == 2
    audit.refresh_from_db()
    assert audit.begun_at is not None


def test_the_same_words_saved_twice_are_saved_once(audit: Audit) -> None:
    assert save(audit).revision == 1
    assert save(audit, seen=0).revision == 1  # the press after the page saved by itself
    assert AuditAnswer.objects.count() == 1


def test_a_window_that_saw_less_overwrites_nothing_and_is_shown_both(audit: Audit) -> None:
    save(audit, "The first window's words.")
    with pytest.raises(Stale) as other:
        save(audit, "The second window's words.", seen=0)
    assert (other.value.standing["words"], other.value.revision) == ("The first window's words.", 1)
    assert save(audit, "The second window's words.", seen=1).words == "The second window's words."


def test_a_conclusion_is_kept_in_part_and_safe_from_a_second_window(audit: Audit) -> None:
    part = Concluding("good", "Half a rea", "", "", "", None)
    assert auditing.save_conclusion(audit=audit, concluding=part, seen=0, by=audit.auditor).revision == 1
    with pytest.raises(Stale) as other:
        auditing.save_conclusion(audit=audit, concluding=NOTHING, seen=0, by=audit.auditor)
    assert other.value.standing["why"] == "Half a rea"
    audit.refresh_from_db()
    assert audit.why == "Half a rea"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"prompt": "no-such-prompt"}, "does not ask that"),
        ({"answer": "brilliant"}, "one of the answers"),
        ({"words": "x" * 20_001}, "longer than 20,000"),
    ],
)
def test_what_is_no_answer_is_refused(audit: Audit, more: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says):
        save(audit, **more)


@pytest.mark.parametrize(
    ("concluding", "says"),
    [
        (Concluding("excellent", "", "", "", "", None), "one of the grades"),
        (Concluding("", "", "", "", "", 3001), "1 to 3,000"),
        (Concluding("", "", "", "", "", 0), "1 to 3,000"),
        (Concluding("", "", "x" * 20_001, "", "", None), "longer than"),
    ],
)
def test_what_is_no_conclusion_is_refused(audit: Audit, concluding: Concluding, says: str) -> None:
    with pytest.raises(UserError, match=says):
        auditing.save_conclusion(audit=audit, concluding=concluding, seen=0, by=audit.auditor)


def test_an_audit_that_is_not_whole_is_not_submitted_and_says_what_it_lacks(audit: Audit) -> None:
    count = len(audit.asked)
    with pytest.raises(UserError, match=rf"answer question 1, and {count + 3} more"):
        auditing.submit(audit=audit, by=audit.auditor)
    for prompt in audit.asked[1:]:
        save(audit, prompt=prompt)
    save(audit, "too short")
    audit.refresh_from_db()
    lacks = lacks_of(audit, answers_of(audit))
    assert [each.words for each in lacks] == [
        "Say what question 1 rests on, in a sentence",
        "Give the file a grade",
        "Say why it has that grade, in a sentence",
        "Say what the child would say, in a sentence",
        "Say how many minutes it took",
    ]
    assert lacks[0].prompt == audit.asked[0]


@pytest.mark.parametrize("answer", [Answered.NOT_SEEN, Answered.NOT_APPLICABLE])
def test_what_is_not_seen_or_does_not_apply_needs_no_words(audit: Audit, answer: Answered) -> None:
    ready = whole(audit)
    save(audit, "", answer=answer.value, seen=1)
    assert auditing.submit(audit=ready, by=audit.auditor).submitted_at is not None


def test_a_submitted_audit_is_never_changed(audit: Audit) -> None:
    done = submitted(audit)
    before = Audit.objects.filter(pk=done.pk).values().get()
    tries = (
        lambda: save(done, "Other words than before.", seen=1),
        lambda: auditing.save_conclusion(audit=done, concluding=NOTHING, seen=done.revision, by=done.auditor),
        lambda: auditing.link_rows(audit=done, prompt=done.asked[0], chosen=[], by=done.auditor),
        lambda: auditing.submit(audit=done, by=done.auditor),
    )
    for each in tries:
        with pytest.raises(UserError, match="submitted"):
            each()
    assert Audit.objects.filter(pk=done.pk).values().get() == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Audit.objects.filter(pk=done.pk).update(child_would_say="")


def test_nobody_writes_in_anothers_audit(audit: Audit) -> None:
    for by in (make(OFFICER), make(Persona.AUDITOR)):
        with pytest.raises(UserError, match="not yours"):
            save(audit, by=by)
        with pytest.raises(UserError, match="not yours"):
            auditing.submit(audit=audit, by=by)


def test_nothing_is_audited_once_the_mock_inspection_is_closed(audit: Audit) -> None:
    mock = audit.child.sample.mock
    mock.closed_at, mock.closed_by = dt.datetime(2016, 12, 1, tzinfo=dt.UTC), make(Persona.AUDITOR)
    mock.save()
    with pytest.raises(UserError, match="closed"):
        save(audit)


def test_an_answer_rests_on_rows_of_the_file(audit: Audit) -> None:
    rows = rows_known(audit)
    assert {each.table for each in rows} == {"people", "cin_episodes", "involvements"}
    held = next(each for each in rows if each.table == "involvements")
    assert (held.key, held.on) == ("IC1", dt.date(2014, 1, 6))
    prompt = audit.asked[0]
    chosen = [held.name, next(each.name for each in rows if each.table == "people")]
    assert auditing.link_rows(audit=audit, prompt=prompt, chosen=chosen, by=audit.auditor) == 2
    assert auditing.link_rows(audit=audit, prompt=prompt, chosen=chosen[:1], by=audit.auditor) == 1
    link = EvidenceLink.objects.get()
    assert (link.table, link.row_key, link.version, link.on) == ("involvements", "IC1", held.version, held.on)
    assert link.words == held.words
    assert save(audit, seen=1).evidence.count() == 1


@pytest.mark.parametrize("name", ["involvements/IK00", "involvements/nothing", "people/C1\0", "", "people"])
def test_a_row_of_another_child_or_of_nobody_is_refused(audit: Audit, name: str) -> None:
    with pytest.raises(UserError, match="not in the file"):
        auditing.link_rows(audit=audit, prompt=audit.asked[0], chosen=[name], by=audit.auditor)
    assert not EvidenceLink.objects.exists()


def test_what_was_recorded_since_is_no_part_of_the_file(audit: Audit) -> None:
    before = rows_known(audit)
    assert before
    Audit.objects.filter(pk=audit.pk).update(known_at=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    early = Audit.objects.select_related("child").get(pk=audit.pk)
    assert rows_known(early) == []
    with pytest.raises(UserError, match="not in the file"):
        auditing.link_rows(audit=early, prompt=audit.asked[0], chosen=[before[0].name], by=audit.auditor)


def test_neither_auditor_nor_lead_sees_the_others_until_both_are_in(mock: MockInspection, audit: Audit) -> None:
    second = given(mock, 1, OFFICER, is_second=True)

    def reads(persona: Persona, which: Audit) -> bool:
        return audit_for(bearer(make(persona), site.AS_AT), which.pk) is not None

    assert reads(PEER, audit)
    assert reads(OFFICER, second)
    assert not any([reads(PEER, second), reads(OFFICER, audit), reads(Persona.AUDITOR, audit)])
    submitted(audit)
    assert reads(Persona.AUDITOR, audit)
    assert not reads(OFFICER, audit)
    submitted(second)
    assert reads(OFFICER, audit)
    assert reads(PEER, second)
    assert not reads(Persona.TEAM_MANAGER, audit)


def test_a_lead_who_audits_a_file_sees_the_other_audit_of_it_only_once_both_are_in(mock: MockInspection) -> None:
    own = given(mock, 2, Persona.AUDITOR)
    other = submitted(given(mock, 2, PEER, is_second=True))
    lead = bearer(make(Persona.AUDITOR), site.AS_AT)
    assert audit_for(lead, other.pk) is None
    submitted(own)
    assert audit_for(lead, other.pk) is not None


def test_ones_own_list_says_how_far_each_is(mock: MockInspection, audit: Audit) -> None:
    submitted(given(mock, 2, PEER), AuditGrade.INADEQUATE)
    save(audit)
    save(audit, "", answer="strong", prompt=audit.asked[1])
    found = audits_of(make(PEER))
    assert [(each.audit.child.place, each.state, each.answered) for each in found] == [
        (1, "begun", 1),
        (2, "submitted", len(found[1].audit.asked)),
    ]
    reader = bearer(make(PEER), site.AS_AT)
    assert to_do(make(PEER), visible(reader, site.AS_AT)) == 1
    access.restrict(person_id=site.UNSEEN, why="A colleague's child", allowed=[], by=make(Persona.DIRECTOR))
    assert to_do(make(PEER), visible(reader, site.AS_AT)) == 0


def test_a_press_leaves_a_line_in_the_log_and_typing_none(audit: Audit) -> None:
    def lines() -> int:
        return AccessEntry.objects.filter(doing=Doing.CHANGED, person_id=site.UNSEEN, account=audit.auditor).count()

    save(audit, quietly=True)
    assert lines() == 0
    save(audit, "Other words than before.", seen=1)
    assert lines() == 1


def test_an_answer_is_not_kept_without_its_line_in_the_log(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("sightline.access.actions.log", broken)
    with pytest.raises(RuntimeError):
        save(audit)
    assert not AuditAnswer.objects.exists()
    audit.refresh_from_db()
    assert audit.begun_at is None
