"""What an invented council has told its members and the public, and what they asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sightline.access.models import Account
from sightline.scrutiny.demonstration.members import tell_members
from sightline.scrutiny.demonstration.publications import publish
from sightline.scrutiny.demonstration.questions import ask_officers

Say = Callable[[str], None]
Part = Callable[[dt.date, Mapping[str, Account]], None]

PARTS: tuple[tuple[str, Part], ...] = (  # what is said while it is made, and what makes it, in order
    ("Telling members", tell_members),
    ("Asking officers", ask_officers),
    ("Publishing the quarter’s figures", publish),
)


def scrutinise(on: dt.date, *, domain: str, say: Say = lambda _: None) -> None:
    """Make each part as its own personas, as at ``on``; a part that is there already makes nothing."""
    people = {each.email.split("@")[0]: each for each in Account.objects.filter(email__endswith=f"@{domain}")}
    for words, part in PARTS:
        say(words)
        part(on, people)
