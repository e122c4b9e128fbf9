"""Questions to officers: asked, given, answered, followed up, said to answer or not, made public; nothing deleted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection, models
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from sightline.access.bearer import bearer
from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.improvement.inquiries import Tier
from sightline.scrutiny import models as ours
from sightline.scrutiny.actions import questions as actions
from sightline.scrutiny.models import Answer, Asker, Publication, Question
from sightline.scrutiny.queries.questions import (
    Asked,
    State,
    asked,
    by_post,
    by_quarter,
    events,
    officers,
    published_questions,
    standing,
)
from sightline.scrutiny.questions_orders import FILE, order
from sightline.web import clock
from tests.support import site

ON = site.AS_AT
WORDS = "How many children are allocated to a manager?"
ANSWER = "There are twelve, and each has waited for over a year."


def ago(days: int) -> dt.date:
    """So many days before the record's day."""
    return ON - dt.timedelta(days=days)


def row(account: Account, question: Question, on: dt.date = ON) -> Asked:
    """The question as a list shows it."""
    return next(each for each in asked(bearer(account, clock.today()), on) if each.question.pk == question.pk)


@pytest.fixture
def question(member: Account) -> Question:
    """A member's question, asked thirty days ago."""
    return actions.ask(words=WORDS, why="Nobody says.", asked_on=ago(30), by=member)


@pytest.fixture
def given(question: Question, head: Account, clerk: Account) -> Question:
    """The same, given to the head of service."""
    actions.assign(question=question, to=head, by=clerk)
    return question


def test_a_question_is_due_in_ten_working_days_by_our_own_order_and_says_so(question: Question) -> None:
    assert question.asked_on == dt.date(2016, 10, 15)
    assert question.due_on == dt.date(2016, 10, 28)
    assert "Sightline’s own default" in question.order


def test_a_council_puts_its_own_order_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[members]\nworking_days = 5\nwords = "Standing order 12"\n', "utf-8")
    found = order("members", tmp_path)
    assert (found.due(dt.date(2016, 12, 23)), found.words) == (dt.date(2017, 1, 4), "Standing order 12")
    assert order("children", tmp_path).working_days == 20  # ours, where the council's file says nothing


@pytest.mark.parametrize(
    "text",
    [
        "[members",
        "members = 5",
        "[members]\nworking_days = 0\nwords = 'x'",
        "[members]\nworking_days = true\nwords='x'",
    ],
)
def test_an_order_that_cannot_be_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(UserError, match=FILE):
        order("members", tmp_path)


def test_it_is_overdue_from_the_day_after_its_last(question: Question, member: Account) -> None:
    assert row(member, question, dt.date(2016, 10, 28)).state is State.WAITING
    late = row(member, question, dt.date(2016, 10, 29))
    assert (late.state, late.over, late.days) == (State.OVERDUE, 1, 14)


@pytest.mark.parametrize(("days", "state"), [(17, State.IN_TIME), (16, State.LATE)])
def test_an_answer_on_the_last_day_is_in_time(
    given: Question, head: Account, member: Account, days: int, state: State
) -> None:
    actions.answer(question=given, words=ANSWER, answered_on=ago(days), by=head)
    assert row(member, given).state is state


def test_as_at_a_past_day_the_answer_was_not_there_yet(given: Question, head: Account, member: Account) -> None:
    actions.answer(question=given, words=ANSWER, answered_on=ago(10), by=head)
    assert row(member, given, ago(11)).answers == ()
    assert len(row(member, given, ago(10)).answers) == 1
    assert asked(bearer(member, clock.today()), ago(31)) == []


