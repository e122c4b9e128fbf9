"""Publishing what was learned, saying that one read it, and withdrawing it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.children import hidden_from
from sightline.access.models import Account, Doing
from sightline.access.roles import ROLES
from sightline.errors import UserError
from sightline.improvement.models import LearnedFrom, LearningNote, LearningRead
from sightline.improvement.themes import themes
from sightline.ledger.queries import current
from sightline.web import clock

LONGEST_TITLE, LONGEST_WORDS, SHORTEST_WORDS = 150, 1_500, 40
LONGEST_READING = dt.timedelta(days=90)
PAGE = "learning"
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is written."""

    title: str
    words: str
    learned_from: LearnedFrom
    read_by_on: dt.date
    theme: str = ""
    topic: str = ""
    roles: Sequence[str] = ()
    teams: Sequence[str] = ()


@transaction.atomic
def publish(*, note: Note, by: Account, on: dt.date | None = None) -> LearningNote:
    """Publish a note to those it is for.

    UserError for one too long or too short, for nobody, for a role, team or theme there is not, a last day that is past
    or far off, and for one that holds the name or key of a child on the record.
    """
    title, words = " ".join(note.title.split()), note.words.strip()
    today = clock.today()
    if not 5 <= len(title) <= LONGEST_TITLE:
        raise UserError(f"Give it a title of at most {LONGEST_TITLE} characters.")
    if not SHORTEST_WORDS <= len(words) <= LONGEST_WORDS:
        raise UserError(
            f"Say what was learned in {SHORTEST_WORDS} to {LONGEST_WORDS:,} characters: short enough to read."
        )
    if not (note.roles or note.teams or note.topic):
        raise UserError("Say whom it is for: a role, a team, or those who need training in something.")
    if not set(note.roles) <= set(ROLES):
        raise UserError("Choose roles that there are.")
    if len(set(note.teams)) != current("teams").filter(team_id__in=list(note.teams)).count():
        raise UserError("Choose teams of this council.")
    if note.theme and note.theme not in themes():
        raise UserError("Choose a theme that audits name.")
    if not today <= note.read_by_on <= today + LONGEST_READING and on is None:
        raise UserError(f"It is to be read by a day from today to {LONGEST_READING.days} days ahead.")
    if names_a_child(f"{title}\n{words}", by):
        raise UserError("A note names no child, and this one holds a child's name or number. Say it without.")
    made = LearningNote.objects.create(
        title=title,
        words=words,
        learned_from=note.learned_from.value,
        theme=note.theme,
        topic=note.topic.strip()[:80],
        roles=sorted(set(note.roles)),
        teams=sorted(set(note.teams)),
        read_by_on=note.read_by_on,
        published_on=on or today,
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
    return made


def names_a_child(text: str, by: Account) -> bool:
    """Whether ``text`` holds a child's forename and surname one after the other, or a child's key.

    Children hidden from the writer are not looked for: a refusal would say that there is such a child. A forename
    alone is not found: Grace, Rose and Will are words too, so somebody has still to read it for those.
    """
    text = POSSESSIVE.sub("", text)
    said = [each.casefold() for each in WORD.findall(text)]
    written = {each for each in WORD.findall(text)} | {each for each in text.split()}
    hidden = hidden_from(bearer(by, clock.today()))
    keys = current("people").filter(person_id__in=sorted(written))
    if any(each not in hidden for each in keys.values_list("person_id", flat=True)):
        return True
    pairs = {" ".join(said[place : place + size]) for size in (2, 3, 4) for place in range(len(said) - size + 1)}
    words = WORD.findall(text)
    singly = [*words, *(f"{one} {two}" for one, two in pairwise(words))]  # a surname may be of two words
    forms = sorted({form for each in singly for form in (each, each.title(), each.capitalize())})
    named = current("people").filter(surname__in=forms).values_list("person_id", "forename", "surname")
    return any(
        f"{_folded(forename)} {_folded(surname)}" in pairs
        for person, forename, surname in named
        if forename and surname and person not in hidden
    )


def _folded(name: str) -> str:
    return " ".join(each.casefold() for each in WORD.findall(name))


@transaction.atomic
def read(*, note: LearningNote, by: Account) -> LearningRead:
    """Say that one has read a note; said twice, the first time counts. UserError for one withdrawn.

    Whether it was for them is asked by the page (:func:`sightline.improvement.queries.practice_learning.notes_for`).
    """
    found = LearningNote.objects.select_for_update().get(pk=note.pk)
    if found.withdrawn_at is not None:
        raise UserError("This note was withdrawn.")
    made, is_new = LearningRead.objects.get_or_create(note=found, account=by, defaults={"at": clock.now()})
    if is_new:
        access.log(by=by, doing=Doing.CHANGED, page=PAGE)
    return made


@transaction.atomic
def withdraw_note(*, note: LearningNote, why: str, by: Account) -> None:
    """Withdraw a note, with the reason; who had read it stays known."""
    found = LearningNote.objects.select_for_update().get(pk=note.pk)
    if found.withdrawn_at is not None:
        raise UserError("This note was withdrawn already.")
    said = why.strip()[:LONGEST_WORDS]
    if len(said) < 10:
        raise UserError("Say in a sentence why it is withdrawn.")
    found.withdrawn_at, found.withdrawn_why = clock.now(), said
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
