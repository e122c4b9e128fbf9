"""Dates as reports print them: one day, a range in some twenty spellings, or two periods of fieldwork.

What is left unsaid is taken from the neighbour that says it ("15 to 26 November 2018"), as a reader does. Anything else
in the phrase ends it; a phrase that leaves a day without a month or a year is no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from sightline.sources.ofsted_report.reading import Period

_MONTHS = [name.lower() for name in calendar.month_name][1:]
_WEEKDAYS = r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_PASSED_OVER = {"on", "of", "the", "inclusive", "from", "in", "dates", "date"}
_TO = {"to", "until", "till", "through"}
_AND = {"and", "&", ",", ";", "/"}

LONGEST = 45  # days; the longest single inspection in Ofsted's statistics 2013-2026 lasted 29
EARLIEST, LATEST = 2005, 2100


@dataclass(slots=True)
class _Day:
    day: int
    month: int | None = None
    year: int | None = None
    joined_by: str = ""
    year_printed: bool = False


def one_day(phrase: str) -> dt.date | None:
    """The one day a phrase gives, or None."""
    found = periods(phrase)
    return found[0].start if len(found) == 1 and found[0].start == found[0].end else None


def periods(phrase: str) -> tuple[Period, ...]:
    """The periods a phrase gives, earliest first; empty where it gives none that can be believed.

    "Week commencing 4 July" says when a week began and not on which days somebody was there.
    """
    if re.search(r"\bweeks? (?:beginning|commencing)\b", phrase, re.IGNORECASE):
        return ()
    days = _days(_tokens(phrase))
    if not days or not _filled(days):
        return ()
    groups: list[list[_Day]] = []
    for day in days:
        same = groups and (day.joined_by == "to" or (day.joined_by == "days" and len(groups[-1]) >= 1))
        if same:
            groups[-1].append(day)
        else:
            groups.append([day])
    found = [_period(group) for group in groups]
    if any(each is None for each in found):
        return ()
    sure = _adjoined([each for each in found if each is not None])
    in_order = all(before.end < after.start for before, after in pairwise(sure))
    return tuple(sure) if in_order else ()


def _tokens(phrase: str) -> list[str]:
    text = phrase.lower()
    text = re.sub(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d|\d\d)\b", _from_numbers, text)
    text = re.sub(_WEEKDAYS, " ", text)
    text = re.sub(r"(\d)\s*(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"\s*[‐‑‒–—―−\-]+\s*", " to ", text)  # the dashes reports use
    text = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", text)
    text = re.sub(r"\b([0-3]) (\d) (?=(?:" + "|".join(_MONTHS) + r")\b)", r"\1\2 ", text)
    text = re.sub(r"\b(20) (\d\d)\b(?! *(?:" + "|".join(_MONTHS) + r"))", r"\1\2", text)
    if re.match(r"\s*between\b", text):
        text = re.sub(r"\band\b", "to", text.replace("between", " ", 1), count=1)
    return re.findall(r"\d+|[a-z]+|[&,;/]", text)


def _from_numbers(found: re.Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    whole = year if year > 99 else 2000 + year
    return f"{day} {_MONTHS[month - 1]} {whole}" if 1 <= month <= 12 else found[0]


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word) or (word == "sept" and number == 9):
            return number
    near = difflib.get_close_matches(word, _MONTHS, n=2, cutoff=0.85)
    return _MONTHS.index(near[0]) + 1 if len(near) == 1 and len(word) > 4 else None


def _days(tokens: list[str]) -> list[_Day]:
    days: list[_Day] = []
    joined_by = ""
    for token in tokens:
        if token.isdigit():
            number = int(token)
            if len(token) == 4 and EARLIEST <= number <= LATEST:
                if not days or days[-1].year is not None:
                    break
                days[-1].year, days[-1].year_printed = number, True
            elif 1 <= number <= 31 and len(token) <= 2:
                if days and not joined_by:
                    break
                days.append(_Day(number, joined_by=_meaning(joined_by, days)))
                joined_by = ""
            else:
                break
        elif (month := _month(token)) is not None:
            if not days or days[-1].month is not None:
                break
            days[-1].month = month
        elif token in _TO:
            joined_by = "to"
        elif token in _AND:
            joined_by = joined_by or "and"
        elif token not in _PASSED_OVER:
            break
    return days


def _meaning(joined_by: str, days: list[_Day]) -> str:
    """What "and" says: two days of one visit ("20 and 21 February"), or a second period."""
    if joined_by == "and" and days and days[-1].month is None and days[-1].joined_by != "to":
        return "days"
    return joined_by


def _filled(days: list[_Day]) -> bool:
    for before, after in reversed(list(pairwise(days))):
        if before.month is None:
            before.month = after.month
        if before.year is None and after.year is not None:
            over_new_year = before.month is not None and after.month is not None and before.month > after.month
            before.year = after.year - 1 if over_new_year else after.year
    for before, after in pairwise(days):
        if after.year is None:
            after.year = before.year
        if after.month is None:
            after.month = before.month
    return all(day.month is not None and day.year is not None for day in days)


def _adjoined(found: list[Period]) -> list[Period]:
    """Single days that follow one another are one visit: "31 January and 1 February 2024"."""
    kept: list[Period] = []
    for each in found:
        before = kept[-1] if kept else None
        single = before is not None and each.start == each.end and (each.start - before.end).days in (1, 3)
        if before is not None and single and (before.end - before.start).days < 4:
            kept[-1] = Period(before.start, each.end)
        else:
            kept.append(each)
    return kept


def _period(group: list[_Day]) -> Period | None:
    first, last = group[0], group[-1]
    start, end = _date(first), _date(last)
    if start is None or end is None:
        return None
    if end < start and not first.year_printed:
        start = _date(_Day(first.day, first.month, (first.year or 0) - 1))
    elif end < start and not last.year_printed:
        end = _date(_Day(last.day, last.month, (last.year or 0) + 1))
    if start is None or end is None or end < start or (end - start).days > LONGEST:
        return None
    return Period(start, end)


def _date(day: _Day) -> dt.date | None:
    try:
        return dt.date(day.year or 0, day.month or 0, day.day)
    except ValueError:
        return None