@pytest.mark.parametrize(
    "words",
    ["What of the child born on 12/03/2009?", "What of NHS number 943 476 5919?", "Who visits 12 Acacia Avenue?"],
)
def test_an_identifier_is_refused_whatever_is_said_of_it_and_kept_nowhere(
    member: Account, words: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = AccessEntry.objects.count()
    with pytest.raises(UserError) as refused, CaptureQueriesContext(connection) as seen:
        actions.ask(words=words, by=member, nobody_named=True)
    assert not Question.objects.exists()
    assert AccessEntry.objects.count() == before
    assert not [each for each in seen.captured_queries if each["sql"].startswith(("INSERT", "UPDATE"))]
    assert words not in str(refused.value)
    assert "943" not in str(refused.value)


def test_what_may_be_a_name_needs_a_word_that_it_is_none(member: Account) -> None:
    words = "Why was Danielle not seen?"
    with pytest.raises(UserError, match="may name somebody") as refused:
        actions.ask(words=words, by=member)
    assert "Danielle" not in str(refused.value)
    assert actions.ask(words=words, by=member, nobody_named=True).words == words


def test_a_name_on_the_record_is_told_from_no_other_for_a_member(member: Account) -> None:
    """Whether a child is known is not to be read from a warning: a child on the record and one who is not are one."""
    refusals = []
    for name in ("Ada", "Ottoline"):
        with pytest.raises(UserError) as refused:
            actions.ask(words=f"Why was {name} not seen?", by=member)
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]


def test_only_members_ask_and_only_for_themselves(head: Account, clerk: Account) -> None:
    for each in (head, clerk):
        with pytest.raises(UserError, match="asked by members"):
            actions.ask(words=WORDS, by=each)


def test_a_question_is_not_asked_on_a_day_to_come(member: Account) -> None:
    with pytest.raises(UserError, match="still to come"):
        actions.ask(words=WORDS, asked_on=clock.today() + dt.timedelta(days=1), by=member)


def test_it_is_answered_by_whom_it_was_given_or_who_keeps_the_questions(
    given: Question, head: Account, director: Account, clerk: Account, member: Account
) -> None:
    for each in (director, member):
        with pytest.raises(UserError, match=r"not given to you|does not answer it"):
            actions.answer(question=given, words=ANSWER, by=each)
    actions.answer(question=given, words=ANSWER, by=head)
    second = actions.answer(question=given, words=ANSWER, why="It was not complete.", by=clerk)
    assert second.supersedes is not None


def test_the_newest_of_two_officers_answers(given: Question, head: Account, director: Account, clerk: Account) -> None:
    actions.assign(question=given, to=director, by=clerk)
    with pytest.raises(UserError, match="not given to you"):
        actions.answer(question=given, words=ANSWER, by=head)
    assert row(clerk, given).post == "Director of children's services"


def test_a_question_is_given_to_nobody_who_may_not_answer(question: Question, member: Account, clerk: Account) -> None:
    with pytest.raises(UserError, match="Choose an officer"):
        actions.assign(question=question, to=member, by=clerk)
    posts = dict((account.name, post) for account, post in officers(clock.today()))
    assert "Cllr Em Member" not in posts
    assert posts["Sky Clerk"].startswith("Scrutiny officer")


def test_a_second_answer_supersedes_the_first_with_a_reason_and_both_stay(given: Question, head: Account) -> None:
    first = actions.answer(question=given, words=ANSWER, answered_on=ago(20), by=head)
    with pytest.raises(UserError, match="Say why"):
        actions.answer(question=given, words="There are fourteen in all.", by=head)
    second = actions.answer(question=given, words="There are fourteen in all.", why="Two were left out.", by=head)
    found = row(head, given)
    assert found.answers == (first, second)
    assert (found.answer, found.days) == (second, 10)  # the first answer stopped the clock


def test_an_answer_the_asker_does_not_accept_is_owed_still(given: Question, head: Account, member: Account) -> None:
    first = actions.answer(question=given, words=ANSWER, answered_on=ago(20), by=head)
    with pytest.raises(UserError, match="not answered"):
        actions.reply(answer=first, is_answered=False, words="", by=member)
    with pytest.raises(UserError, match="whoever asked"):
        actions.reply(answer=first, is_answered=True, words="", by=head)
    actions.reply(answer=first, is_answered=False, words="It gives no days.", by=member)
    assert row(member, given).state is State.NOT_ACCEPTED
    second = actions.answer(question=given, words="Four hundred days each.", why="No days were given.", by=head)
    assert row(member, given).state is State.IN_TIME
    with pytest.raises(UserError, match="newest"):
        actions.reply(answer=first, is_answered=True, words="", by=member)
    actions.reply(answer=second, is_answered=True, words="", by=member)
    assert row(member, given).state is State.IN_TIME


