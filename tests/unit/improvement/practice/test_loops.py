"""A weakness taken up, acted on and audited again here, from end to end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.access.models import AccessEntry, Account, Doing, FileGrant
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.actions.planned_actions import add_action, do_action
from sightline.improvement.actions.practice_audits import Plan, answer_file, draw_files, plan_audit, withdraw_audit
from sightline.improvement.actions.practice_loops import open_loop, set_loop_aside
from sightline.improvement.models import Loop, PlannedAudit, Recommendation, Where
from sightline.improvement.practice_closing import LoopState
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.practice_loops import LoopRow, finders, loop_row, loops, untaken
from sightline.improvement.themes import ThemeFigures, figures
from sightline.inspection.models import Answered
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, browser_of, make

ON = site.AS_AT
SAID = "The plan names what must change, by when."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


def now(loop: Loop) -> LoopRow:
    return loop_row(Loop.objects.get(pk=loop.pk), evidence(), ON)


def re_audit(loop: Loop, lead: Account, auditor: Account) -> PlannedAudit:
    plan = Plan("T1", "plans", 10, Where.HERE, dt.date(2016, 10, 3), ON, auditor, loop)
    return plan_audit(plan=plan, by=lead, barred=finders(loop, evidence()) | {"W2"})


def read_all(audit: PlannedAudit, auditor: Account, good: int) -> None:
    for number, file in enumerate(audit.drawn.all()):
        answer = Answered.SOUND if number < good else Answered.WEAK
        answer_file(file=file, answer=answer, words=SAID, by=auditor)


def stood() -> list[ThemeFigures]:
    """Every theme as the record has it."""
    return figures(evidence().findings, evidence().actions, ON)


def test_it_is_a_line_of_the_plan_and_waits_for_a_re_audit(loop: Loop) -> None:
    assert Recommendation.objects.get().source_words == "Audits of practice: plan quality, 0-25 Team"
    row = now(loop)
    assert row.stands.state is LoopState.WAITS
    assert row.stands.last_done == dt.date(2016, 6, 1)
    assert (row.done, row.record_actions) == (1, 1)


def test_an_action_of_the_plan_must_be_done_too(loop: Loop, lead: Account) -> None:
    assert loop.recommendation is not None
    action = add_action(
        recommendation=loop.recommendation,
        words="Every plan is read aloud to the family at its next review",
        will_show="At least 80% of plans read in the re-audit say what must change",
        owner=lead,
        due_on=ON,
        starts_on=dt.date(2016, 6, 2),
        by=lead,
    )
    assert now(loop).stands.state is LoopState.ACTING
    do_action(action=action, done_on=dt.date(2016, 9, 1), words="Each of the 53 plans was read.", by=lead)
    row = now(loop)
    assert row.stands.state is LoopState.WAITS
    assert row.stands.last_done == dt.date(2016, 9, 1)


def test_a_re_audit_by_another_closes_it_and_one_file_less_does_not(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    assert draw_files(audit=audit, by=lead, seed=7) > 10
    read_all(audit, other, 8)
    row = now(loop)
    assert row.stands.state is LoopState.CLOSED
    assert "8 of 10 (80%, between 49% and 94%)" in row.stands.words
    assert not row.stands.sure
    assert [each.loop.pk for each in loops(evidence(), ON)] == [loop.pk]


def test_a_re_audit_that_fails_reopens_it(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    read_all(audit, other, 7)
    assert now(loop).stands.state is LoopState.REOPENED


def test_who_found_it_or_acted_on_it_may_not_audit_it_again(loop: Loop, lead: Account) -> None:
    manager = make(Persona.TEAM_MANAGER)  # W2, who owns the action
    with pytest.raises(UserError, match="another auditor"):
        re_audit(loop, lead, manager)
    assert finders(loop, evidence()) == {"W3"}


def test_the_themes_that_are_remembered_are_those_of_what_is_found_now(loop: Loop, lead: Account) -> None:
    def same() -> tuple[ThemeFigures, ...]:
        assert list(evidence().themes_on(ON)) == stood()
        assert list(evidence().themes_on(ON, "T1")) == figures(evidence().findings, evidence().actions, ON, team="T1")
        return evidence().themes_on(ON, "T1")

    from sightline.access.actions import restrict

    before = same()
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    read_all(audit, other, 2)
    assert same() != before
    for file in audit.drawn.all():
        restrict(person_id=file.person_id, why="A reason of some length", allowed=[], by=make(Persona.DIRECTOR))
    assert same() == before


def test_loops_are_read_in_as_many_queries_however_many_there_are(
    loop: Loop, lead: Account, django_assert_num_queries: Any
) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    found = evidence()
    for _ in range(2):
        draw_files(audit=re_audit(loop, lead, other), by=lead, seed=7)
        with django_assert_num_queries(5):
            loops(found, ON)


def test_fewer_files_or_another_theme_are_no_re_audit(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    with pytest.raises(UserError, match="at least 10 files"):
        plan_audit(plan=Plan("T1", "plans", 9, Where.HERE, ON, ON, other, loop), by=lead)
    with pytest.raises(UserError, match="same theme and team"):
        plan_audit(plan=Plan("T1", "voice", 10, Where.HERE, ON, ON, other, loop), by=lead)


def test_files_are_drawn_by_lot_and_given_to_read_without_restricted_children(loop: Loop, lead: Account) -> None:
    from sightline.access.actions import restrict

    hidden = [f"K{number:02}" for number in range(30)]
    for person in hidden:
        restrict(person_id=person, why="A reason of some length", allowed=[], by=make(Persona.DIRECTOR))
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    drawn = [each.person_id for each in audit.drawn.all()]
    assert len(set(drawn)) == 10
    assert not set(drawn) & set(hidden)
    assert set(FileGrant.objects.filter(account=other).values_list("person_id", flat=True)) == set(drawn)
    entry = AccessEntry.objects.filter(doing=Doing.GAVE_FILES.value).get()
    assert entry.shown_count == 10


def test_the_same_seed_draws_the_same_files(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    first, second = re_audit(loop, lead, other), re_audit(loop, lead, other)
    draw_files(audit=first, by=lead, seed=7)
    draw_files(audit=second, by=lead, seed=7)
    assert [each.person_id for each in first.drawn.all()] == [each.person_id for each in second.drawn.all()]


def test_an_answer_is_given_once_and_by_its_auditor(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    file = audit.drawn.get(place=1)
    with pytest.raises(UserError, match="Only the auditor"):
        answer_file(file=file, answer=Answered.SOUND, words=SAID, by=lead)
    with pytest.raises(UserError, match="in a sentence"):
        answer_file(file=file, answer=Answered.WEAK, words="no", by=other)
    answer_file(file=file, answer=Answered.WEAK, words=SAID, by=other)
    with pytest.raises(UserError, match="answered already"):
        answer_file(file=file, answer=Answered.SOUND, words=SAID, by=other)
    with pytest.raises(UserError, match="read already"):
        withdraw_audit(audit=audit, why="It was planned by mistake", by=lead)


def test_a_withdrawn_audit_takes_the_files_back(loop: Loop, lead: Account) -> None:
    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    withdraw_audit(audit=audit, why="It was planned by mistake", by=lead)
    assert not FileGrant.objects.filter(account=other, ended_at=None).exists()
    assert now(loop).stands.state is LoopState.WAITS


def test_one_loop_a_weakness_and_none_of_nothing(loop: Loop, lead: Account) -> None:
    said: dict[str, Any] = {"words": "A sentence that says it.", "aim": 80, "files": 10, "since": ON, "by": lead}
    with pytest.raises(UserError, match="taken up already"):
        open_loop(theme="plans", team_id="T1", **said)
    with pytest.raises(UserError, match="theme"):
        open_loop(theme="weather", team_id="T1", **said)
    with pytest.raises(UserError, match="team"):
        open_loop(theme="voice", team_id="T99", **said)
    with pytest.raises(UserError, match="aim"):
        open_loop(theme="voice", team_id="T1", **{**said, "aim": 40})
    with pytest.raises(UserError, match="number of files"):
        open_loop(theme="voice", team_id="T1", **{**said, "files": 5})
    assert Recommendation.objects.count() == 1, "what was refused left nothing in the plan"


def test_set_aside_says_why_and_the_weakness_may_be_taken_up_again(loop: Loop, lead: Account) -> None:
    set_loop_aside(loop=loop, why="The team was disbanded in October", by=lead)
    assert now(loop).stands.state is LoopState.SET_ASIDE
    again = open_loop(theme="plans", team_id="T1", words="It came back.", aim=80, files=10, since=ON, by=lead)
    assert again.pk != loop.pk


def test_a_theme_acted_on_that_nobody_took_up_is_named(council: Loaded, lead: Account) -> None:
    found = untaken(stood(), loops(evidence(), ON))
    assert [(each.theme.code, each.acted, each.done) for each in found] == [("plans", 1, 1)]
    open_loop(theme="plans", team_id="", words="A sentence that says it.", aim=80, files=10, since=ON, by=lead)
    assert untaken(stood(), loops(evidence(), ON)) == []


def test_what_the_files_showed_counts_no_child_restricted_since(loop: Loop, lead: Account) -> None:
    from sightline.access.actions import restrict

    other = make(Persona.REVIEWING_OFFICER)
    audit = re_audit(loop, lead, other)
    draw_files(audit=audit, by=lead, seed=7)
    read_all(audit, other, 8)
    page = browser_of(Persona.AUDITOR).get(f"/improvement/practice/audits/{audit.pk}/").content.decode()
    assert (f"{Answered.SOUND.label}: 8" in page, f"{Answered.WEAK.label}: 2" in page) == (True, True)
    for file in audit.drawn.filter(answer=Answered.WEAK):
        restrict(person_id=file.person_id, why="A reason of some length", allowed=[other], by=make(Persona.DIRECTOR))
    page = browser_of(Persona.AUDITOR).get(f"/improvement/practice/audits/{audit.pk}/").content.decode()
    assert f"{Answered.SOUND.label}: 8" in page
    assert f"{Answered.WEAK.label}:" not in page
