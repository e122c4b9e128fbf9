"""What was asked of officers, by whom, when it was answered, and what still waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from django.db.models import Q

from sightline.access.bearer import Bearer
from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.improvement.inquiries import Event, Tier
from sightline.scrutiny.models import Answer, Asker, Publication, Question, QuestionAssignment, Reply

NOBODY = "Nobody yet"


class State(StrEnum):
    """How a question stands on a day; the value is what a page says."""

    OVERDUE = "Overdue"
    WAITING = "Not answered yet"
    NOT_ACCEPTED = "Answer not accepted"
    LATE = "Answered late"
    IN_TIME = "Answered in time"
    WITHDRAWN = "Withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self in (State.OVERDUE, State.WAITING, State.NOT_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as at a day, with all that became of it.

    ``days``: from the day it was asked to its first answer, or to the day of the list. ``over``: days past its due day
    at the first answer or the day of the list, 0 for none. ``answers``: oldest first, the last one standing.
    """

    question: Question
    state: State
    days: int
    over: int
    post: str
    given_to: Account | None
    answers: tuple[Answer, ...]
    reply: Reply | None
    follow_ups: tuple[int, ...]
    is_public: bool
    public_answers: frozenset[int]
    is_mine: bool

    @property
    def answer(self) -> Answer | None:
        """The answer that stands; None for none."""
        return self.answers[-1] if self.answers else None

    @property
    def asker(self) -> str:
        """Who asks, as a list says it."""
        return self.question.asked_as or self.question.by.name


