"""What the address asks of the page: as at which day, known when, which family on which day, how much of the story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sightline.casework.queries.child.chronology import ALL, SIGNIFICANT
from sightline.web.clock import LONDON

KNOWN, AS_AT, ON, SHOW = "known", "as-at", "on", "show"
EARLIEST = dt.date(1900, 1, 1)
NAMES = {KNOWN: "As known on the evening of", AS_AT: "As it stood on", ON: "The family and household on"}


@dataclass(frozen=True, slots=True)
class PageAsked:
    """``known_on``: as the record was known that evening; None for now. ``as_at``: the day it is shown as at.
    ``family_on``: the day of the family. ``set_aside``: what the address asked that was no day, said on the page."""

    today: dt.date
    known_on: dt.date | None
    as_at: dt.date
    family_on: dt.date
    shown: str
    set_aside: tuple[str, ...]
    given: Mapping[str, str]

    @property
    def known_at(self) -> dt.datetime | None:
        """The last instant of that evening, in England."""
        if self.known_on is None:
            return None
        return dt.datetime.combine(self.known_on, dt.time.max, tzinfo=LONDON)

    @property
    def is_past(self) -> bool:
        """Whether it shows anything but what is known now, as at today."""
        return self.known_on is not None or self.as_at != self.today

    def but(self, **changed: str) -> str:
        """The same query string with something else asked; "" leaves it out."""
        wanted = {**self.given, **changed}
        return "?" + urlencode({name: value for name, value in wanted.items() if value})

    @property
    def everything(self) -> str:
        """The address of the whole chronology."""
        return self.but(**{SHOW: ALL})

    @property
    def significant(self) -> str:
        """The address of what matters in it."""
        return self.but(**{SHOW: ""})

    @property
    def now(self) -> str:
        """The address of the page as it is today."""
        return self.but(**{KNOWN: "", AS_AT: "", ON: ""})


def asked_of(query: Mapping[str, str], today: dt.date) -> PageAsked:
    """What a query string asks. A day that is none, or is still to come, is set aside and said so."""
    aside: list[str] = []
    days: dict[str, dt.date] = {}
    for name, words in NAMES.items():
        found = _day(query.get(name, ""), words, today, aside)
        if found is not None:
            days[name] = found
    as_at = days.get(AS_AT, days.get(KNOWN, today))
    shown = ALL if query.get(SHOW) == ALL else SIGNIFICANT
    given = {name: day.isoformat() for name, day in days.items()} | ({SHOW: ALL} if shown == ALL else {})
    return PageAsked(today, days.get(KNOWN), as_at, days.get(ON, as_at), shown, tuple(aside), given)


def _day(words: str, label: str, today: dt.date, aside: list[str]) -> dt.date | None:
    if not words.strip():
        return None
    try:
        found = dt.date.fromisoformat(words.strip()[:10])
    except ValueError:
        aside.append(f"“{label}” needs a date, written as 2016-11-14.")
        return None
    if found > today:
        aside.append(f"“{label}” needs a date that has come: {today.isoformat()} or earlier.")
        return None
    if found < EARLIEST:
        aside.append(f"“{label}” needs a date since {EARLIEST.year}.")
        return None
    return found
