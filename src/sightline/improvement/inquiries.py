"""What an inquiry's timeline is made of: one thing that was so, or was said or done, and when it was known.

Needs no Django: boards, campaigns and questions make events of their own, and the timeline puts all in order.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """Who came to know, or did, what an event tells: the record first, then up the council and out of it."""

    RECORD = "record"
    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team manager"
    HEAD = "head"
    DIRECTOR = "director"
    LEAD_MEMBER = "lead member"
    COMMITTEE = "committee"
    BOARD = "board"
    INSPECTORATE = "inspectorate"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline. It never names a child: ``words`` give counts, and staff by post.

    ``on``: the day it was true, said or done. ``known_at``: when it was known to ``tier``; None when only the day is
    kept, and then the day is what it is ordered by. ``kind``: what sort of thing, in the field's words ("report to
    leaders", "management decision"), the same for all of a sort, since the page filters by it. ``source``: the table,
    report or page it rests on, in words. ``proof``: what to check it by (a row's stable key, a transaction's number and
    digest, a page of a published report), "" where there is nothing more than the source.
    """

    on: dt.date
    known_at: dt.datetime | None
    tier: Tier
    kind: str
    words: str
    source: str
    proof: str = ""
