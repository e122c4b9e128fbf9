"""What every action of questions, documents and the committee asks of words and days before it keeps them."""

from __future__ import annotations

import datetime as dt

from sightline.access.bearer import bearer
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.scrutiny.identifying import identifying
from sightline.scrutiny.queries.questions_known import known_words
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
LONGEST_WORDS = 8_000
LONGEST_NAME = 120
LONGEST_POST = 200


def said(words: str, missing: str, *, least: int = SHORTEST_WORDS) -> str:
    """The words, trimmed; UserError with ``missing`` where there are too few, and where there are too many."""
    found = words.strip()
    if len(found) < least:
        raise UserError(missing)
    if len(found) > LONGEST_WORDS:
        raise UserError(f"Say it in fewer words: at most {LONGEST_WORDS:,} characters.")
    return found


def names_nobody(*texts: str, nobody_named: bool) -> None:
    """UserError where the words look as though they point at one child. It never repeats them.

    ``nobody_named``: whoever writes has looked, and says that what may be a name is none. A date of birth, a number or
    an address is refused whatever they say.
    """
    looks = identifying("\n".join(texts), known_words())
    if looks.sure:
        raise UserError(f"Take out {' and '.join(looks.sure)}: nothing here may point at one child.")
    if looks.names and not nobody_named:
        raise UserError("These words may name somebody. Take the name out, or say that they point at nobody.")
    if looks.few and not nobody_named:
        raise UserError(
            "A number of children under five may point at one of them: say fewer than five, or that it "
            "points at nobody."
        )


def not_to_come(day: dt.date) -> dt.date:
    """The day; UserError for one still to come."""
    if day > clock.today():
        raise UserError("That day is still to come; give the day it happened.")
    return day


def post_of(account: Account) -> str:
    """The post somebody answers in, in words: their roles today."""
    return ", ".join(bearer(account, clock.today()).role_names)[:LONGEST_POST] or "An officer"


def holds(account: Account, permission: Permission) -> bool:
    """Whether ``account`` may do that today."""
    return bearer(account, clock.today()).may(permission)
