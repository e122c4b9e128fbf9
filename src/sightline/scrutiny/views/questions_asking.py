"""Asking, following up, giving to an officer, answering, saying whether it answers, making public."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.scrutiny.actions import questions as actions
from sightline.scrutiny.forms.questions import (
    AnswerForm,
    AssignForm,
    ChildrenQuestionForm,
    PublishForm,
    QuestionForm,
    ReplyForm,
    WhyForm,
)
from sightline.scrutiny.identifying import identifying
from sightline.scrutiny.models import Asker, Publication, Question
from sightline.scrutiny.queries import questions as queries
from sightline.scrutiny.queries.questions import Asked, State
from sightline.scrutiny.queries.questions_known import known_words
from sightline.scrutiny.questions_orders import order
from sightline.scrutiny.views.questions import address, found_or_404
from sightline.scrutiny.views.questions_doing import Doing, do
from sightline.web import clock

BOTH = ["GET", "HEAD", "POST"]
LOOKED_THROUGH = (
    "These words are looked through before anything is kept. Where they look as though they point at one child, they "
    "are sent back to you and kept nowhere."
)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """What do you ask officers?"""
    return _asking(request, require(request, Permission.SCRUTINY_ASK), Asker.MEMBER, None)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def ask_for_children(request: HttpRequest) -> HttpResponse:
    """What does the children in care council ask?"""
    return _asking(request, require(request, Permission.SCRUTINY_ANSWER), Asker.CHILDREN, None)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def follow_up(request: HttpRequest, number: int) -> HttpResponse:
    """What did the answer leave open?"""
    reader = require(request, Permission.SCRUTINY_ASK)
    return _asking(request, reader, Asker.MEMBER, _answered(reader, number, Asker.MEMBER))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def follow_up_for_children(request: HttpRequest, number: int) -> HttpResponse:
    """What did the answer leave open for the children?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    return _asking(request, reader, Asker.CHILDREN, _answered(reader, number, Asker.CHILDREN))


def _answered(reader: Bearer, number: int, asker: Asker) -> Asked:
    found = _standing(reader, number)
    if found.question.asker != asker.value or not found.answers:
        raise Http404
    return found


def _standing(reader: Bearer, number: int) -> Asked:
    found = found_or_404(reader, number)
    if found.state is State.WITHDRAWN:
        raise Http404
    return found


