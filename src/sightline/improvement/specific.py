"""What an action of a plan lacks to be specific, measurable, owned and dated, said in words. Needs no Django.

What is missing is refused. What is there but says little is advised upon: a person may file it as it stands, and the
plan shows it. Plans that "are not specific or measurable" is what the published inspection of 2017 found (its ¶112).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_WORDS = 15  # characters: "review cases" is not what somebody will do
SHORTEST_SHOWS = 10
HOPES = (
    "consider|continue|develop|embed|endeavour|enhance|ensure|explore|focus|improve|look at|maximise|monitor|optimise|"
    "progress|promote|raise awareness|seek|strengthen|support|work towards|work with"
)  # verbs that say what is hoped for and leave open what anybody will do
HOPED = re.compile(rf"\s*(?:to\s+)?({HOPES})\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\d|%|\b(all|any|audit\w*|count\w*|each|every|figure\w*|measure\w*|no|nobody|none|number|per cent|proportion|rate|"
    r"sample\w*|share|survey\w*|half|third|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


class Asked(StrEnum):
    """What is asked of an action, as the form's fields are named."""

    SPECIFIC = "words"
    MEASURABLE = "will_show"
    OWNED = "owner"
    DATED = "due_on"


@dataclass(frozen=True, slots=True)
class Lack:
    """What an action lacks, in words. ``is_advice``: it may be filed as it stands all the same."""

    of: Asked
    words: str
    is_advice: bool


def lacks(
    words: str,
    will_show: str,
    *,
    is_owned: bool,
    due_on: dt.date | None,
    on: dt.date,
    starts_on: dt.date | None = None,
    wanted_by: dt.date | None = None,
) -> list[Lack]:
    """What an action lacks as at ``on``. ``wanted_by``: when the recommendation itself is to be met."""
    return [
        *_specific(words.strip()),
        *_measurable(words.strip(), will_show.strip()),
        *([] if is_owned else [Lack(Asked.OWNED, "Not owned: choose one person who answers for it", False)]),
        *_dated(due_on, on, starts_on, wanted_by),
    ]


def _specific(words: str) -> list[Lack]:
    if len(words) < SHORTEST_WORDS:
        return [Lack(Asked.SPECIFIC, "Not specific: say what will be done, where and with whom, in a sentence", False)]
    hoped = HOPED.match(words)
    if hoped:
        said = hoped[1].capitalize()
        return [Lack(Asked.SPECIFIC, f"Not specific: “{said}” says what is hoped for. Say what somebody will do", True)]
    return []


def _measurable(words: str, will_show: str) -> list[Lack]:
    if len(will_show) < SHORTEST_SHOWS or will_show.casefold() == words.casefold():
        return [
            Lack(
                Asked.MEASURABLE, "Not measurable: say what will show that it worked, apart from its being done", False
            )
        ]
    if not COUNTED.search(will_show):
        said = "Not measurable: it names no figure, count or audit. Say how many, how often, or by what check"
        return [Lack(Asked.MEASURABLE, said, True)]
    return []


def _dated(due_on: dt.date | None, on: dt.date, starts_on: dt.date | None, wanted_by: dt.date | None) -> list[Lack]:
    if due_on is None:
        return [Lack(Asked.DATED, "Not dated: enter the day by which it will be done", False)]
    if starts_on is not None and due_on < starts_on:
        return [Lack(Asked.DATED, "The day it is due is before the day it begins", False)]
    if due_on < on:
        return [Lack(Asked.DATED, "The day it is due is past: it would be late at once", True)]
    if wanted_by is not None and due_on > wanted_by:
        return [Lack(Asked.DATED, "It is due after the recommendation itself is to be met", True)]
    return []
