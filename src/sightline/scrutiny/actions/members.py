"""What officers say of a figure, what members choose to look into, and what came of it."""

from __future__ import annotations

from django.db import transaction

from sightline.access.actions import log
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.scrutiny.actions.saying import holds, names_nobody, post_of, said
from sightline.scrutiny.models import Look, LookOutcome, OfficerStatement, Question
from sightline.scrutiny.ten_figures import FIGURES
from sightline.web import clock


@transaction.atomic
def state(*, figure: str, words: str, by: Account, nobody_named: bool = False) -> OfficerStatement:
    """What an officer says about a figure; it supersedes what was last said of it, which stays.

    :class:`~sightline.errors.UserError` for no such figure, for too few words, and for words that may point at a child.
    """
    _known(figure)
    _must(by, Permission.SCRUTINY_ANSWER)
    text = said(words, "Say in a sentence what officers make of the figure.")
    names_nobody(text, nobody_named=nobody_named)
    last = OfficerStatement.objects.select_for_update(of=("self",)).filter(figure=figure, superseded_by=None).first()
    made = OfficerStatement.objects.create(
        figure=figure,
        words=text,
        said_on=clock.today(),
        post=post_of(by),
        by=by,
        at=clock.now(),
        supersedes=last,
    )
    log(by=by, doing=Doing.CHANGED, page="members:say", why=figure)
    return made


@transaction.atomic
def look_into(*, figure: str, why: str, by: Account, nobody_named: bool = False) -> Look:
    """A member's choice of a figure, with why; UserError as in :func:`state`."""
    _known(figure)
    _must(by, Permission.SCRUTINY_ASK)
    text = said(why, "Say in a sentence why you want it looked into.")
    names_nobody(text, nobody_named=nobody_named)
    made = Look.objects.create(figure=figure, why=text, chosen_on=clock.today(), by=by, at=clock.now())
    log(by=by, doing=Doing.CHANGED, page="members:look", why=figure)
    return made


@transaction.atomic
def came_of_it(
    *, look: Look, words: str, by: Account, question: Question | None = None, nobody_named: bool = False
) -> LookOutcome:
    """What came of a choice; UserError for too few words and for words that may point at a child."""
    _must(by, Permission.SCRUTINY_ANSWER)
    text = said(words, "Say in a sentence what came of it.")
    names_nobody(text, nobody_named=nobody_named)
    made = LookOutcome.objects.create(
        look=look, words=text, said_on=clock.today(), post=post_of(by), question=question, by=by, at=clock.now()
    )
    log(by=by, doing=Doing.CHANGED, page="members:outcome", why=f"look {look.pk}")
    return made


def _known(figure: str) -> None:
    if figure not in FIGURES:
        raise UserError("There is no such figure. Choose one of the ten.")


def _must(account: Account, permission: Permission) -> None:
    if not holds(account, permission):
        raise UserError("Your role does not allow that. Ask the clerk to the committee.")
