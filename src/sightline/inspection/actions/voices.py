"""Writing down what was seen and heard in a mock inspection, and taking it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.actions.mocks import open_still
from sightline.inspection.models import Leaning, MockInspection, Voice, VoiceKind
from sightline.inspection.queries.mocks import framework_of
from sightline.web import clock

MOST_HEARD = 500  # people at once: more is a slip of the hand
LONGEST_WHO = 200
SHORTEST = 10  # characters: less is no sentence


@dataclass(frozen=True, slots=True)
class HeardNow:
    """What was seen or heard, as it is written down. ``line``: "" where it bears on the judgement as a whole."""

    kind: VoiceKind
    who: str
    heard_on: dt.date
    how_many: int
    words: str
    judgement: str
    line: str
    leaning: Leaning


@transaction.atomic
def write_down(*, mock: MockInspection, heard: HeardNow, by: Account) -> Voice:
    """Keep what was seen or heard. UserError for a closed mock inspection, an area it does not look at, or no words."""
    open_still(mock)
    area = framework_of(mock).area(heard.judgement)
    if area is None or area.id not in mock.areas or (heard.line and heard.line not in area.lines):
        raise UserError("Choose what it bears on from what this mock inspection looks at.")
    if heard.heard_on > clock.today():
        raise UserError("The day it was seen or heard is still to come.")
    if not 1 <= heard.how_many <= MOST_HEARD:
        raise UserError(f"Enter how many people it was heard from, 1 to {MOST_HEARD}.")
    if len(heard.words.strip()) < SHORTEST or not heard.who.strip():
        raise UserError("Say who it was heard from, by their part and not by name, and what was seen or heard.")
    made = Voice.objects.create(
        mock=mock,
        kind=heard.kind.value,
        who=heard.who.strip()[:LONGEST_WHO],
        heard_on=heard.heard_on,
        how_many=heard.how_many,
        words=heard.words.strip(),
        judgement=heard.judgement,
        line=heard.line,
        leaning=heard.leaning.value,
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="concluding:voice")
    return made


@transaction.atomic
def take_back(*, voice: Voice, why: str, by: Account) -> None:
    """Take back what was written down; it stays, with the reason. UserError where it was taken back already."""
    open_still(voice.mock)
    found = Voice.objects.select_for_update().get(pk=voice.pk)
    if found.withdrawn_at is not None:
        raise UserError("This was taken back already.")
    if len(why.strip()) < SHORTEST:
        raise UserError("Say in a sentence why it is taken back.")
    found.withdrawn_at, found.withdrawn_why = clock.now(), why.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    access.log(by=by, doing=Doing.CHANGED, page="concluding:take-back")