@dataclass(frozen=True, slots=True)
class Standing:
    """What was asked and when it was answered. ``median_days``: to the first answer; None where there is none.

    ``late``: first answered late, those whose answer was not accepted among them, so they are in both counts.
    """

    asked: int
    in_time: int
    late: int
    overdue: int
    waiting: int
    not_accepted: int
    longest: int
    median_days: float | None

    @property
    def unanswered(self) -> int:
        """Those to which an answer is owed still."""
        return self.overdue + self.waiting + self.not_accepted


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """An answer as the public reads it. ``superseded_on``: when a better one took its place, None while it stands."""

    words: str
    did: str
    on: dt.date
    post: str
    superseded_on: dt.date | None
    why_superseded: str


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question as the public reads it, answered or not. ``number`` is its own and does not change.

    ``days`` and ``is_overdue`` are of the day asked for. ``is_answered``: an answer stands, published or not yet.
    ``is_refused``: whoever asked says that it does not answer.
    """

    number: int
    asker: str
    is_childrens: bool
    words: str
    asked_on: dt.date
    due_on: dt.date | None
    post: str
    is_answered: bool
    is_refused: bool
    is_overdue: bool
    days: int
    follows: int | None
    answers: tuple[PublicAnswer, ...]


def asked(reader: Bearer, on: dt.date, asker: Asker | None = None) -> list[Asked]:
    """Every question asked by ``on``, as it stood then: those still owed an answer first, the oldest first.

    ``asker``: of members or of the children alone. Who is to answer, what the asker said of an answer and what is
    public are as they are now. Six queries, however many questions. It authorises nothing: its pages ask SCRUTINY_VIEW.
    """
    found = Question.objects.filter(asked_on__lte=on).select_related("by", "follows")
    if asker is not None:
        found = found.filter(asker=asker.value)
    rows = list(found)
    answers = _by_question(Answer.objects.filter(question__in=found, answered_on__lte=on).select_related("by"))
    given = QuestionAssignment.objects.filter(question__in=found).select_related("to").order_by("at", "pk")
    assigned = {each.question_id: each for each in given}
    replies = {
        each.answer_id: each
        for each in Reply.objects.filter(answer__question__in=found).select_related("by").order_by("at", "pk")
    }
    public: dict[int, set[int | None]] = {}
    for question, answer in Publication.objects.filter(ended_at=None).values_list("question_id", "answer_id"):
        public.setdefault(question, set()).add(answer)
    follow: dict[int, list[int]] = {}
    for number, before in Question.objects.exclude(follows=None).values_list("pk", "follows_id").order_by("pk"):
        follow.setdefault(int(before or 0), []).append(number)
    out = [
        _asked(
            each,
            on,
            tuple(answers.get(each.pk, ())),
            assigned.get(each.pk),
            replies,
            tuple(follow.get(each.pk, ())),
            public.get(each.pk, set()),
            reader,
        )
        for each in rows
    ]
    return sorted(out, key=lambda each: (not each.state.is_open, each.question.asked_on, each.question.pk))


def one(reader: Bearer, number: int, on: dt.date) -> Asked | None:
    """One question; None where there is none of that number."""
    return next((each for each in asked(reader, on) if each.question.pk == number), None)


def officers(on: dt.date) -> list[tuple[Account, str]]:
    """Those who may be given a question on ``on``, each with their post, by post and name."""
    answering = {code: role.name for code, role in ROLES.items() if Permission.SCRUTINY_ANSWER in role.permissions}
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on, role__in=answering)
    posts: dict[Account, list[str]] = {}
    for each in held.filter(account__is_active=True).select_related("account").order_by("pk"):
        posts.setdefault(each.account, []).append(answering[each.role])
    found = [(account, ", ".join(dict.fromkeys(names))) for account, names in posts.items()]
    return sorted(found, key=lambda each: (each[1].casefold(), each[0].name.casefold()))


def _by_question(answers: Iterable[Answer]) -> dict[int, list[Answer]]:
    out: dict[int, list[Answer]] = {}
    for each in sorted(answers, key=lambda found: found.pk):
        out.setdefault(each.question_id, []).append(each)
    return out


def _asked(
    question: Question,
    on: dt.date,
    answers: tuple[Answer, ...],
    given: QuestionAssignment | None,
    replies: dict[int, Reply],
    follow_ups: tuple[int, ...],
    public: set[int | None],
    reader: Bearer,
) -> Asked:
    first = answers[0].answered_on if answers else None
    until = first or on
    over = max(0, (until - question.due_on).days) if question.due_on is not None else 0
    said = replies.get(answers[-1].pk) if answers else None
    is_given = given is not None and given.to_id == reader.account.pk
    is_mine = is_given if question.by_id != reader.account.pk else True
    return Asked(
        question=question,
        state=_state(question, first, over, said),
        days=(until - question.asked_on).days,
        over=over,
        post=given.post if given else NOBODY,
        given_to=given.to if given else None,
        answers=answers,
        reply=said,
        follow_ups=follow_ups,
        is_public=None in public,
        public_answers=frozenset(each for each in public if each is not None),
        is_mine=is_mine,
    )


def _state(question: Question, first: dt.date | None, over: int, said: Reply | None) -> State:
    if question.withdrawn_at is not None:
        return State.WITHDRAWN
    if first is None:
        return State.OVERDUE if over else State.WAITING
    if said is not None and not said.is_answered:
        return State.NOT_ACCEPTED
    return State.LATE if over else State.IN_TIME


def standing(rows: Sequence[Asked]) -> Standing:
    """The standing figure of those questions: what was asked and when answered. Those withdrawn do not count."""
    counted = [each for each in rows if each.state is not State.WITHDRAWN]
    first = [each.days for each in counted if each.answers]
    owed = [each for each in counted if each.state.is_open and not each.answers]
    return Standing(
        asked=len(counted),
        in_time=sum(each.state is State.IN_TIME for each in counted),
        late=sum(bool(each.answers and each.over) for each in counted),
        overdue=sum(each.state is State.OVERDUE for each in counted),
        waiting=sum(each.state is State.WAITING for each in counted),
        not_accepted=sum(each.state is State.NOT_ACCEPTED for each in counted),
        longest=max((each.days for each in owed), default=0),
        median_days=median(first) if first else None,
    )


def by_post(rows: Sequence[Asked]) -> list[tuple[str, list[Asked]]]:
    """The questions still owed an answer, by the post that owes it; whoever is longest behind first."""
    out: dict[str, list[Asked]] = {}
    for each in rows:
        if each.state.is_open:
            out.setdefault(each.post, []).append(each)
    return sorted(out.items(), key=lambda found: (-max(each.over for each in found[1]), found[0]))


def by_quarter(rows: Sequence[Asked]) -> list[tuple[str, Standing]]:
    """The standing figure of each quarter in which something was asked, the newest first."""
    out: dict[tuple[int, int], list[Asked]] = {}
    for each in rows:
        day = each.question.asked_on
        out.setdefault((day.year, (day.month - 1) // 3), []).append(each)
    names = ("January to March", "April to June", "July to September", "October to December")
    return [(f"{names[part]} {year}", standing(found)) for (year, part), found in sorted(out.items(), reverse=True)]


def published_questions(on: dt.date) -> list[PublicQuestion]:
    """What the public may read, the newest first: each public question, its public answers, or that it still waits.

    An answer that is not public is not here, only that there is one. Officers are named by post alone.
    """
    standing_ones = Publication.objects.filter(answer=None, ended_at=None).values("question")
    rows = Question.objects.filter(pk__in=standing_ones, asked_on__lte=on, withdrawn_at=None)
    found = list(rows.select_related("by").order_by("-asked_on", "-pk"))
    shown = set(Publication.objects.filter(ended_at=None).exclude(answer=None).values_list("answer_id", flat=True))
    answers = _by_question(Answer.objects.filter(question__in=found, answered_on__lte=on))
    given = {
        each.question_id: each.post
        for each in QuestionAssignment.objects.filter(question__in=found).order_by("at", "pk")
    }
    public = {each.pk for each in found}
    replies = Reply.objects.filter(answer__question__in=found).order_by("at", "pk").values_list("answer", "is_answered")
    refused = {answer for answer, is_answered in dict(replies).items() if not is_answered}
    return [
        _public(each, on, answers.get(each.pk, []), shown, given.get(each.pk, NOBODY), public, refused)
        for each in found
    ]


def _public(
    question: Question,
    on: dt.date,
    answers: list[Answer],
    shown: Collection[int],
    post: str,
    public: Collection[int],
    refused: Collection[int],
) -> PublicQuestion:
    later = {each.supersedes_id: each for each in answers if each.supersedes_id}
    until = answers[0].answered_on if answers else on
    return PublicQuestion(
        number=question.pk,
        asker=question.asked_as or question.by.name,
        is_childrens=question.asker == Asker.CHILDREN.value,
        words=question.words,
        asked_on=question.asked_on,
        due_on=question.due_on,
        post=post,
        is_answered=bool(answers),
        is_refused=bool(answers) and answers[-1].pk in refused,
        is_overdue=question.due_on is not None and until > question.due_on,
        days=(until - question.asked_on).days,
        follows=question.follows_id if question.follows_id in public else None,
        answers=tuple(_public_answer(each, later.get(each.pk)) for each in answers if each.pk in shown),
    )


def _public_answer(answer: Answer, later: Answer | None) -> PublicAnswer:
    return PublicAnswer(
        words=answer.words,
        did=answer.did,
        on=answer.answered_on,
        post=answer.post,
        superseded_on=later.answered_on if later else None,
        why_superseded=later.why if later else "",
    )


def events(since: dt.date, until: dt.date) -> list[Event]:
    """What members and children asked and were answered, and what the committee did, for an inquiry's timeline."""
    from sightline.scrutiny.queries.committee import committee_events
    from sightline.scrutiny.queries.documents import document_events

    questions = Question.objects.filter(asked_on__range=(since, until)).select_related("by")
    out = [_question_event(each) for each in questions]
    answers = Answer.objects.filter(answered_on__range=(since, until)).select_related("question")
    out += [_answer_event(each) for each in answers]
    out += committee_events(since, until) + document_events(since, until)
    return sorted(out, key=lambda each: (each.on, each.proof))


def _question_event(question: Question) -> Event:
    is_childrens = question.asker == Asker.CHILDREN.value
    who = "The children in care council" if is_childrens else "A member"
    kind = "question of the children in care council" if is_childrens else "question to officers"
    return Event(
        on=question.asked_on,
        known_at=None,  # the day it was asked; when it was written down may be later
        tier=Tier.COMMITTEE,
        kind=kind,
        words=f"{who} asked: {question.words}",
        source="Questions to officers",
        proof=f"question {question.pk}",
    )


def _answer_event(answer: Answer) -> Event:
    late = answer.question.due_on is not None and answer.answered_on > answer.question.due_on
    said = "corrected the answer" if answer.supersedes_id else f"answered{' late' if late else ''}"
    return Event(
        on=answer.answered_on,
        known_at=None,
        tier=Tier.COMMITTEE,
        kind="answer to a question",
        words=f"{answer.post} {said} (question {answer.question_id}): {answer.words}",
        source="Questions to officers",
        proof=f"answer {answer.pk} to question {answer.question_id}",
    )
