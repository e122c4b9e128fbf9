"""What an invented council has done to improve: a plan, measures, a board, a campaign, audits of practice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sightline.access.models import Account
from sightline.improvement.demonstration.boards import meet
from sightline.improvement.demonstration.campaigns import review_them
from sightline.improvement.demonstration.inquiries import ask_the_question
from sightline.improvement.demonstration.measures import measure_it
from sightline.improvement.demonstration.plan import close_it, plan_it
from sightline.improvement.demonstration.practice import audit_it

Say = Callable[[str], None]
Part = Callable[[dt.date, Mapping[str, Account]], None]

PARTS: tuple[tuple[str, Part], ...] = (  # what is said while it is made, and what makes it, in order
    ("Making the improvement plan", plan_it),
    ("Asking who knew what when", ask_the_question),
    ("Measuring what is to improve", measure_it),
    ("Closing one recommendation over its measure", close_it),
    ("Auditing practice", audit_it),
    ("Reviewing every child whom managers hold", review_them),
    ("Having the improvement board meet", meet),  # last: its papers say how all of it stands
)


def improve(on: dt.date, *, domain: str, say: Say = lambda _: None) -> None:
    """Make each part as its own personas, as at ``on``; a part that is there already makes nothing."""
    people = {each.email.split("@")[0]: each for each in Account.objects.filter(email__endswith=f"@{domain}")}
    for words, part in PARTS:
        say(words)
        part(on, people)
