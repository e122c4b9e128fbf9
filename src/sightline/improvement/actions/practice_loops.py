"""Taking up a weakness that audits found, and setting it aside. Closing one is nobody's to do: a re-audit closes it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import Loop, Source
from sightline.improvement.practice_closing import FEWEST
from sightline.improvement.themes import themes
from sightline.ledger.queries import current
from sightline.web import clock

MOST_FILES = 200
SHORTEST_WORDS, LONGEST_WORDS = 10, 2_000
PAGE = "practice-loops"


@transaction.atomic
def open_loop(
    *,
    theme: str,
    team_id: str,
    words: str,
    aim: int,
    files: int,
    since: dt.date,
    by: Account,
    owner: Account | None = None,
    opened_on: dt.date | None = None,
) -> Loop:
    """Take a weakness up, with a line in the one plan of improvement.

    UserError for a theme or team there is not, one taken up already, an aim that is no share, or fewer files than a
    share can be told from.
    """
    from sightline.improvement.actions.plan import add_recommendation

    if theme not in themes():
        raise UserError("Choose a theme that audits name.")
    team = ""
    if team_id:
        found = current("teams").filter(team_id=team_id).values_list("name", flat=True)[:1]
        if not found:
            raise UserError("Choose a team of this council.")
        team = found[0] or team_id
    if not 50 <= aim <= 100:
        raise UserError("Enter an aim from 50 to 100 of a hundred files.")
    if not FEWEST <= files <= MOST_FILES:
        raise UserError(f"Enter a number of files from {FEWEST} to {MOST_FILES}: fewer say too little.")
    today = clock.today()
    day = opened_on or today
    if not since <= day <= today:
        raise UserError("Actions count from a day that has come.")
    said = words.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_WORDS:
        raise UserError("Say in a sentence what is weak and what good would look like.")
    if Loop.objects.filter(theme=theme, team_id=team_id, set_aside_on=None).exists():
        raise UserError("This weakness was taken up already.")
    name = themes()[theme].name
    line = add_recommendation(
        source=Source.AUDIT,
        source_words=f"Audits of practice: {name.lower()}{f', {team}' if team else ''}",
        words=said,
        owner=owner or by,
        made_on=day,
        by=by,
    )
    made = Loop.objects.create(
        theme=theme,
        team_id=team_id,
        words=said,
        aim=aim,
        files=files,
        since=since,
        recommendation=line,
        opened_on=day,
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
    return made


@transaction.atomic
def set_loop_aside(*, loop: Loop, why: str, by: Account) -> None:
    """Say that a weakness is not pursued, and why. It is not closed, and says so for ever."""
    found = Loop.objects.select_for_update().get(pk=loop.pk)
    if found.set_aside_on is not None:
        raise UserError("This was set aside already.")
    said = why.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_WORDS:
        raise UserError("Say in a sentence why it is not pursued.")
    found.set_aside_on, found.set_aside_why, found.set_aside_by = clock.today(), said, by
    found.save(update_fields=["set_aside_on", "set_aside_why", "set_aside_by"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