def _asking(request: HttpRequest, reader: Bearer, asker: Asker, follows: Asked | None) -> HttpResponse:
    is_childrens = asker is Asker.CHILDREN
    standing = order(actions.ORDERS[asker], settings.SIGHTLINE.home)
    back = reverse("questions:parenting" if is_childrens else "questions:questions")

    def make(data: Any) -> QuestionForm | ChildrenQuestionForm:
        if not is_childrens:
            return QuestionForm(data, reader=reader)
        group = follows.question.asked_as if follows else "Children in care council"
        return ChildrenQuestionForm(data, reader=reader, initial={"group": group, "asked_on": clock.today()})

    def write(sent: Mapping[str, Any]) -> str:
        told = {"words": sent["words"], "why": sent["why"], "nobody_named": sent["nobody_named"]}
        before = follows.question if follows else None
        if is_childrens:
            made = actions.ask_for_children(
                group=sent["group"], asked_on=sent["asked_on"], follows=before, by=reader.account, **told
            )
        else:
            made = actions.ask(follows=before, by=reader.account, **told)
        return address(made)

    headings = {
        (False, False): "Ask officers a question",
        (False, True): "Follow up an answer",
        (True, False): "Write down a question of the children in care council",
        (True, True): "Follow up an answer for the children in care council",
    }
    about = [("It follows", follows.question.words), ("The answer", follows.answers[-1].words)] if follows else []
    doing = Doing(
        heading=headings[is_childrens, follows is not None],
        button="Ask" if not is_childrens else "Write it down",
        cancel=address(follows.question) if follows else back,
        make=make,
        write=write,
        intro=(LOOKED_THROUGH, f"An answer is due: {standing.words}"),
        about=about,
        trail=((back, "Corporate parenting" if is_childrens else "Questions"),),
    )
    return do(request, doing)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Who is to answer?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = _standing(reader, number)
    people = [each for each in queries.officers(clock.today()) if each[0].pk != found.question.by_id]
    by_key = {str(account.pk): account for account, _ in people}

    def write(sent: Mapping[str, Any]) -> str:
        actions.assign(question=found.question, to=by_key[sent["to"]], by=reader.account)
        return address(found.question)

    return do(request, _about(found, "Give it to an officer", "Give it", partial(AssignForm, people=people), write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """What is the answer?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    found = _standing(reader, number)
    is_given = found.given_to is not None and found.given_to.pk == reader.account.pk
    if found.question.by_id == reader.account.pk or not (is_given or reader.may(Permission.SCRUTINY_MANAGE)):
        raise Http404
    is_childrens = found.question.asker == Asker.CHILDREN.value

    def write(sent: Mapping[str, Any]) -> str:
        actions.answer(
            question=found.question,
            words=sent["words"],
            did=sent["did"],
            why=sent.get("why", ""),
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return address(found.question)

    make = partial(AnswerForm, reader=reader, is_first=not found.answers, is_childrens=is_childrens)
    heading = "Put a better answer in its place" if found.answers else "Answer"
    return do(request, _about(found, heading, "Answer", make, write, intro=(LOOKED_THROUGH,)))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Does the answer answer it?"""
    return _replying(request, require(request, Permission.SCRUTINY_ASK), number, Asker.MEMBER)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def reply_for_children(request: HttpRequest, number: int) -> HttpResponse:
    """Do the children say that it answers?"""
    return _replying(request, require(request, Permission.SCRUTINY_ANSWER), number, Asker.CHILDREN)


def _replying(request: HttpRequest, reader: Bearer, number: int, asker: Asker) -> HttpResponse:
    found = _answered(reader, number, asker)
    if found.question.by_id != reader.account.pk:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.reply(
            answer=found.answers[-1],
            is_answered=sent["is_answered"] == "yes",
            words=sent["words"],
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return address(found.question)

    make = partial(ReplyForm, reader=reader)
    return do(request, _about(found, "Does it answer?", "Say so", make, write, with_answer=True))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """May everybody read what was asked, and that it waits?"""
    return _publishing(request, number, None)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def publish_answer(request: HttpRequest, number: int, answer: int) -> HttpResponse:
    """May everybody read this answer?"""
    return _publishing(request, number, answer)


def _publishing(request: HttpRequest, number: int, answer: int | None) -> HttpResponse:
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = _standing(reader, number)
    chosen = next((each for each in found.answers if each.pk == answer), None)
    is_public = answer in found.public_answers if answer is not None else found.is_public
    if (answer is not None and (chosen is None or not found.is_public)) or is_public:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.publish(question=found.question, answer=chosen, by=reader.account)
        return address(found.question)

    about = [("The answer", chosen.words), ("What was done", chosen.did)] if chosen else []
    intro: tuple[str, ...] = (
        "Everybody will read it beside the question, with the post of whoever answered."
        if chosen
        else "Everybody will read it, who is to answer by their post, and for how long it has not been answered.",
    )
    words = f"{chosen.words}\n{chosen.did}" if chosen else found.question.words
    looks = identifying(words, known_words())
    may_name = (*looks.names, *looks.few)
    if may_name:
        listed = ", ".join(f"“{each}”" for each in may_name)
        intro = (*intro, f"Look again at {listed}: whoever wrote that said that it points at nobody.")
    heading = "Publish the answer" if chosen else "Publish the question"
    doing = _about(found, heading, "Publish", PublishForm, write, intro=intro, more=[each for each in about if each[1]])
    return do(request, doing)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def unpublish(request: HttpRequest, number: int) -> HttpResponse:
    """Why is it taken off the public list?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = found_or_404(reader, number)
    standing = Publication.objects.filter(question=found.question, answer=None, ended_at=None).first()
    if standing is None:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.unpublish(publication=standing, why=sent["why"], nobody_named=sent["nobody_named"], by=reader.account)
        return address(found.question)

    make = partial(WhyForm, reader=reader)
    return do(request, _about(found, "Take it off the public list", "Take it off", make, write, is_warning=True))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Why is it withdrawn?"""
    reader = require(request, Permission.SCRUTINY_ASK)
    found = _standing(reader, number)
    if found.question.by_id != reader.account.pk or found.answers:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.withdraw(question=found.question, why=sent["why"], by=reader.account)
        return address(found.question)

    make = partial(WhyForm, reader=reader)
    return do(request, _about(found, "Withdraw the question", "Withdraw it", make, write, is_warning=True))


def _about(
    found: Asked,
    heading: str,
    button: str,
    make: Any,
    write: Any,
    *,
    intro: tuple[str, ...] = (),
    more: list[tuple[str, str]] | None = None,
    with_answer: bool = False,
    is_warning: bool = False,
) -> Doing:
    question: Question = found.question
    is_childrens = question.asker == Asker.CHILDREN.value
    back = reverse("questions:parenting" if is_childrens else "questions:questions")
    about = [("The question", question.words)]
    about += [("Why it is asked", question.why)] if question.why else []
    about += [("The answer", found.answers[-1].words)] if with_answer or (found.answers and not more) else []
    return Doing(
        heading=heading,
        button=button,
        cancel=address(question),
        make=make,
        write=write,
        caption=f"Question {question.pk}, {found.asker}",
        intro=intro,
        about=about + (more or []),
        trail=((back, "Corporate parenting" if is_childrens else "Questions"), (address(question), "The question")),
        is_warning=is_warning,
    )
