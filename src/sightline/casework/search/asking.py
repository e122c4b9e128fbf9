"""What somebody typed into the search box, taken apart: words, dates, postcodes, identifiers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from sightline.casework.search.normalising import POSTCODE, identifier_of, words_of

T = TypeVar("T")

LONGEST = 200  # characters that are read; nobody's name, birth date and postcode need more
SHORTEST = 2  # letters or digits, so that nobody leafs through everybody
MOST_WORDS = 6
SHORTEST_NUMBER = 6  # digits: with fewer, spaces between numbers are taken to part them

DAY_MONTH_YEAR = 8  # digits of 03022009

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "(?P<month>[a-z]{3,9})"
DATES = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-])", re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?{_MONTH}[ ,-]{{0,2}}(?P<year>\d{{4}}|\d{{2}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>(?:19|20)\d{2})",
    )
)
WHOLE_POSTCODE = re.compile(rf"(?<!\w){POSTCODE.pattern}(?!\w)", re.IGNORECASE | re.ASCII)
HALF_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.IGNORECASE | re.ASCII)
NUMBER = re.compile(r"(?<![\w-])\d(?:[ -]?\d)+(?![\w-])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for. Each of ``dates`` is a day that was typed, as it was typed: whether day and month were
    changed about is for the search to try. ``postcodes`` may be the first half of one."""

    words: tuple[str, ...] = ()
    dates: tuple[dt.date, ...] = ()
    postcodes: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()

    @property
    def is_too_short(self) -> bool:
        """Whether too little was typed to search for."""
        given = (*self.words, *self.identifiers, *self.postcodes)
        return not self.dates and sum(map(len, given)) < SHORTEST

    @property
    def kinds(self) -> str:
        """What kinds of thing were typed, for the access log, which never keeps the words themselves."""
        named = (
            ("name or address", self.words),
            ("date of birth", self.dates),
            ("postcode", self.postcodes),
            ("identifier", self.identifiers),
        )
        return ", ".join(name for name, given in named if given)


def asked(typed: str, day: dt.date) -> Asked:
    """What ``typed`` asks for; ``day`` is the day it is, by which a year of two digits is read. Never an error."""
    text = cleaned(typed)
    bare = [part for part in text.split() if len(part) == DAY_MONTH_YEAR and part.isdecimal()]  # a date or a number
    dates, text = _taken(text, _dates(text, day))
    postcodes, text = _taken(text, _postcodes(text))
    numbers, text = _taken(text, _numbers(text))
    identifiers = [*bare, *numbers]
    words: list[str] = []
    for part in text.split():
        if HALF_POSTCODE.fullmatch(part) and any(each.isdigit() for each in part):
            postcodes.append(part.upper())
            identifiers.append(part.upper())
        elif any(each.isdigit() for each in part):
            identifiers.append(identifier_of(part))
        else:
            words.extend(words_of(part))
    return Asked(
        tuple(dict.fromkeys(words))[:MOST_WORDS],
        tuple(dict.fromkeys(dates))[:MOST_WORDS],
        tuple(dict.fromkeys(postcodes))[:MOST_WORDS],
        tuple(dict.fromkeys(each for each in identifiers if each))[:MOST_WORDS],
    )


def cleaned(typed: str) -> str:
    """``typed`` on one line, cut, without control characters or the marks that turn the direction of writing."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST])
    plain = "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp", "Zs") else each for each in text)
    kept = "".join(each for each in plain if unicodedata.category(each) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join(kept.split())


def _dates(text: str, day: dt.date) -> Iterator[tuple[re.Match[str], dt.date]]:
    for pattern in DATES:
        for match in pattern.finditer(text):
            if (found := _date(match, day)) is not None:
                yield match, found


def _date(match: re.Match[str], day: dt.date) -> dt.date | None:
    """The day a match stands for; with day and month changed about where only that is a day; None for neither."""
    written = match["month"].lower()
    month = int(written) if written.isdigit() else MONTHS.get(written)
    if month is None:
        return None
    year, of_month = int(match["year"]), int(match["day"])
    if len(match["year"]) == 2:
        year += 2000 if year + 2000 <= day.year else 1900
    return _day(year, month, of_month) or _day(year, of_month, month)


def _day(year: int, month: int, of_month: int) -> dt.date | None:
    try:
        return dt.date(year, month, of_month)
    except ValueError:
        return None


def _postcodes(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in WHOLE_POSTCODE.finditer(text):
        yield match, f"{match[1]} {match[2]}".upper()


def _numbers(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in NUMBER.finditer(text):
        if len(number := identifier_of(match[0])) >= SHORTEST_NUMBER:
            yield match, number


def _taken(text: str, found: Iterator[tuple[re.Match[str], T]]) -> tuple[list[T], str]:
    """What was found, in turn, and ``text`` without it. What overlaps something already found is left alone."""
    values, rest = [], text
    for match, value in found:
        if "\0" not in rest[match.start() : match.end()]:
            values.append(value)
            rest = rest[: match.start()] + "\0" * (match.end() - match.start()) + rest[match.end() :]
    return values, rest.replace("\0", " ")
