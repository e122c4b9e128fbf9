"""Asking officers, giving a question to one of them, answering, saying whether it answers, making it public.

Nothing is taken away: a better answer supersedes the one before, and both are shown.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.scrutiny.actions.saying import (
    LONGEST_NAME,
    holds,
    names_nobody,
    not_to_come,
    post_of,
    said,
)
from sightline.scrutiny.models import Answer, Asker, Publication, Question, QuestionAssignment, Reply
from sightline.scrutiny.questions_orders import order
from sightline.web import clock

ORDERS = {Asker.MEMBER: "members", Asker.CHILDREN: "children"}


@transaction.atomic
def ask(
    *,
    words: str,
    by: Account,
    why: str = "",
    asked_on: dt.date | None = None,
    follows: Question | None = None,
    nobody_named: bool = False,
) -> Question:
    """Ask officers as a member. ``follows``: the question whose answer this follows up.

    :class:`~sightline.errors.UserError` for words that look as though they point at one child, of which nothing is
    kept; for a day to come; for a follow-up to what was not answered, or to a question of the children's.
    """
    if not holds(by, Permission.SCRUTINY_ASK):
        raise UserError("Questions to officers are asked by members of the council.")
    if follows is not None and follows.asker != Asker.MEMBER.value:
        raise UserError("That question is the children’s own; they follow it up themselves.")
    return _ask(Asker.MEMBER, "", words, why, asked_on, follows, by, nobody_named)


@transaction.atomic
def ask_for_children(
    *,
    group: str,
    words: str,
    by: Account,
    why: str = "",
    asked_on: dt.date | None = None,
    follows: Question | None = None,
    nobody_named: bool = False,
) -> Question:
    """Write down a question of the children in care council, for them. ``group``: as they call themselves."""
    if not (holds(by, Permission.SCRUTINY_ANSWER) or holds(by, Permission.SCRUTINY_MANAGE)):
        raise UserError("The children’s questions are written down by the officers who work with them.")
    if follows is not None and follows.asker != Asker.CHILDREN.value:
        raise UserError("That question was asked by a member, who follows it up.")
    name = said(group, "Say what the group calls itself.", least=3)[:LONGEST_NAME]
    return _ask(Asker.CHILDREN, name, words, why, asked_on, follows, by, nobody_named)


def _ask(
    asker: Asker,
    group: str,
    words: str,
    why: str,
    asked_on: dt.date | None,
    follows: Question | None,
    by: Account,
    nobody_named: bool,
) -> Question:
    asked = said(words, "Write the question in a sentence.")
    names_nobody(asked, why, group, nobody_named=nobody_named)
    day = not_to_come(asked_on or clock.today())
    if follows is not None and not follows.answers.exists():
        raise UserError("That question is not answered yet, so there is nothing to follow up.")
    standing = order(ORDERS[asker], settings.SIGHTLINE.home)
    made = Question.objects.create(
        asker=asker.value,
        asked_as=group,
        words=asked,
        why=why.strip(),
        asked_on=day,
        due_on=standing.due(day),
        order=standing.words,
        follows=follows,
        by=by,
        at=clock.now(),
    )
    _log(by, "questions:ask", made)
    return made


@transaction.atomic
def assign(*, question: Question, to: Account, by: Account) -> QuestionAssignment:
    """Give a question to an officer to answer. UserError for one who may not, or who wrote it down for the children."""
    found = _standing(question)
    if not to.is_active or not holds(to, Permission.SCRUTINY_ANSWER):
        raise UserError("Choose an officer who answers questions.")
    _not_own(found, to)
    made = QuestionAssignment.objects.create(question=found, to=to, post=post_of(to), by=by, at=clock.now())
    access.log(by=by, doing=Doing.CHANGED, page="questions:assign", about=to, why=str(found))
    return made


@transaction.atomic
def answer(
    *,
    question: Question,
    words: str,
    by: Account,
    did: str = "",
    why: str = "",
    answered_on: dt.date | None = None,
    nobody_named: bool = False,
) -> Answer:
    """Answer a question. A second answer supersedes the first, and needs the reason ``why``.

    UserError for who was not given it and does not keep the questions, and for words that point at one child.
    """
    found = _standing(question)
    _may_answer(found, by)
    text = said(words, "Write the answer in a sentence.")
    names_nobody(text, did, why, nobody_named=nobody_named)
    day = not_to_come(answered_on or clock.today())
    if day < found.asked_on:
        raise UserError("That is before it was asked; look at the day again.")
    before = found.answers.filter(superseded_by=None).order_by("-pk").first()
    reason = said(why, "Say why the answer before is put in another’s place.") if before is not None else ""
    if before is not None and day < before.answered_on:
        raise UserError("That is before the answer it supersedes; look at the day again.")
    made = Answer.objects.create(
        question=found,
        words=text,
        did=did.strip(),
        answered_on=day,
        post=post_of(by),
        by=by,
        at=clock.now(),
        supersedes=before,
        why=reason,
    )
    _log(by, "questions:answer", found)
    return made


@transaction.atomic
def reply(*, answer: Answer, is_answered: bool, words: str, by: Account, nobody_named: bool = False) -> Reply:
    """Say whether an answer answers: whoever asked, and for the children whoever wrote their question down.

    UserError for anybody else, for an answer superseded meanwhile, and for one that does not and says not why.
    """
    found = _standing(answer.question)
    if by.pk != found.by_id:
        raise UserError("Whether it answers is for whoever asked to say.")
    if Answer.objects.filter(supersedes=answer).exists():
        raise UserError("That answer was put in another’s place meanwhile; look at the newest.")
    text = words.strip()
    if not is_answered:
        text = said(words, "Say what is not answered, in a sentence.")
    names_nobody(text, nobody_named=nobody_named)
    made = Reply.objects.create(answer=answer, is_answered=is_answered, words=text, by=by, at=clock.now())
    _log(by, "questions:reply", found)
    return made


@transaction.atomic
def publish(*, question: Question, by: Account, answer: Answer | None = None) -> Publication:
    """Make a question public, or one of its answers. UserError where it is public already, and where the words look as
    though they hold a date of birth, a number or an address, however they came to be kept.
    """
    found = _standing(question)
    _keeps(by)
    if answer is not None and answer.question_id != found.pk:
        raise UserError("That answer is not to this question.")
    public = Publication.objects.filter(question=found, ended_at=None)
    if answer is not None and not public.filter(answer=None).exists():
        raise UserError("Publish the question first: an answer is read beside what was asked.")
    if public.filter(answer=answer).exists():
        raise UserError("That is public already.")
    texts = (answer.words, answer.did, answer.why) if answer is not None else (found.words,)
    names_nobody(*texts, nobody_named=True)
    made = Publication.objects.create(question=found, answer=answer, by=by, at=clock.now())
    _log(by, "questions:publish", found)
    return made


@transaction.atomic
def unpublish(*, publication: Publication, why: str, by: Account, nobody_named: bool = False) -> None:
    """Take a question or an answer off the public list, with the reason. A question takes its answers with it."""
    _keeps(by)
    reason = said(why, "Say why it is taken off the public list.")
    names_nobody(reason, nobody_named=nobody_named)
    found = Publication.objects.select_for_update().get(pk=publication.pk)
    if found.ended_at is not None:
        raise UserError("That was taken off the public list already.")
    ending = Publication.objects.filter(question_id=found.question_id, ended_at=None)
    if found.answer_id is not None:
        ending = ending.filter(pk=found.pk)
    ending.update(ended_at=clock.now(), ended_by=by, ended_why=reason)
    _log(by, "questions:unpublish", found.question)


@transaction.atomic
def withdraw(*, question: Question, why: str, by: Account) -> None:
    """Withdraw one's own question, with the reason; it stays. UserError for one answered: that stands."""
    found = _standing(question)
    if by.pk != found.by_id:
        raise UserError("A question is withdrawn by whoever asked it.")
    if found.answers.exists():
        raise UserError("It is answered already, so it stands with its answer.")
    reason = said(why, "Say why it is withdrawn.")
    names_nobody(reason, nobody_named=True)
    found.withdrawn_at, found.withdrawn_why = clock.now(), reason
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _log(by, "questions:withdraw", found)


def _standing(question: Question) -> Question:
    found = Question.objects.select_for_update().get(pk=question.pk)
    if found.withdrawn_at is not None:
        raise UserError("This question was withdrawn.")
    return found


def _may_answer(question: Question, by: Account) -> None:
    _not_own(question, by)
    given = question.assignments.order_by("-at", "-pk").first()
    is_given = given is not None and given.to_id == by.pk and holds(by, Permission.SCRUTINY_ANSWER)
    if not is_given and not holds(by, Permission.SCRUTINY_MANAGE):
        raise UserError("This question was not given to you to answer.")


def _not_own(question: Question, account: Account) -> None:
    if account.pk == question.by_id:
        raise UserError("Whoever asked a question, or wrote it down for the children, does not answer it.")


def _keeps(by: Account) -> None:
    if not holds(by, Permission.SCRUTINY_MANAGE):
        raise UserError("What is public is settled by the scrutiny officer.")


def _log(by: Account, page: str, question: Question) -> None:
    access.log(by=by, doing=Doing.CHANGED, page=page, why=str(question))