def test_a_follow_up_is_tied_to_its_question_and_asks_of_an_answer(
    given: Question, head: Account, member: Account
) -> None:
    with pytest.raises(UserError, match="not answered yet"):
        actions.ask(words="And for how many days each?", follows=given, by=member)
    actions.answer(question=given, words=ANSWER, answered_on=ago(20), by=head)
    further = actions.ask(words="And for how many days each?", follows=given, by=member)
    assert row(member, given).follow_ups == (further.pk,)


def test_what_is_public_is_settled_by_the_scrutiny_officer_answer_by_answer(
    given: Question, head: Account, clerk: Account, member: Account
) -> None:
    first = actions.answer(question=given, words=ANSWER, answered_on=ago(20), by=head)
    assert published_questions(ON) == []
    with pytest.raises(UserError, match="scrutiny officer"):
        actions.publish(question=given, by=member)
    with pytest.raises(UserError, match="question first"):
        actions.publish(question=given, answer=first, by=clerk)
    actions.publish(question=given, by=clerk)
    (shown,) = published_questions(ON)
    assert (shown.is_answered, shown.answers, shown.is_overdue) == (True, (), False)
    with pytest.raises(UserError, match="public already"):
        actions.publish(question=given, by=clerk)
    actions.publish(question=given, answer=first, by=clerk)
    second = actions.answer(question=given, words="There are fourteen.", why="Two were left out.", by=head)
    (shown,) = published_questions(ON)
    assert [each.words for each in shown.answers] == [ANSWER]
    assert shown.answers[0].superseded_on == second.answered_on
    assert head.name not in str(shown)


def test_the_public_sees_that_nobody_has_answered_and_for_how_long(given: Question, clerk: Account) -> None:
    actions.publish(question=given, by=clerk)
    (shown,) = published_questions(ON)
    assert (shown.is_answered, shown.is_overdue, shown.days, shown.post) == (False, True, 30, "Head of service")


def test_taken_off_the_public_list_it_stays_with_the_reason(given: Question, head: Account, clerk: Account) -> None:
    first = actions.answer(question=given, words=ANSWER, by=head)
    actions.publish(question=given, by=clerk)
    actions.publish(question=given, answer=first, by=clerk)
    standing_one = Publication.objects.get(question=given, answer=None)
    actions.unpublish(publication=standing_one, why="A reader could guess whom it is about.", by=clerk)
    assert published_questions(ON) == []
    assert {each.ended_why for each in Publication.objects.all()} == {"A reader could guess whom it is about."}
    with pytest.raises(UserError, match="already"):
        actions.unpublish(publication=standing_one, why="A second time, for the same reason.", by=clerk)


def test_one_s_own_unanswered_question_is_withdrawn_and_stays(
    given: Question, head: Account, member: Account, clerk: Account
) -> None:
    with pytest.raises(UserError, match="whoever asked"):
        actions.withdraw(question=given, why="It is answered elsewhere.", by=head)
    actions.publish(question=given, by=clerk)
    actions.withdraw(question=given, why="It is answered elsewhere.", by=member)
    assert row(member, given).state is State.WITHDRAWN
    assert published_questions(ON) == []
    with pytest.raises(UserError, match="withdrawn"):
        actions.answer(question=given, words=ANSWER, by=head)


def test_the_children_s_questions_have_their_own_time_and_are_written_down_for_them(
    clerk: Account, head: Account, member: Account, director: Account
) -> None:
    words = "Why do our social workers keep changing?"
    with pytest.raises(UserError, match="officers who work with them"):
        actions.ask_for_children(group="Children in care council", words=words, by=member)
    found = actions.ask_for_children(group="Children in care council", words=words, asked_on=ago(30), by=head)
    assert found.due_on == dt.date(2016, 11, 11)
    with pytest.raises(UserError, match="does not answer it"):
        actions.assign(question=found, to=head, by=clerk)
    actions.assign(question=found, to=director, by=clerk)
    told = actions.answer(question=found, words="Too many people left.", did="We say goodbye in person.", by=director)
    actions.reply(answer=told, is_answered=True, words="It is better.", by=head)
    assert row(clerk, found).asker == "Children in care council"
    with pytest.raises(UserError, match="children’s own"):
        actions.ask(words="And what of the others?", follows=found, by=member)
    assert asked(bearer(member, clock.today()), ON, Asker.MEMBER) == []


def test_nothing_is_deleted(question: Question) -> None:
    with pytest.raises(RuntimeError, match="deleted"):
        question.delete()
    kept = {each for each in vars(ours).values() if isinstance(each, type) and issubclass(each, models.Model)}
    mine = {each for each in kept if each.__module__.rpartition(".")[2] in ("questions", "documents", "committee")}
    assert len(mine) == 14
    assert [each for each in mine if not issubclass(each, ours.Kept)] == []


def test_the_standing_figure_counts_each_question_once(
    given: Question, head: Account, member: Account, clerk: Account
) -> None:
    actions.answer(question=given, words=ANSWER, answered_on=ago(10), by=head)
    waiting = actions.ask(words="What else is there to know?", asked_on=ago(2), by=member)
    overdue = actions.ask(words="What was done about it all?", asked_on=ago(40), by=member)
    gone = actions.ask(words="This was asked by mistake.", asked_on=ago(3), by=member)
    actions.withdraw(question=gone, why="It was asked by mistake.", by=member)
    rows = asked(bearer(clerk, clock.today()), ON)
    found = standing(rows)
    counted = (found.asked, found.in_time, found.late, found.overdue, found.waiting, found.not_accepted)
    assert counted == (3, 0, 1, 1, 1, 0)
    assert (found.unanswered, found.median_days, found.longest) == (2, 20, 40)
    assert [each.question.pk for each in rows] == [overdue.pk, waiting.pk, given.pk, gone.pk]
    assert [(post, len(each)) for post, each in by_post(rows)] == [("Nobody yet", 2)]
    assert [(name, each.asked) for name, each in by_quarter(rows)] == [("October to December 2016", 3)]


def test_a_late_answer_that_is_not_accepted_is_still_late(given: Question, head: Account, member: Account) -> None:
    first = actions.answer(question=given, words=ANSWER, answered_on=ago(4), by=head)
    actions.reply(answer=first, is_answered=False, words="It gives no days.", by=member)
    found = row(member, given)
    said = render_to_string("scrutiny/questions/_state.html", {"state": found.state, "row": found})
    assert (found.state, found.over) == (State.NOT_ACCEPTED, 13)
    assert "Answer not accepted" in said
    assert "Answered 13 days late" in said
    assert (standing([found]).late, standing([found]).not_accepted) == (1, 1)


def test_why_it_is_taken_off_the_public_list_names_no_child(given: Question, clerk: Account) -> None:
    made = actions.publish(question=given, by=clerk)
    with pytest.raises(UserError, match="may name somebody"):
        actions.unpublish(publication=made, why="It is about Danielle Smith.", by=clerk)
    with pytest.raises(UserError, match="a date of birth"):
        actions.unpublish(publication=made, why="The child was born on 12/03/2009.", by=clerk, nobody_named=True)
    made.refresh_from_db()
    assert made.ended_at is None


def test_a_list_asks_as_many_queries_for_many_questions_as_for_one(given: Question, member: Account) -> None:
    reader = bearer(member, clock.today())
    with CaptureQueriesContext(connection) as one:
        asked(reader, ON)
    for number in range(12):
        actions.ask(words=f"What else is there to know of part {number}?", asked_on=ago(2), by=member)
    with CaptureQueriesContext(connection) as many:
        assert len(asked(reader, ON)) == 13
    assert len(many) == len(one) <= 6


def test_the_timeline_has_what_was_asked_and_answered_by_post(given: Question, head: Account) -> None:
    actions.answer(question=given, words=ANSWER, answered_on=ago(10), by=head)
    found = events(ago(40), ON)
    assert [(each.on, each.tier, each.kind) for each in found] == [
        (ago(30), Tier.COMMITTEE, "question to officers"),
        (ago(10), Tier.COMMITTEE, "answer to a question"),
    ]
    assert "Head of service answered late" in found[1].words
    assert head.name not in str(found)
    assert events(ago(9), ON) == []


def test_each_action_leaves_its_line_in_the_log_and_a_broken_one_leaves_nothing(
    given: Question, head: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AccessEntry.objects.filter(page="questions:ask", why=f"question {given.pk}").count() == 1
    monkeypatch.setattr("sightline.access.actions.log", _break)
    with pytest.raises(OSError, match="no room"):
        actions.answer(question=given, words=ANSWER, by=head)
    assert not Answer.objects.exists()


def _break(**_: object) -> None:
    raise OSError("no room")
